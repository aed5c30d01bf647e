"""The error of a condition that cannot be used."""

from __future__ import annotations

from typing import Any

from hepaboard.errors import HepaboardError


class ConditionError(HepaboardError):
    """A condition breaks a rule of the language.

    ``offset`` counts characters from the start of the condition's text, so that a loader can
    turn it into the line and column of its file.
    """

    def __init__(
        self, what: str, *, text: str = "", offset: int | None = None, **rest: Any
    ) -> None:
        self.text = text
        self.offset = offset
        super().__init__(what, **rest)

    def __str__(self) -> str:
        lines = super().__str__()
        if not self.text or self.offset is None:
            return lines
        start = max(0, self.offset - 30)
        excerpt = " ".join(self.text[start : self.offset + 40].split())
        left = " ".join(self.text[start : self.offset].split())
        gap = len(left) + (1 if left and self.text[self.offset - 1 : self.offset].isspace() else 0)
        return f"{lines}\n  In       {excerpt}\n           {' ' * gap}^"
