"""How every figure looks: size for A4, type, colours that survive grey, shapes beside colours."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import Any

#: Okabe-Ito colours in an order in which neighbours differ in grey as well.
INK = "#000000"
BLUE = "#0072B2"
ORANGE = "#E69F00"
VERMILION = "#D55E00"
GREEN = "#009E73"
SKY = "#56B4E9"
GREY = "#767676"
PALE = "#E6E6E6"
SERIES = (BLUE, VERMILION, GREEN, GREY, ORANGE, INK)
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3])

#: Width of the drawing area in CSS pixels: with labels it fits an A4 page with 2 cm margins.
WIDTH = 500
FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
LINE_LETTERS = 96
NOTE_LETTERS = 104
NOTE_HEIGHT = 13
_UNIT = re.compile(r"(\d) (%|mm|cm|weeks?|months?)")
#: Room left of a drawing area with a plain number axis.
LEFT = 46


def configured(chart: Any) -> Any:
    """The chart with the common type, axes and margins."""
    return (
        chart.configure(font=FONT, background="white", padding=12)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            gridColor=PALE,
            domainColor=GREY,
            tickColor=GREY,
            labelColor=INK,
            titleColor=INK,
        )
        .configure_title(
            anchor="start",
            frame="bounds",
            fontSize=15,
            subtitleFontSize=11,
            subtitleColor=INK,
            offset=12,
        )
        .configure_concat(spacing=20)
    )


def lines(*texts: str, letters: int = LINE_LETTERS) -> list[str]:
    """Texts as lines that fit the width of a figure; a number keeps its unit beside it."""
    kept = [_UNIT.sub("\\1\u00a0\\2", text) for text in texts if text]
    return [line for text in kept for line in wrap(text, letters)]


def series(place: int) -> tuple[str, str, list[int]]:
    """Colour, shape and dash of the n-th of several series, counted from 0.

    With more series than colours the colours come again, with other shapes and dashes.
    """
    again = place // len(SERIES)
    return (
        SERIES[place % len(SERIES)],
        SHAPES[(place + 2 * again) % len(SHAPES)],
        DASHES[(place + again) % len(DASHES)],
    )


def panel_title(text: str) -> dict[str, Any]:
    """The title of one panel, smaller than that of the figure."""
    return {
        "text": lines(text, letters=92),
        "fontSize": 12,
        "fontWeight": "bold",
        "anchor": "start",
        "frame": "bounds",
        "offset": 6,
    }
