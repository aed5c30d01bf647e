"""The phase of care that a case's records show: the decision the board is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hepaboard.case.history import History
from hepaboard.case.model import Treatment
from hepaboard.logic import Value


@dataclass(frozen=True, slots=True)
class PhaseWords:
    """What the vocabulary names for this rule.

    ``systemic``, ``liver`` and ``first_stage`` are kinds of treatment. ``progression`` and
    ``converted`` are a fact with the member that counts, ``recurrence`` is a yes/no fact.
    """

    systemic: str
    liver: str
    first_stage: str
    progression: tuple[str, str]
    converted: tuple[str, str]
    recurrence: str

    @staticmethod
    def of(rule: Mapping[str, Any]) -> PhaseWords:
        """The words of a ``derive`` entry."""
        return PhaseWords(
            rule["systemic"],
            rule["liver"],
            rule["first_stage"],
            (rule["progression"][0], rule["progression"][1]),
            (rule["converted"][0], rule["converted"][1]),
            rule["recurrence"],
        )


def phase(history: History, known: Mapping[str, Value], words: PhaseWords) -> str | None:
    """The phase of care, or None where the records do not tell.

    Only a complete history tells: without one a treatment may be missing. First metastases that
    a surveillance scan finds are a first decision; recurrence means after liver treatment.
    """
    if not history.treatments_complete:
        return None
    courses = history.of(words.systemic)
    liver = history.of(words.liver)
    staged = [item for item in history.of(words.first_stage) if item.stage != 2]
    if not (courses or liver or staged):
        return "initial"
    if (liver or staged) and known.get(words.recurrence) is True:
        return "recurrence"
    last = _latest([*liver, *staged])
    if last is not None and last in staged:
        # An embolisation is a first stage by its nature; of a staged operation the record must say.
        return None if last in liver and last.stage is None else "between_stages"
    last_course = _latest(courses)
    if last is not None and not _later(last_course, last, history):
        return "surveillance" if _imaged_after(history, last) else "after_resection"
    fact, member = words.converted
    if known.get(fact) == member:
        return "after_conversion"
    fact, member = words.progression
    if known.get(fact) == member:
        return "progression"
    ongoing = any(history.ongoing(item) for item in courses)
    if ongoing and known.get(fact) is None:
        return "on_treatment"
    return "reassessment"


def _latest(items: list[Treatment]) -> Treatment | None:
    """The one that began last; undated ones count as oldest."""
    return max(items, key=lambda item: str(item.first_day or ""), default=None)


def _later(course: Treatment | None, last: Treatment, history: History) -> bool:
    """Whether a course began after a local treatment as a line of its own (not adjuvant to it)."""
    if course is None or course.first_day is None or last.first_day is None:
        return False
    return course.first_day > last.first_day and course.line is not None


def _imaged_after(history: History, last: Treatment) -> bool:
    day = last.last_day
    return day is not None and any(image.on > day for image in history.imaging)
