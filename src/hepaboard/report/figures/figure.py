"""One finished figure: what is drawn, and the words that say it to those who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hepaboard.report.figures.alt_text import png_with_alt, svg_with_alt
from hepaboard.report.figures.altair_extra import altair, converter
from hepaboard.report.figures.look import (
    GREY,
    LEFT,
    NOTE_HEIGHT,
    NOTE_LETTERS,
    WIDTH,
    configured,
    lines,
)

Form = Literal["svg", "png"]
#: Pixels of a PNG for one of the drawing: 192 dpi on paper.
SCALE = 2


@dataclass(frozen=True)
class Figure:
    """A figure as a Vega-Lite specification with title and alternative text.

    ``name`` makes the file's name; ``alt`` says what the picture shows, values included.
    """

    name: str
    title: str
    alt: str
    spec: Mapping[str, Any]

    def render(self, form: Form) -> bytes:
        """The picture in SVG or PNG, with title and alternative text inside.

        Raises
        ------
        HepaboardError
            The extra that draws is not installed.
        """
        if form == "svg":
            svg = converter().vegalite_to_svg(dict(self.spec))
            return svg_with_alt(svg, self.title, self.alt).encode()
        png = converter().vegalite_to_png(dict(self.spec), scale=SCALE)
        return png_with_alt(png, self.title, self.alt)


def finished(
    name: str,
    title: str,
    subtitle: Sequence[str],
    panels: Sequence[Any],
    source: Sequence[str],
    alt: str,
    left: int = LEFT,
) -> Figure:
    """The panels one below the other, with the title above and the source line below.

    Parameters
    ----------
    left
        Pixels that axis and labels take left of the drawing areas; the source line begins there.
    """
    alt_lib = altair()
    notes = lines(*source, letters=NOTE_LETTERS)
    foot = (
        alt_lib.Chart(
            alt_lib.InlineData(values=[{"y": i, "text": note} for i, note in enumerate(notes)])
        )
        .mark_text(align="left", baseline="middle", fontSize=10, color=GREY, x=-left)
        .encode(
            y=alt_lib.Y(
                "y:Q", axis=None, scale=alt_lib.Scale(domain=[-0.5, len(notes) - 0.5], reverse=True)
            ),
            text="text:N",
        )
        .properties(width=WIDTH + LEFT - left, height=NOTE_HEIGHT * len(notes))
    )
    chart = alt_lib.vconcat(*panels, foot).properties(
        title=alt_lib.TitleParams(title, subtitle=lines(*subtitle)), description=alt
    )
    return Figure(name, title, alt, configured(chart).to_dict())
