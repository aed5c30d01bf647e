"""The error that lists everything wrong with the knowledge files at once."""

from __future__ import annotations

from collections.abc import Sequence

from hepaboard.errors import HepaboardError

SHOWN = 8


class KnowledgeError(HepaboardError):
    """The knowledge files cannot be used; ``problems`` holds one error per finding."""

    def __init__(self, problems: Sequence[HepaboardError]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(
            first.what,
            file=first.file,
            line=first.line,
            column=first.column,
            field=first.field,
            allowed=first.allowed,
        )

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"The knowledge files have {count} problem{'s' if count > 1 else ''}."
        shown = [str(problem) for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            shown.append(f"and {count - SHOWN} more")
        return "\n\n".join([head, *shown])
