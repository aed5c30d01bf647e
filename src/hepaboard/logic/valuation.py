"""What is known of one case, in the language's own terms: absence means unknown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hepaboard.logic.fact_type import FactType
from hepaboard.logic.nodes import Graph


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number known only to lie in an interval, both ends included ("more than 10": 11 up)."""

    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """What is known of a set: members it has, and members it lacks (None: all others)."""

    has: frozenset[str] = frozenset()
    lacks: frozenset[str] | None = None


Value = bool | str | int | float | Decimal | Bounds | Members
Raw = int | float | None | tuple[float, float] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Valuation:
    """The known facts of a patient, and of each listed lesion."""

    patient: Mapping[str, Value]
    lesions: Sequence[Mapping[str, Value]] = field(default=())


def encode(fact: FactType, value: Value | None) -> Raw:
    """A value as the engines hold it.

    Returns
    -------
    boolean: 0, 1 (unknown) or 3. enum: 0 (unknown) or the member's place counted from 1.
    set: one truth value per member. number: scaled integer or float64, None if unknown.
    bounded number: (low, high), infinite where open.
    """
    if fact.kind == "boolean":
        return 1 if value is None else 3 if value else 0
    if fact.kind == "enum":
        return 0 if value is None else fact.values.index(str(value)) + 1
    if fact.kind == "set":
        if not isinstance(value, Members):
            return (1,) * len(fact.values)
        lacks = value.lacks
        return tuple(
            3 if member in value.has else 0 if lacks is None or member in lacks else 1
            for member in fact.values
        )
    if fact.bounded:
        if isinstance(value, Bounds):
            low = -math.inf if value.low is None else _number(fact, value.low)
            high = math.inf if value.high is None else _number(fact, value.high)
            return (low, high)
        if value is None:
            return (-math.inf, math.inf)
        exact = _number(fact, value)
        return (exact, exact)
    return None if value is None else _number(fact, value)


def _number(fact: FactType, value: Value) -> int | float:
    """A number in the fact's own scale; loading never rounds.

    Raises
    ------
    ValueError
        The value is not a number, is NaN or infinite, or is finer than the fact's precision.
    """
    if isinstance(value, bool | str | Bounds | Members):
        raise ValueError(f"{fact.name}: {value!r} is not a number")
    if not math.isfinite(value):
        raise ValueError(f"{fact.name}: {value} is not a number; leave it out if it is unknown")
    if fact.computed:
        return float(value)
    scaled = Decimal(str(value)).scaleb(fact.digits)
    whole = int(scaled.to_integral_value())
    if scaled != whole:
        raise ValueError(f"{fact.name}: {value} has more than {fact.digits} decimals")
    return whole


def inputs(graph: Graph, valuation: Valuation) -> tuple[list[Raw], list[list[Raw]], float, float]:
    """The arrays that an engine reads.

    Returns
    -------
    One value per patient fact, in the order of ``graph.facts`` (lesion facts hold None there);
    one list per fact of its value for each listed lesion and, last, for an unlisted one (empty
    for patient facts); and how many unlisted lesions there are, at least and at most.
    """
    patient: list[Raw] = []
    columns: list[list[Raw]] = []
    low, high = 0.0, math.inf
    listed = len(valuation.lesions)
    for fact in graph.facts.values():
        if fact.scope == "lesion":
            patient.append(None)
            column = [encode(fact, lesion.get(fact.name)) for lesion in valuation.lesions]
            columns.append([*column, encode(fact, None)])
        else:
            raw = encode(fact, valuation.patient.get(fact.name))
            patient.append(raw)
            columns.append([])
            if fact.name == graph.counter and isinstance(raw, tuple):
                low, high = max(0.0, raw[0] - listed), max(0.0, raw[1] - listed)
    return patient, columns, low, high
