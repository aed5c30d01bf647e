"""Misprints and contradictions inside a source."""

from __future__ import annotations

from hepaboard.assess.model import ErratumResult
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Guideline, Statement


def errata(reading: Reading) -> list[ErratumResult]:
    """Errata of the statements that hold, for the patient or for any listed lesion.

    An erratum on the document itself (its rows are metadata) touches every patient in scope.
    """
    guideline = reading.guideline
    touched = {
        (item.source, item.entry.erratum)
        for item in guideline.statements
        if item.entry.erratum and _holds(reading, item)
    }
    about = {
        name: {row for entry in source.metadata for row in entry.rows}
        for name, source in guideline.sources.items()
        if reading.truth(guideline.scopes[name]) == 3
    }
    return [
        item
        for item in all_errata(guideline)
        if (item.source, item.id) in touched or set(item.rows) <= about.get(item.source, set())
    ]


def _holds(reading: Reading, item: Statement) -> bool:
    if item.entry.scope == "patient":
        return reading.truth(item.node) == 3
    return any(reading.truth(item.node, i) == 3 for i in range(len(reading.facts.lesions)))


def all_errata(guideline: Guideline) -> list[ErratumResult]:
    """Every erratum of the packs in use, with the reading that is used."""
    return [
        ErratumResult(
            id=erratum.id,
            source=source,
            text=f"{erratum.text} {erratum.reading}",
            rows=list(erratum.rows),
        )
        for source, listed in guideline.errata.items()
        for erratum in listed
    ]
