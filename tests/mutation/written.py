"""What a solver found, as the values of a fixture."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import z3

from hepaboard.logic import Bounds, Members, Value

from .encoding import FINE, Encoding


def value_in(encoding: Encoding, model: Any, name: str, lesion: int | None) -> Value | None:
    """The value of a fact in a model of the solver, None if it is unknown there."""
    cell = encoding.cell(name, lesion)
    fact = cell.fact
    told = [model.eval(part, model_completion=True) for part in cell.parts]
    if fact.kind == "boolean":
        return z3.is_true(told[0]) if z3.eq(told[0], told[1]) else None
    if fact.kind == "enum":
        code = told[0].as_long()
        return fact.values[code - 1] if code else None
    if fact.kind == "set":
        has = [v for v, c in zip(fact.values, told[::2], strict=True) if z3.is_true(c)]
        lacks = [v for v, p in zip(fact.values, told[1::2], strict=True) if z3.is_false(p)]
        return Members(frozenset(has), frozenset(lacks)) if has or lacks else None
    scale = FINE if fact.computed else fact.digits
    if not fact.bounded:
        return Decimal(told[1].as_long()).scaleb(-scale) if z3.is_true(told[0]) else None
    ends = encoding.ends(fact)
    low, high = (part.as_long() for part in told)
    if low == high:
        return Decimal(low).scaleb(-scale)
    least = None if low < ends[0] else Decimal(low).scaleb(-scale)
    most = None if high > ends[1] else Decimal(high).scaleb(-scale)
    return None if least is None and most is None else Bounds(least, most)


def written(value: Any) -> Any:
    """A value as a fixture holds it."""
    if isinstance(value, Bounds):
        ends = {"at_least": value.low, "at_most": value.high}
        return {name: written(end) for name, end in ends.items() if end is not None}
    if isinstance(value, Members):
        if value.lacks is None:
            return sorted(value.has)
        return {"value": sorted(value.has), "lacks": sorted(value.lacks)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
