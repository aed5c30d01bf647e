"""Search over statements, stops and alerts: every word must be there."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.guideline import Guideline

MOST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement that was found."""

    id: str
    source: str
    where: str
    says: str
    treatment: str


def search(guideline: Guideline, asked: str) -> list[Hit]:
    """The statements that hold all words, those that hold them in their own sentence first."""
    wanted = asked.lower().split()
    hits = [
        (sum(word in hit.says.lower() for word in wanted), hit)
        for hit, text in _texts(guideline)
        if all(word in text for word in wanted)
    ]
    return [hit for _, hit in sorted(hits, key=lambda pair: -pair[0])][:MOST]


def _texts(guideline: Guideline) -> list[tuple[Hit, str]]:
    names = guideline.treatments
    found = []
    for item in guideline.statements:
        entry = item.entry
        treatment = names[entry.option].name if entry.option else ""
        found.append(Hit(item.id, item.source, entry.where, entry.says, treatment))
    for stop in guideline.stops:
        treated = ", ".join(names[name].name for name in stop.entry.stop)
        found.append(Hit(stop.entry.id, "", "hard stop", stop.entry.reason, treated))
    for cap in guideline.caps:
        found.append(Hit(cap.entry.id, "", "project rule", cap.entry.reason, ""))
    for alert in guideline.alerts:
        found.append(Hit(alert.entry.id, "", "joint alert", alert.entry.text, ""))
    rows = {item.id: " ".join(item.entry.rows) for item in guideline.statements}
    rows |= {stop.entry.id: " ".join(stop.entry.rows) for stop in guideline.stops}
    return [
        (hit, " ".join((hit.id, hit.where, hit.says, hit.treatment, rows.get(hit.id, ""))).lower())
        for hit in found
    ]
