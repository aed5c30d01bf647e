"""The facts of a case: every value that is known, with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from hepaboard.case.history import History
from hepaboard.case.model import Image, Treatment
from hepaboard.logic import Valuation, Value

Origin = Literal["entered", "derived", "implied", "setting", "fhir", "mask", "formula"]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One known value with its origin.

    ``old`` tells that it is older than the vocabulary lets it be; ``instead_of`` is the derived
    value that a hand-entered one replaces; ``note`` says how it was converted or implied.
    """

    value: Value
    origin: Origin
    on: date | None = None
    by: str | None = None
    field: str = ""
    old: bool = False
    instead_of: Value | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All known facts of a case on one day."""

    on: date | None
    patient: Mapping[str, KnownFact]
    lesions: tuple[tuple[str, Mapping[str, KnownFact]], ...] = ()
    warnings: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    plans: tuple[Treatment, ...] = ()
    planned_images: tuple[Image, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)
    history: History | None = field(default=None, compare=False)

    def valuation(self) -> Valuation:
        """The values alone, as the language reads them."""
        return Valuation(
            {name: fact.value for name, fact in self.patient.items()},
            [{name: fact.value for name, fact in facts.items()} for _, facts in self.lesions],
        )

    def with_patient(self, more: Mapping[str, KnownFact]) -> Facts:
        """The same with more, or other, patient facts."""
        return replace(self, patient={**self.patient, **more})
