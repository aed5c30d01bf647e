"""Draws coded values of one fact for many patients at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from hepaboard.cohort.columns import FLOOR, NO, YES, high_column, low_column, member_column
from hepaboard.cohort.synthetic import Between, Conditional, Draw, How
from hepaboard.logic import FactType

Array = npt.NDArray[Any]
Coded = dict[str, Array]


def draw(
    fact: FactType,
    how: Draw,
    known: Mapping[str, Array],
    types: Mapping[str, FactType],
    rows: int,
    rng: np.random.Generator,
) -> Coded:
    """The coded columns of a fact; ``known`` has those of the facts drawn before."""
    found = _values(fact, how, rows, rng)
    free = np.ones(rows, dtype=bool)
    for case in how.cases:
        here = free & fits(case, known, types, rows)
        free &= ~here
        other = _values(fact, case, rows, rng)
        found = {name: np.where(here, other[name], column) for name, column in found.items()}
    if how.drawn < 1:
        none = rng.random(rows) >= how.drawn
        empty = _empty(fact, rows)
        found = {name: np.where(none, empty[name], column) for name, column in found.items()}
    return found


def _values(fact: FactType, how: How, rows: int, rng: np.random.Generator) -> Coded:
    if how.skip:
        return _empty(fact, rows)
    if fact.kind == "set":
        chances = how.members or {}
        return {
            member_column(fact.name, member): np.where(
                rng.random(rows) < chances.get(member, 0), YES, NO
            ).astype(np.uint8)
            for member in fact.values
        }
    if fact.kind == "boolean":
        share = 0.5 if how.share is None else how.share
        return {fact.name: np.where(rng.random(rows) < share, YES, NO).astype(np.uint8)}
    if fact.kind == "enum":
        weights = how.values or dict.fromkeys(fact.values, 1.0)
        names = list(weights)
        codes = np.array([fact.values.index(name) + 1 for name in names], dtype=np.uint8)
        steps = np.cumsum([weights[name] for name in names])
        return {fact.name: codes[np.searchsorted(steps, rng.random(rows) * steps[-1], "right")]}
    assert how.number is not None, fact.name
    number = how.number
    spread = np.log(number.spread) * rng.standard_normal(rows)
    value = np.clip(number.median * np.exp(spread), number.low, number.high)
    scaled = np.round(value, 2) if fact.computed else np.round(value * 10**fact.digits)
    return dict.fromkeys(dict.fromkeys((low_column(fact), high_column(fact))), scaled)


def _empty(fact: FactType, rows: int) -> Coded:
    if fact.kind == "set":
        return {member_column(fact.name, m): np.zeros(rows, np.uint8) for m in fact.values}
    if not fact.numeric:
        return {fact.name: np.zeros(rows, np.uint8)}
    return {
        name: np.full(rows, FLOOR if name == low_column(fact) else -FLOOR)
        for name in dict.fromkeys((low_column(fact), high_column(fact)))
    }


def fits(
    case: Conditional, known: Mapping[str, Array], types: Mapping[str, FactType], rows: int
) -> npt.NDArray[np.bool_]:
    """Where all that a case asks for holds."""
    found = np.ones(rows, dtype=bool)
    for name, wanted in case.when.items():
        fact = types[name]
        if isinstance(wanted, Between):
            low, high = known[low_column(fact)], known[high_column(fact)]
            scale = 10.0**fact.digits
            if wanted.at_least is not None:
                found &= low >= wanted.at_least * scale
            if wanted.at_most is not None:
                found &= (high <= wanted.at_most * scale) & (low > FLOOR)
            continue
        codes = [
            (YES if word else NO) if isinstance(word, bool) else fact.values.index(word) + 1
            for word in wanted
        ]
        found &= np.isin(known[name], codes)
    return found
