"""Lines of systemic therapy out of dated courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hepaboard.case.history import History
from hepaboard.case.model import Treatment


@dataclass(frozen=True, slots=True)
class Line:
    """One line of therapy: its number as recorded, its first day and what was given.

    ``number`` is None where no line was recorded, ``start`` where the records hold no therapy.
    """

    number: int | None
    start: date | None
    treatments: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The dated lines in order of time, and the treatments that have no first day."""

    lines: tuple[Line, ...]
    undated: tuple[str, ...] = ()


def lines_of(history: History, kind: str) -> Lines:
    """The lines of one kind of therapy that had begun.

    Courses with the same recorded number are one line. A course without a number joins a line
    that it overlaps, or that begins on the same day; else it is a line of its own (assumed, and
    said so). A course whose end is not known overlaps nothing that begins later.

    Parameters
    ----------
    kind
        The kind of treatment that makes a line, as the catalogue names it.
    """
    dated: list[tuple[date, Treatment]] = []
    undated: list[str] = []
    for item in history.of(kind):
        day = item.first_day
        if day is None:
            undated.append(item.treatment)
        else:
            dated.append((day, item))
    groups: list[list[tuple[date, Treatment]]] = []
    for day, item in sorted(dated, key=lambda pair: (pair[1].line is None, pair[0])):
        joined = _joined(groups, day, item, history)
        if joined is None:
            groups.append([(day, item)])
        else:
            joined.append((day, item))
    groups.sort(key=lambda group: min(day for day, _ in group))
    return Lines(tuple(_line(group, len(groups)) for group in groups), tuple(undated))


def _joined(
    groups: list[list[tuple[date, Treatment]]], day: date, item: Treatment, history: History
) -> list[tuple[date, Treatment]] | None:
    """The line that a course belongs to, None if it opens one."""
    if item.line is not None:
        return next((group for group in groups if group[0][1].line == item.line), None)
    fitting = [
        group
        for group in groups
        if any(_overlap(day, item, start, other, history) for start, other in group)
    ]
    return max(fitting, key=lambda group: min(start for start, _ in group), default=None)


def _overlap(
    day: date, item: Treatment, other_day: date, other: Treatment, history: History
) -> bool:
    if day == other_day:
        return True
    early, late = (item, other_day) if day < other_day else (other, day)
    if history.ongoing(early):
        return True
    return early.last_day is not None and late < early.last_day


def _line(group: list[tuple[date, Treatment]], count: int) -> Line:
    members = sorted(group, key=lambda pair: pair[0])
    number = next((item.line for _, item in members if item.line is not None), None)
    names = tuple(dict.fromkeys(item.treatment for _, item in members))
    notes = []
    if number is None and count > 1:
        notes.append(f"No line is recorded for {', '.join(names)}: a line of its own (assumed).")
    return Line(number, members[0][0], names, tuple(notes))
