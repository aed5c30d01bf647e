"""Timing stops: the first day on which a treatment may be given, and plans that come too early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hepaboard.assess.dates import add
from hepaboard.assess.model import AlertResult
from hepaboard.assess.reading import Reading
from hepaboard.case import Treatment
from hepaboard.days import day_words
from hepaboard.guideline import Delay


def not_before(reading: Reading, treatment: str) -> date | None:
    """The first day for a treatment under all timing stops; None if none moves it.

    Where the other drug is still being given, the day counts from the day of assessment, as if
    it were stopped now. A stop whose exception is not known to hold moves the day.
    """
    days = [
        day
        for delay in reading.guideline.delays
        if reading.truth(delay.node) and _reaches(reading, delay, treatment)
        for day in [_first_day(reading, delay)]
        if day is not None and reading.facts.on is not None and day > reading.facts.on
    ]
    return max(days, default=None)


def delay_alerts(reading: Reading) -> Iterator[AlertResult]:
    """Planned treatments that a timing stop moves."""
    for delay in reading.guideline.delays:
        first = _first_day(reading, delay)
        if first is None:
            continue
        for plan in reading.facts.plans:
            if not _reaches(reading, delay, plan.treatment):
                continue
            if plan.first_day is None or plan.first_day >= first:
                continue
            holds = reading.truth(delay.node) != 0
            name = reading.guideline.treatments[plan.treatment].name
            yield AlertResult(
                id=delay.entry.id,
                level="stop" if holds else "warn",
                text=f"{name} is planned for {day_words(plan.first_day)}. {delay.entry.reason}",
                do=f"Not before {day_words(first)}. {delay.entry.do}" if holds else delay.entry.do,
                rows=list(delay.entry.rows),
                source=None,
                status="holds",
                needs=[],
            )


def _reaches(reading: Reading, delay: Delay, treatment: str) -> bool:
    is_a = reading.guideline.treatments.is_a
    return any(is_a(treatment, kind) for kind in delay.entry.treatments)


def _first_day(reading: Reading, delay: Delay) -> date | None:
    """The end of the gap after the last dose on record."""
    history = reading.facts.history
    if history is None:
        return None
    given: list[Treatment] = history.of(delay.entry.after)
    days = [reading.facts.on if history.ongoing(item) else item.last_day for item in given]
    last = max((day for day in days if day is not None), default=None)
    return None if last is None else add(last, delay.entry.gap)
