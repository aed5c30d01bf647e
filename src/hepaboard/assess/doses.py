"""The last dose of a drug that an operation waits for: recorded, planned, or not told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hepaboard.assess.reading import Reading
from hepaboard.guideline import Delay


def recorded_dose(reading: Reading, delay: Delay) -> date | None:
    """The day of the last dose on record; None if none is recorded.

    A course that goes on, or whose end is not recorded, counts to the day of assessment: the
    next dose may be today's.
    """
    history = reading.facts.history
    if history is None:
        return None
    return _latest(
        reading.facts.on if history.ongoing(item) is not False else item.last_day
        for item in history.of(delay.entry.after)
    )


def goes_on(reading: Reading, delay: Delay) -> bool:
    """Whether the drug is still given, or its end is not recorded."""
    history = reading.facts.history
    if history is None:
        return False
    return any(history.ongoing(item) is not False for item in history.of(delay.entry.after))


def planned_dose(reading: Reading, delay: Delay, before: date) -> date | None:
    """The day of the last planned dose that lies before a day."""
    is_a = reading.guideline.treatments.is_a
    return _latest(
        min(plan.last_day or plan.first_day, before)
        for plan in reading.facts.plans
        if is_a(plan.treatment, delay.entry.after)
        and plan.first_day is not None
        and plan.first_day < before
    )


def may_have_been_given(reading: Reading, delay: Delay) -> bool:
    """Whether the drug was given, or may have been, without a day on record."""
    if recorded_dose(reading, delay) is not None:
        return False
    return reading.value(delay.entry.given) is not False


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
