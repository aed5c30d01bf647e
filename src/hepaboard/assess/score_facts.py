"""Facts of the language as the calculators take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hepaboard.case.calculators import Interval
from hepaboard.logic import Bounds, Members


@dataclass(frozen=True, slots=True)
class Given:
    """Inputs of one score: as its calculator takes them, and as they are shown.

    ``values`` holds None for what is missing; ``bounded`` names the numbers known in part.
    """

    values: Mapping[str, Any]
    shown: dict[str, Any]
    bounded: frozenset[str]


def given(facts: Mapping[str, Any], names: Sequence[str]) -> Given:
    """The inputs of a score out of the facts; a set is no input and counts as missing."""
    values = {name: _value(facts.get(name)) for name in names}
    shown = {name: _shown(facts[name]) for name in names if values[name] is not None}
    bounded = frozenset(name for name in names if isinstance(facts.get(name), Bounds))
    return Given(values, shown, bounded)


def exact(facts: Mapping[str, Any], name: str) -> float | None:
    """A number that is known exactly; None where it is missing or known in part."""
    value = _value(facts.get(name))
    return float(value) if isinstance(value, int | float) and value is not True else None


def _value(value: Any) -> Any:
    if isinstance(value, Bounds):
        low = None if value.low is None else float(value.low)
        high = None if value.high is None else float(value.high)
        return None if low is None and high is None else Interval(low, high)
    if isinstance(value, Decimal):
        return _number(value)
    return None if isinstance(value, Members) else value


def _shown(value: Any) -> Any:
    if isinstance(value, Bounds):
        ends = {"at_least": value.low, "at_most": value.high}
        return {name: _number(end) for name, end in ends.items() if end is not None}
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
