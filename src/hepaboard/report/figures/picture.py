"""A figure that is its own SVG and needs no library to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.report.figures.alt_text import png_with_alt
from hepaboard.report.figures.altair_extra import converter
from hepaboard.report.figures.figure import SCALE, Form


@dataclass(frozen=True)
class Picture:
    """A figure as SVG, which already holds its title and alternative text."""

    name: str
    title: str
    alt: str
    svg: str

    def render(self, form: Form) -> bytes:
        """The picture in SVG or PNG, with title and alternative text inside.

        Raises
        ------
        HepaboardError
            A PNG is wanted and the extra that makes one is not installed.
        """
        if form == "svg":
            return self.svg.encode()
        png = converter().svg_to_png(self.svg, scale=SCALE)
        return png_with_alt(png, self.title, self.alt)
