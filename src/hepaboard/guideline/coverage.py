"""Accounts for every row of every source: where it is encoded, or why it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hepaboard.guideline.model import Guideline

RowStatus = Literal["encoded", "evidence", "metadata", "not_encoded"]


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """One row: its standing, the places that encode it, and the reason where nothing does."""

    id: str
    status: RowStatus
    where: tuple[str, ...]
    reason: str | None = None


def coverage(guideline: Guideline) -> list[RowCoverage]:
    """Every known row, of sources without a pack too, in the order of rows.csv."""
    encoded: dict[str, list[str]] = {}
    evidence: dict[str, list[str]] = {}
    for row_id, place in _encoded(guideline):
        encoded.setdefault(row_id, []).append(place)
    for row_id, place in _evidence(guideline):
        evidence.setdefault(row_id, []).append(place)
    metadata = {
        row: source.id
        for source in guideline.sources.values()
        for entry in source.metadata
        for row in entry.rows
    }
    reasons = {
        row: reason
        for source in guideline.sources.values()
        for row, reason in source.not_encoded.items()
    }
    found = []
    for source, rows in guideline.rows.items():
        for row in rows:
            if row.id in encoded:
                places = (*encoded[row.id], *evidence.get(row.id, ()))
                found.append(RowCoverage(row.id, "encoded", places))
            elif row.id in evidence:
                found.append(RowCoverage(row.id, "evidence", tuple(evidence[row.id])))
            elif row.id in metadata:
                found.append(RowCoverage(row.id, "metadata", (f"{metadata[row.id]}/source.yaml",)))
            else:
                why = reasons.get(row.id) or (
                    "no entry encodes it"
                    if source in guideline.sources
                    else f"{source} is not a pack of this guideline"
                )
                found.append(RowCoverage(row.id, "not_encoded", (), why))
    return found


def _encoded(guideline: Guideline) -> Iterator[tuple[str, str]]:
    for source in guideline.sources.values():
        for row in source.scope.rows:
            yield row, f"{source.id} scope"
        for name, group in source.scenario_groups.items():
            for row in group.rows:
                yield row, f"{source.id} {name}"
    for term in guideline.definitions:
        for row in term.entry.rows:
            yield row, f"{term.source}.{term.name}"
    for statement in guideline.statements:
        if statement.entry.kind != "evidence":
            for row in statement.entry.rows:
                yield row, statement.id
    for stop in guideline.stops:
        for row in stop.entry.rows:
            yield row, stop.entry.id
    for delay in guideline.delays:
        for row in delay.entry.rows:
            yield row, delay.entry.id
    for alert in guideline.alerts:
        for row in alert.entry.rows:
            yield row, alert.entry.id


def _evidence(guideline: Guideline) -> Iterator[tuple[str, str]]:
    for statement in guideline.statements:
        if statement.entry.kind == "evidence":
            for row in statement.entry.rows:
                yield row, f"{statement.id} (about {', '.join(statement.entry.about)})"
