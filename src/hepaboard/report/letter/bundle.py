"""What is written into one file: a letter, or the agenda of a meeting and its letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hepaboard.days import day_words
from hepaboard.report.letter.content import PENDING, Letter


@dataclass(frozen=True, slots=True)
class Bundle:
    """Letters in order, and whether their agenda stands before them. ``day`` dates the file."""

    title: str
    day: date | None
    letters: tuple[Letter, ...]
    agenda: bool = False

    @property
    def guideline(self) -> str:
        """Version and sources, with the meaning of the star if one of them bears it."""
        pending = any(letter.pending for letter in self.letters)
        return self.letters[0].guideline + (f" · {PENDING}" if pending else "")


def single(letter: Letter) -> Bundle:
    """One letter as a file of its own."""
    return Bundle(f"Tumour board letter, case {letter.case}", letter.assessed, (letter,))


def meeting(letters: Sequence[Letter], day: date | None = None) -> Bundle:
    """The agenda of a meeting on a day, and its letters."""
    title = "Tumour board meeting" + (f", {day_words(day)}" if day else "")
    latest = max((item.assessed for item in letters if item.assessed), default=None)
    return Bundle(title, day or latest, tuple(letters), agenda=True)
