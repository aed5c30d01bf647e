"""Timing stops: the first day on which a treatment may be given, and plans that come too early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from hepaboard.assess.dates import add, before
from hepaboard.assess.doses import goes_on, may_have_been_given, planned_dose, recorded_dose
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
        add(last, delay.entry.gap)
        for delay in reading.guideline.delays
        if reading.truth(delay.node) and _reaches(reading, delay, treatment)
        for last in [recorded_dose(reading, delay)]
        if last is not None
    ]
    first = max(days, default=None)
    on = reading.facts.on
    return first if first is not None and on is not None and first > on else None


def delay_alerts(reading: Reading) -> Iterator[AlertResult]:
    """Planned treatments that a timing stop moves, or may move, and the last day for a dose."""
    for delay in reading.guideline.delays:
        plans = [p for p in reading.facts.plans if _reaches(reading, delay, p.treatment)]
        for plan in plans:
            yield from _plan(reading, delay, plan)
        undated = reading.value(delay.entry.given) is True and may_have_been_given(reading, delay)
        if not plans and undated and _favoured(reading, delay):
            yield _undated(delay, delay.entry.treatments[0], reading)


def _plan(reading: Reading, delay: Delay, plan: Treatment) -> Iterator[AlertResult]:
    """What a timing stop says of one planned treatment."""
    day = plan.first_day
    if day is None:
        return
    doses = (recorded_dose(reading, delay), planned_dose(reading, delay, day))
    last = max((dose for dose in doses if dose is not None), default=None)
    if last is None:
        if may_have_been_given(reading, delay):
            yield _undated(delay, plan.treatment, reading)
        return
    name = reading.guideline.treatments[plan.treatment].name
    entry = delay.entry
    first = add(last, entry.gap)
    holds = reading.truth(delay.node) != 0
    if day < first:
        text = f"{name} is planned for {day_words(day)}. {entry.reason}"
        do = f"Not before {day_words(first)}. {entry.do}" if holds else entry.do
        yield _alert(delay, "stop" if holds else "warn", text, do)
    elif holds and goes_on(reading, delay):
        drug = reading.guideline.treatments[entry.after].name
        text = f"{name} is planned for {day_words(day)}, and {drug} goes on."
        latest = day_words(before(day, entry.gap))
        yield _alert(delay, "note", text, f"Give the last dose no later than {latest}.")


def _undated(delay: Delay, treatment: str, reading: Reading) -> AlertResult:
    """The drug was given, or may have been, and no day of its last dose is recorded."""
    catalogue = reading.guideline.treatments
    return _alert(
        delay,
        "warn",
        f"No day of the last dose of {catalogue[delay.entry.after].name} is recorded: "
        f"the first day for {catalogue[treatment].name} cannot be told.",
        f"Record whether and when it was last given; {delay.entry.gap} have to pass.",
        needs=[delay.entry.given],
    )


def _alert(
    delay: Delay,
    level: Literal["stop", "warn", "note"],
    text: str,
    do: str,
    needs: list[str] | None = None,
) -> AlertResult:
    return AlertResult(
        id=delay.entry.id,
        level=level,
        text=text,
        do=do,
        rows=list(delay.entry.rows),
        source=None,
        status="holds" if needs is None else "unknown",
        needs=needs or [],
    )


def _reaches(reading: Reading, delay: Delay, treatment: str) -> bool:
    is_a = reading.guideline.treatments.is_a
    return any(is_a(treatment, kind) for kind in delay.entry.treatments)


def _favoured(reading: Reading, delay: Delay) -> bool:
    """Whether a source favours a treatment that the timing stop reaches."""
    return any(
        3 in (reading.truth(option.roots.for_), reading.truth(option.roots.consider))
        for name, option in reading.guideline.options.items()
        if _reaches(reading, delay, name)
    )
