"""What to act on: alerts that hold, stops on something in play, stops that are still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from hepaboard.assess.delays import delay_alerts
from hepaboard.assess.model import AlertResult, OpenStop
from hepaboard.assess.options import status
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Stop
from hepaboard.guideline.schema import StatementEntry
from hepaboard.guideline.schema.safety import SafetyAlert

Level = Literal["urgent", "stop", "warn", "note"]
LEVELS = {"urgent": 0, "stop": 1, "warn": 2, "note": 3}


def alerts(reading: Reading) -> list[AlertResult]:
    """All alerts of stops, packs and safety.yaml."""
    return [
        *_stops(reading),
        *delay_alerts(reading),
        *_statements(reading),
        *_joint(reading),
    ]


def by_level(found: list[AlertResult]) -> list[AlertResult]:
    """Urgent ones first, then stops, warnings and notes; what holds before what is open."""
    return sorted(found, key=lambda alert: (LEVELS[alert.level], alert.status))


def ending_stop(reading: Reading) -> Stop | None:
    """The stop that ends the whole assessment, if one holds."""
    for stop in reading.guideline.stops:
        if stop.entry.ends_assessment and reading.truth(stop.node) == 3:
            return stop
    return None


def stop_alert(reading: Reading, stop: Stop) -> AlertResult:
    """A stop as an alert."""
    return AlertResult(
        id=stop.entry.id,
        level="stop",
        text=stop.entry.reason,
        do=stop.entry.do,
        rows=list(stop.entry.rows),
        source=None,
        status="holds",
        needs=[],
    )


def stops_open(reading: Reading) -> list[OpenStop]:
    """Stops that cannot be judged yet, on treatments that something may favour."""
    found = []
    for stop in reading.guideline.stops:
        if stop.entry.scope == "lesion" or stop.entry.ends_assessment:
            continue
        if reading.truth(stop.node) != 1:
            continue
        for treatment in stop.entry.stop:
            if _favoured(reading, _reached(reading, stop), 1):
                found.append(
                    OpenStop(
                        id=stop.entry.id,
                        treatment=treatment,
                        needs=reading.needs([stop.node]),
                        rows=list(stop.entry.rows),
                    )
                )
    return found


def _stops(reading: Reading) -> Iterator[AlertResult]:
    """Stops that hold on a treatment that is planned, given or favoured by a source."""
    for stop in reading.guideline.stops:
        if stop.entry.scope == "lesion" or reading.truth(stop.node) != 3:
            continue
        going = stop.entry.ends_assessment or _in_play(reading, stop.entry.stop)
        if going or _favoured(reading, _reached(reading, stop), 3):
            yield stop_alert(reading, stop)


def _reached(reading: Reading, stop: Stop) -> list[str]:
    """The treatments that a stop reaches."""
    return [name for name, option in reading.guideline.options.items() if stop in option.stops]


def _favoured(reading: Reading, names: Iterable[str], least: int) -> bool:
    """Whether a source favours, or (least 1) may favour, one of these treatments."""
    for name in names:
        roots = reading.guideline.options[name].roots
        if max(reading.truth(roots.for_), reading.truth(roots.consider)) >= least:
            return True
    return False


def _in_play(reading: Reading, kinds: Iterable[str]) -> bool:
    """Whether a treatment of these kinds is planned or going on."""
    history = reading.facts.history
    treatments = reading.guideline.treatments
    going = [
        item.treatment
        for item in (history.treatments if history else ())
        if history is not None and history.ongoing(item)
    ]
    return any(
        treatments.is_a(name, kind)
        for name in (*(plan.treatment for plan in reading.facts.plans), *going)
        for kind in kinds
    )


def _statements(reading: Reading) -> Iterator[AlertResult]:
    """Alerts of the packs."""
    for item in reading.guideline.statements:
        entry = item.entry
        if entry.kind == "alert":
            assert entry.alert is not None and entry.do is not None
            yield from _alert(reading, entry, item.node, entry.alert, entry.says, item.source)


def _joint(reading: Reading) -> Iterator[AlertResult]:
    """Alerts of safety.yaml."""
    is_a = reading.guideline.treatments.is_a
    for alert in reading.guideline.alerts:
        entry = alert.entry
        if entry.in_play and not _in_play(reading, entry.in_play):
            reached = [
                name
                for name in reading.guideline.options
                if any(is_a(name, kind) for kind in entry.in_play)
            ]
            if not _favoured(reading, reached, 3):
                continue
        yield from _alert(reading, entry, alert.node, entry.level, entry.text, None)


def _alert(
    reading: Reading,
    entry: StatementEntry | SafetyAlert,
    node: int,
    level: Level,
    text: str,
    source: str | None,
) -> Iterator[AlertResult]:
    """The alert if it holds, or, where it has words for that, if it cannot be judged.

    One that names the facts it may wait for stays silent while another fact keeps it open.
    """
    value = reading.truth(node)
    if value == 0 or (value == 1 and entry.if_unknown is None):
        return
    needs = reading.needs([node])
    if value == 1 and entry.unknown_facts and not set(needs) <= set(entry.unknown_facts):
        return
    assert entry.do is not None
    yield AlertResult(
        id=entry.id,
        level=level,
        text=text if value == 3 else entry.if_unknown or text,
        do=entry.do,
        rows=list(entry.rows),
        source=source,
        status=status(value),
        needs=needs,
    )
