"""The letters of several cases: all of them, or an error that names every case that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline
from hepaboard.report.letter.content import Letter, letter_of


class CasesError(HepaboardError):
    """Several cases cannot be used; ``problems`` holds the error of each."""

    def __init__(self, problems: list[HepaboardError]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(problems)} cases cannot be used. Nothing was written.")

    def __str__(self) -> str:
        return "\n\n".join([self.what, *(str(problem) for problem in self.problems)])


def letters_of(
    cases: Iterable[str | Path | dict[str, Any]], guideline: Guideline, on: date | None = None
) -> list[Letter]:
    """A letter for each case, in order, as of a day (each case's own if None).

    Raises
    ------
    HepaboardError
        A case cannot be read or used (with file and line; all of them, if several), or two have
        the same id.
    """
    letters: list[Letter] = []
    problems: list[HepaboardError] = []
    for case in cases:
        try:
            letters.append(letter_of(case, guideline, on))
        except HepaboardError as error:
            problems.append(error)
    if problems:
        raise problems[0] if len(problems) == 1 else CasesError(problems)
    names = [letter.case for letter in letters]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise HepaboardError(
            f"Two cases have the id {twice!r}.",
            field="id",
            allowed="each case once",
            todo="Leave one out, or give it its own id.",
        )
    return letters
