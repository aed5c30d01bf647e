"""How figures look: Okabe-Ito colours, and a pattern and a sign beside every colour."""

from __future__ import annotations

from dataclasses import dataclass

INK, MUTED, RULE, PAPER = "#1b1f23", "#57606a", "#c5ccd3", "#ffffff"
GREEN, BLUE, ORANGE, VERMILION = "#009E73", "#0072B2", "#E69F00", "#D55E00"
SKY, PURPLE, GREY, PALE = "#56B4E9", "#CC79A7", "#8c959f", "#eef1f4"
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
WIDTH = 700
#: Patterns as lines inside a tile of 8 by 8 pixels.
PATTERNS = {
    "plain": "",
    "slashes": "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "dots": "M2 2h2v2h-2zM6 6h2v2h-2z",
    "bars": "M2 0V8M6 0V8",
    "lines": "M0 4H8",
    "cross": "M0 0L8 8M8 0L0 8",
    "back": "M0 0L8 8M-2 6L2 10M6 -2L10 2",
    "grid": "M0 4H8M4 0V8",
}


@dataclass(frozen=True, slots=True)
class Style:
    """One kind of thing: its word, sign, colour, pattern and the colour of the pattern."""

    word: str
    sign: str
    fill: str
    pattern: str = "plain"
    over: str = PAPER
    dashed: bool = False

    @property
    def id(self) -> str:
        """A name for the pattern inside a figure."""
        return f"p-{self.pattern}-{self.fill[1:]}-{self.over[1:]}"


VERDICTS = {
    "recommended": Style("recommended", "●", GREEN),
    "acceptable": Style("acceptable", "○", BLUE, "slashes"),
    "contested": Style("contested", "◐", ORANGE, "bars", INK),
    "not_recommended": Style("not recommended", "–", GREY, "lines"),
    "contraindicated": Style("contraindicated", "■", VERMILION, "cross", INK),
    "needs_data": Style("needs data", "?", PAPER, "dots", INK, dashed=True),
    "undetermined": Style("undetermined", "?", PAPER, dashed=True),
    "not_addressed": Style("not addressed", "·", PALE),
}
STANDINGS = {
    "agreed": Style("concordant, two or more sources", "●", GREEN),
    "one_source": Style("concordant, one source certain", "○", BLUE, "slashes"),
    "divided": Style("sources divided", "◐", ORANGE, "bars", INK),
    "against": Style("against all who speak", "–", GREY, "lines"),
    "stopped": Style("against a hard stop", "■", VERMILION, "cross", INK),
    "undetermined": Style("undetermined", "?", PAPER, "dots", INK, dashed=True),
    "not_addressed": Style("no source speaks", "·", PALE),
}
TOPICS = {
    "incompatible": Style("cannot both be followed", "■", VERMILION, "cross", INK),
    "different_strength": Style("differ in strength", "◐", ORANGE, "bars", INK),
    "open": Style("may differ, depends on what is unknown", "?", PAPER, "dots", INK, dashed=True),
}
NEEDS = {
    "alone": Style("the only fact that is needed", "●", BLUE),
    "others": Style("needed together with others", "○", SKY, "slashes"),
}
HIDDEN = Style("hidden: small counts and those that protect them", "x", PAPER, "back", GREY)
#: Colour, dash and marker of the curves of a figure.
CURVES = (
    (BLUE, "", "circle"),
    (VERMILION, "7 3", "square"),
    (GREEN, "2 3", "triangle"),
    (PURPLE, "9 3 2 3", "diamond"),
    (ORANGE, "4 4", "circle"),
    (INK, "1 4", "square"),
    (GREY, "12 4", "triangle"),
    (SKY, "5 2 1 2", "diamond"),
)
