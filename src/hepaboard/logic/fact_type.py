"""What the language knows of a fact: its type, unit, range and members."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["boolean", "enum", "integer", "number", "set"]
Scope = Literal["patient", "lesion"]


@dataclass(frozen=True, slots=True)
class FactType:
    """One fact of the vocabulary, as conditions may use it.

    Parameters
    ----------
    name
        Canonical name; a unit is part of it.
    kind
        ``number`` is held as a scaled integer of ``digits`` decimals, or as float64 where
        ``computed`` is set (values that come from a formula, a date or a unit conversion).
    values
        Members of an enumeration or set, in the vocabulary's order.
    low, high
        Accepted range. Not a bound on unknown values.
    bounded
        The value may be known only as an interval ("more than 10").
    scope
        ``lesion`` facts have one value per lesion.
    counts_lesions
        The number of lesions: tells whether the list of lesions is complete.
    """

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    unit: str | None = None
    digits: int = 0
    computed: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    bounded: bool = False
    scope: Scope = "patient"
    counts_lesions: bool = False

    @property
    def numeric(self) -> bool:
        """Whether the fact is a number."""
        return self.kind in ("integer", "number")
