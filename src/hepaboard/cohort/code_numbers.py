"""Recorded numbers as coded ones: in the scale of their fact, never rounded."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from hepaboard.cohort.columns import CEILING, FLOOR, high_column, low_column
from hepaboard.cohort.problem import Problem, Recorded
from hepaboard.logic import FactType

Coded = tuple[dict[str, pl.Expr], list[Problem]]


def number_codes(fact: FactType, recorded: Recorded | None) -> Coded:
    """The one column of a number."""
    if recorded is None:
        return {fact.name: pl.lit(FLOOR)}, []
    value, problems = _number(fact, recorded)
    return {fact.name: value.fill_null(FLOOR)}, problems


def bounded_codes(fact: FactType, schema: Mapping[str, pl.DataType]) -> Coded:
    """The two columns of a number that may be known as an interval."""
    names = {"exact": fact.name, "least": f"{fact.name}_min", "most": f"{fact.name}_max"}
    values, problems = {}, []
    for key, name in names.items():
        recorded = Recorded.of(name, schema)
        if recorded is not None:
            values[key], wrong = _number(fact, recorded)
            problems += wrong
    nothing = pl.lit(None, pl.Float64)
    exact, least, most = (values.get(key, nothing) for key in names)
    if len(values) > 1:
        if "exact" in values:
            both = exact.is_not_null() & (least.is_not_null() | most.is_not_null())
            problems.append(Problem(fact.name, both, "either the number or its ends, not both"))
        if "least" in values and "most" in values:
            turned = (least > most).fill_null(False)
            problems.append(Problem(names["least"], turned, f"at most {names['most']}"))
    return {
        low_column(fact): pl.coalesce(exact, least, pl.lit(FLOOR)),
        high_column(fact): pl.coalesce(exact, most, pl.lit(CEILING)),
    }, problems


def _number(fact: FactType, recorded: Recorded) -> tuple[pl.Expr, list[Problem]]:
    value = recorded.number
    given = pl.col(recorded.name).is_not_null()
    unit = f" {fact.unit}" if fact.unit else ""
    span = f"{fact.low} to {fact.high}{unit}" if fact.low is not None else "a number"
    fits = value.is_finite()
    if fact.low is not None:
        fits &= value >= float(fact.low)
    if fact.high is not None:
        fits &= value <= float(fact.high)
    if fact.computed:
        return value, [Problem(recorded.name, given & ~fits.fill_null(False), span)]
    scale = 10.0**fact.digits
    scaled = (value * scale).round()
    # a tenth has no exact binary form: equal up to the last bits, far below any further digit
    fits &= (value * scale - scaled).abs() <= 1e-12 * (1 + scaled.abs())
    step = f"{span}, in steps of {10.0**-fact.digits:g}; nothing is rounded"
    return scaled, [Problem(recorded.name, given & ~fits.fill_null(False), step)]
