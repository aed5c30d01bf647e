"""The one error that a user can cause, and how it reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class HepaboardError(Exception):
    """Something a user can put right: what was wrong, where, what is allowed, what to do.

    The parts are attributes, so that no caller has to parse the text. No message may hold a
    patient's name; values of single fields are shown because the reader needs them.

    Parameters
    ----------
    what
        One sentence: which value was refused and why.
    file, line, column, field
        Where it stands, as far as it is known.
    value
        The refused value as found.
    allowed
        What would have been accepted.
    likely
        The probable slip, if there is one.
    todo
        What to do next.
    """

    def __init__(
        self,
        what: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
        field: str | None = None,
        value: Any = None,
        allowed: str | None = None,
        likely: str | None = None,
        todo: str | None = None,
    ) -> None:
        self.what = what
        self.file = str(file) if file is not None else None
        self.line = line
        self.column = column
        self.field = field
        self.value = value
        self.allowed = allowed
        self.likely = likely
        self.todo = todo
        super().__init__(what)

    @property
    def where(self) -> str:
        """File, line, column and field in one phrase; empty if none is known."""
        parts = [
            self.file,
            f"line {self.line}" if self.line is not None else None,
            f"column {self.column}" if self.column is not None else None,
            self.field,
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        lines = [self.what]
        for name, text in (
            ("Where", self.where),
            ("Allowed", self.allowed),
            ("Likely", self.likely),
            ("Next", self.todo),
        ):
            if text:
                first, *rest = text.splitlines()
                lines.append(f"  {name:<8} {first}")
                lines.extend(f"  {'':<8} {more}" for more in rest)
        return "\n".join(lines)


class InputRangeError(HepaboardError, ValueError):
    """A number lies outside the range that its field accepts."""
