"""What is due when: each source's window after the treatment it counts from, and their overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hepaboard.assess.dates import add
from hepaboard.assess.model import AlertResult, ScheduleEntry, SourceWindow
from hepaboard.assess.reading import Reading
from hepaboard.days import day_words
from hepaboard.guideline import Statement
from hepaboard.guideline.schema import Timing


def schedule(reading: Reading) -> list[ScheduleEntry]:
    """Windows that hold now, and those foreseen for a treatment that a source favours.

    A window whose treatment has not begun has no dates; ``if_started_on`` is then the day of
    assessment, so that a reader can be shown an example.
    """
    groups: dict[tuple[str, str], list[tuple[Statement, date | None]]] = {}
    for item in reading.guideline.statements:
        timing = item.entry.timing
        if timing is None or item.entry.option is None:
            continue
        holds = reading.truth(item.node) == 3
        ahead = item.foresee is not None and reading.truth(item.foresee) == 3
        if holds or ahead:
            anchor = _anchor(reading, timing) if holds else None
            key = (item.entry.option, _anchor_words(reading, timing))
            groups.setdefault(key, []).append((item, anchor))
    return [_entry(reading, *key, items) for key, items in groups.items()]


def broken_windows(reading: Reading, entries: Iterable[ScheduleEntry]) -> Iterator[AlertResult]:
    """Planned treatments and examinations whose day lies outside a source's window."""
    is_a = reading.guideline.treatments.is_a
    plans = [(plan.treatment, plan.first_day) for plan in reading.facts.plans]
    plans += [(image.modality, image.on) for image in reading.facts.planned_images]
    for entry in entries:
        for name, day in plans:
            if day is None or not is_a(name, entry.action):
                continue
            for window in entry.per_source:
                early = window.earliest is not None and day < window.earliest
                late = window.latest is not None and day > window.latest
                if not (early or late):
                    continue
                wrong = "before" if early else "after"
                limit = window.earliest if early else window.latest
                assert limit is not None
                yield AlertResult(
                    id=f"{window.statement}-window",
                    level="warn",
                    text=f"{entry.name} is planned for {day_words(day)}, {wrong} the window of "
                    f"{window.source} ({window.window} after {entry.anchor}).",
                    do=f"{'Not before' if early else 'Not after'} {day_words(limit)}.",
                    rows=window.rows,
                    source=window.source,
                    status="holds",
                    needs=[],
                )


def window_words(timing: Timing) -> str:
    """A window in words."""
    every = "every " if timing.repeats else ""
    if timing.earliest and timing.latest:
        first, unit = timing.earliest.split()
        last, last_unit = timing.latest.split()
        if unit.rstrip("s") == last_unit.rstrip("s"):
            return (
                f"{every}{first}-{last} {last_unit}" if first != last else f"{every}{timing.latest}"
            )
        return f"{every}{timing.earliest} to {timing.latest}"
    return f"at least {timing.earliest}" if timing.earliest else f"within {timing.latest}"


def _entry(
    reading: Reading, action: str, anchor: str, items: list[tuple[Statement, date | None]]
) -> ScheduleEntry:
    dated = [day for _, day in items if day is not None]
    start = dated[0] if dated else reading.facts.on
    windows = []
    for item, day in items:
        timing = item.entry.timing
        assert timing is not None
        ahead = start if day is None else None
        windows.append(
            SourceWindow(
                source=item.source,
                statement=item.id,
                rows=list(item.entry.rows),
                window=window_words(timing),
                earliest=add(day, timing.earliest) if day and timing.earliest else None,
                latest=add(day, timing.latest) if day and timing.latest else None,
                foreseen_earliest=add(ahead, timing.earliest)
                if ahead and timing.earliest
                else None,
                foreseen_latest=add(ahead, timing.latest) if ahead and timing.latest else None,
            )
        )
    first, last = _common(items, start) if start else (None, None)
    known = bool(dated)
    return ScheduleEntry(
        action=action,
        name=reading.guideline.treatments[action].name,
        anchor=anchor,
        window="; ".join(dict.fromkeys(window.window for window in windows)),
        earliest=first if known else None,
        latest=last if known else None,
        repeats=any(
            item.entry.timing is not None and item.entry.timing.repeats for item, _ in items
        ),
        per_source=windows,
        overlap=not (first and last and first > last),
        overdue=bool(known and last and reading.facts.on and last < reading.facts.on),
        if_started_on=None if known else start,
    )


def _common(
    items: list[tuple[Statement, date | None]], start: date
) -> tuple[date | None, date | None]:
    """The latest of the earliest ends and the earliest of the latest ends."""
    timings = [item.entry.timing for item, _ in items if item.entry.timing is not None]
    first = [add(start, timing.earliest) for timing in timings if timing.earliest]
    last = [add(start, timing.latest) for timing in timings if timing.latest]
    return max(first, default=None), min(last, default=None)


def _anchor(reading: Reading, timing: Timing) -> date | None:
    """The day that a window counts from: the latest start or end of its treatment.

    A window that repeats counts from the last examination since then, if there was one.
    """
    history = reading.facts.history
    if history is None or timing.anchor.treatment is None:
        return None
    records = history.of(timing.anchor.treatment)
    if not records:
        return None
    last = records[-1]
    day = last.first_day if timing.anchor.event == "start" else last.last_day
    if day is None or not timing.repeats:
        return day
    return history.last_image(day) or day


def _anchor_words(reading: Reading, timing: Timing) -> str:
    anchor = timing.anchor
    if anchor.treatment is None:
        assert anchor.words is not None
        return anchor.words
    return f"{anchor.event} of {reading.guideline.treatments[anchor.treatment].name}"
