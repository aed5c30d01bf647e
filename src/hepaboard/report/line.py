"""One line of the board sheet, and the signs that stand before it."""

from __future__ import annotations

from dataclasses import dataclass

SIGNS = {
    "contraindicated": "■",
    "recommended": "●",
    "contested": "◐",
    "acceptable": "○",
    "needs_data": "?",
    "undetermined": "?",
    "not_recommended": "–",
    "urgent": "‼",
    "stop": "■",
    "warn": "▲",
    "note": "·",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a label (a verdict), its kind for sign and colour, the text, and what goes with it.

    ``aside`` stands behind the text, ``more`` below it.
    """

    text: str
    label: str = ""
    kind: str = ""
    aside: str = ""
    more: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
