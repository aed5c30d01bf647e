"""A case in a few words, for the agenda: where it stands, what is unsafe, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hepaboard.assess import Assessment
from hepaboard.report.lesion_lines import barred_lines
from hepaboard.report.line import SIGNS
from hepaboard.report.option_lines import few, stands_alone
from hepaboard.report.sheet import tells
from hepaboard.report.standing import standings

BARRED = SIGNS["contraindicated"]
MOST_NAMES, MOST_FACTS = 6, 5


@dataclass(frozen=True, slots=True)
class Brief:
    """Lines for stops, for each source that speaks, and for the facts to ask for first."""

    stops: tuple[str, ...]
    stands: tuple[str, ...]
    missing: tuple[str, ...]


def brief(assessment: Assessment) -> Brief:
    """The case in a few words. Stops are never left out: none holding is said too."""
    speaking = [place for place in standings(assessment) if place.speaks]
    asked = [item.label for item in assessment.missing]
    return Brief(
        stops=tuple(_stops(assessment)),
        stands=tuple(f"{place.source} {place.words}" for place in speaking)
        or ("no source speaks of this patient",),
        missing=(few(asked, MOST_FACTS),) if asked else ("nothing that could change a verdict",),
    )


def _stops(assessment: Assessment) -> Iterator[str]:
    holding = [alert for alert in assessment.alerts if alert.level in ("stop", "urgent")]
    for alert in holding:
        if not any(tells(joint, alert) for joint in assessment.alerts):
            yield f"{SIGNS[alert.level]} {alert.id} {alert.text}"
    barred = [
        option.name
        for option in assessment.options
        if option.verdict == "contraindicated" and stands_alone(option)
    ]
    if barred:
        yield f"{BARRED} contraindicated: {', '.join(barred)}"
    barred_there = list(barred_lines(assessment))
    yield from (f"{BARRED} {words}" for words in barred_there)
    if not holding and not barred and not barred_there:
        yield "none holds"
    names = {option.treatment: option.name for option in assessment.options}
    open_ = dict.fromkeys(names.get(s.treatment, s.treatment) for s in assessment.stops_open)
    if open_:
        yield f"not yet known: {few(list(open_), MOST_NAMES)}"
