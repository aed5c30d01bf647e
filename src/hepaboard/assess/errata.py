"""Misprints and contradictions inside a source."""

from __future__ import annotations

from hepaboard.assess.model import ErratumResult
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Guideline


def errata(reading: Reading) -> list[ErratumResult]:
    """Errata of the statements that hold."""
    touched = {
        (item.source, item.entry.erratum)
        for item in reading.guideline.statements
        if item.entry.erratum and reading.truth(item.node) == 3
    }
    return [item for item in all_errata(reading.guideline) if (item.source, item.id) in touched]


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
