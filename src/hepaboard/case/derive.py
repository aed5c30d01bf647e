"""Fills facts from dated records and listed lesions, by the rules that the vocabulary names.

A rule is named by its key in ``derive:``; its arguments say which treatments, lesion facts or
values it speaks of, so that no treatment is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hepaboard.case.history import History
from hepaboard.case.phase import PhaseWords, phase
from hepaboard.logic import Bounds, Value

WEEK_DAYS = 7
MONTH_DAYS = 365.25 / 12
LINES = ("none_yet", "first", "second", "third", "later")
#: Couinaud segments of each lobe; segment 1 (caudate) belongs to neither.
LEFT, RIGHT = frozenset({"2", "3", "4", "4a", "4b"}), frozenset({"5", "6", "7", "8"})


@dataclass(frozen=True, slots=True)
class Records:
    """What rules may look at.

    ``known`` holds the facts entered so far, ``lesions`` the values of each listed lesion.
    """

    history: History
    known: Mapping[str, Value]
    lesions: Sequence[Mapping[str, Value]]
    lesions_complete: bool
    lesions_given: bool


Rule = Callable[[Records, Any], Value | None]


def derive(rule: Mapping[str, Any], records: Records) -> Value | None:
    """The value that a rule gives, or None where the records do not tell."""
    for name, argument in rule.items():
        value = RULES[name](records, argument)
        if value is not None:
            return value
    return None


def _given(records: Records, kind: str) -> Value | None:
    return records.history.given(kind)


def _imaged(records: Records, modality: str) -> Value | None:
    return records.history.imaged(modality)


def _course_of(records: Records, kind: str) -> Value | None:
    """none, ongoing or completed."""
    history = records.history
    courses = history.of(kind)
    if not courses:
        return "none" if history.treatments_complete else None
    states = [history.ongoing(item) for item in courses]
    if True in states:
        return "ongoing"
    return None if None in states else "completed"


def _line_of(records: Records, kind: str) -> Value | None:
    """The highest line that had begun."""
    courses = records.history.of(kind)
    if not courses:
        return LINES[0] if records.history.treatments_complete else None
    lines = [item.line for item in courses]
    if any(line is None for line in lines) and max((x for x in lines if x), default=0) < 4:
        return None
    return LINES[min(max(line or 0 for line in lines), 4)]


def _lines_failed(records: Records, kind: str) -> Value | None:
    """How many courses ended in progression."""
    history = records.history
    courses = history.of(kind)
    unclear = [c for c in courses if c.stopped_for is None and history.ongoing(c) is not True]
    if not history.treatments_complete or unclear:
        return None
    failed = {
        course.line or i
        for i, course in enumerate(courses, 1)
        if course.stopped_for == "progression" and history.ongoing(course) is not True
    }
    return Decimal(len(failed))


def _latest_of(records: Records, words: Mapping[str, str]) -> Value | None:
    """The word of the latest treatment among several kinds, ``none`` if there was none."""
    history = records.history
    found = [(item.first_day, word) for kind, word in words.items() for item in history.of(kind)]
    if not found:
        return "none" if history.treatments_complete else None
    if len(found) > 1 and any(day is None for day, _ in found):
        return None
    return max(found, key=lambda pair: pair[0].toordinal() if pair[0] else 0)[1]


def _since(records: Records, kind: str, unit_days: float, end: bool) -> Value | None:
    """Time since a treatment of the kind last ended (a course that goes on: 0) or began."""
    history = records.history
    items = history.of(kind)
    if not items:
        return None
    if end and any(history.ongoing(item) for item in items):
        return 0.0
    days = [item.last_day if end else item.first_day for item in items]
    if any(day is None for day in days):
        return None
    latest = max(day for day in days if day is not None)
    return max(0, (history.on - min(latest, history.on)).days) / unit_days


def _weeks_since_last(records: Records, kind: str) -> Value | None:
    return _since(records, kind, WEEK_DAYS, end=True)


def _months_since_last(records: Records, kind: str) -> Value | None:
    return _since(records, kind, MONTH_DAYS, end=True)


def _weeks_since_start(records: Records, kind: str) -> Value | None:
    return _since(records, kind, WEEK_DAYS, end=False)


def _months_on(records: Records, kind: str) -> Value | None:
    """Length of all courses of the kind together; days that overlap count once."""
    history = records.history
    items = history.of(kind)
    if not items:
        return 0.0 if history.treatments_complete else None
    days: set[int] = set()
    for item in items:
        end = history.on if history.ongoing(item) else item.last_day
        if item.first_day is None or end is None:
            return None
        days.update(range(item.first_day.toordinal(), min(end, history.on).toordinal()))
    return len(days) / MONTH_DAYS


def _decision_point(records: Records, words: Mapping[str, Any]) -> Value | None:
    return phase(records.history, records.known, PhaseWords.of(words))


def _lesion_count(records: Records, _: Any) -> Value | None:
    """As many as are listed, or at least as many."""
    listed = len(records.lesions)
    if not records.lesions_given:
        return None
    if records.lesions_complete:
        return Decimal(listed)
    return Bounds(Decimal(listed), None) if listed else None


def _extreme(records: Records, fact: str, largest: bool) -> Value | None:
    """The largest or smallest value of a lesion fact; a bound where some are not known."""
    values = [lesion[fact] for lesion in records.lesions if fact in lesion]
    numbers = [
        value if isinstance(value, Decimal) else Decimal(repr(value))
        for value in values
        if isinstance(value, Decimal | int | float)
    ]
    if not numbers:
        return None
    edge = max(numbers) if largest else min(numbers)
    if records.lesions_complete and len(numbers) == len(records.lesions):
        return edge
    return Bounds(edge, None) if largest else Bounds(None, edge)


def _largest(records: Records, fact: str) -> Value | None:
    return _extreme(records, fact, largest=True)


def _smallest(records: Records, fact: str) -> Value | None:
    return _extreme(records, fact, largest=False)


def _both_lobes(records: Records, fact: str) -> Value | None:
    if not records.lesions_given:
        return None
    places = [str(lesion[fact]) if fact in lesion else None for lesion in records.lesions]
    return both_lobes(places, records.lesions_complete)


def both_lobes(segments: Sequence[str | None], complete: bool) -> bool | None:
    """Whether lesions lie in both lobes; no only if all are listed, each with a segment.

    Parameters
    ----------
    segments
        The segment of each listed lesion, None where it is not known.
    complete
        Whether these are all lesions.
    """
    places = {place for place in segments if place is not None}
    if LEFT & places and RIGHT & places:
        return True
    return False if complete and None not in segments and "1" not in places else None


RULES: dict[str, Rule] = {
    "given": _given,
    "imaged": _imaged,
    "course_of": _course_of,
    "line_of": _line_of,
    "lines_failed": _lines_failed,
    "latest_of": _latest_of,
    "weeks_since_last": _weeks_since_last,
    "months_since_last": _months_since_last,
    "weeks_since_start": _weeks_since_start,
    "months_on": _months_on,
    "decision_point": _decision_point,
    "lesion_count": _lesion_count,
    "largest": _largest,
    "smallest": _smallest,
    "both_lobes": _both_lobes,
}
