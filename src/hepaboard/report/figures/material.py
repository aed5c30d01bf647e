"""What the figures are drawn from: the case, its facts, its response and its assessment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hepaboard.assess import Assessment, assess
from hepaboard.assess.response import response_of
from hepaboard.case import CaseFile, Facts, facts_of, read_case
from hepaboard.case.response import MeasuredResponse
from hepaboard.case.response_line import LineResponse
from hepaboard.days import day_words
from hepaboard.guideline import Guideline

#: Panels of a figure that fit on a page of A4.
MOST_PANELS = 3
ORDINALS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True)
class Material:
    """One case read for drawing."""

    file: CaseFile
    guideline: Guideline
    facts: Facts
    assessment: Assessment
    response: MeasuredResponse | None

    @property
    def head(self) -> str:
        """The case and the day, for the line below a title."""
        on = self.facts.on
        return f"Case {self.file.case.id}" + (f", assessed {day_words(on)}" if on else "")

    @property
    def foot(self) -> str:
        """The guideline in use, for the source line."""
        reference = self.assessment.guideline
        return f"hepaboard {reference.version}, sources {', '.join(reference.sources)}."

    def names(self, treatments: Iterable[str]) -> str:
        """Treatments as people call them."""
        return ", ".join(self.guideline.treatments[name].name for name in treatments)

    def all_lines(self) -> list[LineResponse]:
        """The lines of therapy with a baseline and a scan after it."""
        found = self.response
        return [line for line in (found.lines if found else ()) if line.baseline and line.points]

    def drawn_lines(self) -> list[LineResponse]:
        """The latest of these lines, as many as stand on one page."""
        return self.all_lines()[-MOST_PANELS:]

    def line_words(self, response: LineResponse) -> str:
        """A line in words: its number, what was given, since when."""
        line = response.line
        if line.start is None:
            return "No systemic therapy recorded"
        number = line.number
        if number is None:
            which = "Systemic therapy"
        elif number <= len(ORDINALS):
            which = f"{ORDINALS[number - 1].capitalize()} line"
        else:
            which = f"Line {number}"
        return f"{which}: {self.names(line.treatments)}, from {day_words(line.start)}"


def material_of(
    case: CaseFile | str | Path | dict[str, Any], guideline: Guideline, on: date | None = None
) -> Material:
    """The case read, assessed and measured once for all figures, as of a day.

    Raises
    ------
    HepaboardError
        The case cannot be read, has values that do not fit, or contradicts itself.
    """
    file = case if isinstance(case, CaseFile) else read_case(case)
    facts = facts_of(file, guideline.vocabulary, guideline.treatments, on)
    return Material(
        file, guideline, facts, assess(file, guideline, on), response_of(file, facts, guideline)
    )
