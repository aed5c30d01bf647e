"""A case that shows something, as a flat set of facts that ``assess`` accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hepaboard.logic import Bounds, Members, Valuation, Value


@dataclass(frozen=True)
class Witness:
    """The known facts of a case, and those in which it differs from the typical patient.

    ``values`` holds what the interpreter makes of every node in it.
    """

    valuation: Valuation
    unlike: tuple[str, ...] = ()
    values: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def facts(self) -> dict[str, Any]:
        """The case as JSON holds it; ``lesions`` only if some are listed."""
        found = _flat(self.valuation.patient)
        if self.valuation.lesions:
            found["lesions"] = [_flat(lesion) for lesion in self.valuation.lesions]
        return found


def _flat(facts: Mapping[str, Value]) -> dict[str, Any]:
    return {name: plain(value) for name, value in facts.items()}


def plain(value: Value) -> Any:
    """A value as a flat set of facts writes it."""
    if isinstance(value, Bounds):
        ends = {"at_least": value.low, "at_most": value.high}
        return {key: _number(end) for key, end in ends.items() if end is not None}
    if isinstance(value, Members):
        if value.lacks is None:
            return sorted(value.has)
        return {"value": sorted(value.has), "lacks": sorted(value.lacks)}
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
