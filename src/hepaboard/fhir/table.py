"""Bundles of the patients of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from hepaboard.fhir.bundle import bundle
from hepaboard.guideline import Vocabulary

ID = "patient_id"
#: The year in which invented patients have their age.
YEAR = 2026


class Rows(Protocol):
    """A data frame, as far as it is needed here."""

    def iter_rows(self, *, named: bool) -> Iterable[dict[str, Any]]:
        """Rows as dictionaries."""


def bundles(
    patients: Rows, lesions: Rows, vocabulary: Vocabulary
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id and the Bundle of each patient, in the order of the table."""
    listed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for lesion in lesions.iter_rows(named=True):
        listed[lesion.pop(ID)].append(lesion)
    for row in patients.iter_rows(named=True):
        ident = row.pop(ID)
        yield ident, bundle(ident, row, listed[ident], vocabulary, YEAR)
