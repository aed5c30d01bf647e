"""Invented patients as a registry would hold them: named values, some of them missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from hepaboard.cohort.columns import FLOOR, NO, YES, low_column, member_column
from hepaboard.cohort.draw import Array, Coded
from hepaboard.cohort.synthetic import Synthetic
from hepaboard.logic import FactType

ID = "patient_id"


@dataclass(frozen=True, slots=True)
class Part:
    """Some patients, one row each, and their lesions."""

    patients: pl.DataFrame
    lesions: pl.DataFrame

    def first(self, rows: int) -> Part:
        """The first patients with their lesions."""
        few = self.patients.head(rows)
        return Part(few, self.lesions.join(few.select(ID), on=ID, how="semi"))


def record(
    types: Mapping[str, FactType],
    drawn: Collection[str],
    how: Synthetic,
    coded: Coded,
    lesions: Coded,
    start: int,
    missing: float,
    rng: np.random.Generator,
) -> Part:
    """The recorded form of coded patients, numbered from ``start`` on; ``drawn`` facts only."""
    there = lesions["there"]
    rows = len(there)
    ids = pl.select(pl.format("P{}", pl.int_range(start + 1, start + rows + 1).cast(pl.String)))
    patients = [ids.to_series().alias(ID)]
    for name, fact in types.items():
        if name not in drawn:
            continue
        columns = {c: coded[c] for c in _columns(fact)}
        value = _named(fact, columns)
        draws = how.draws.get(name)
        least = draws.at_least if draws else None
        if least is not None:
            vague = pl.Series(rng.random(rows) < least.share) & (value > least.above)
            floor = _where(vague.fill_null(False), pl.Series([least.above + 1] * rows))
            patients.append(_kept(floor.cast(value.dtype), missing, rng).alias(f"{name}_min"))
            value = _where(~vague.fill_null(False), value)
        patients.append(_kept(value, missing, rng).alias(name))
    listed = there & (rng.random(rows) < how.lesions.listed)[:, None]
    owners, places = np.nonzero(listed)
    found = [patients[0].gather(owners)]
    for name in how.lesions.draws:
        columns = {c: lesions[c][owners, places] for c in _columns(types[name])}
        found.append(_kept(_named(types[name], columns), missing, rng).alias(name))
    return Part(pl.DataFrame(patients), pl.DataFrame(found))


def _columns(fact: FactType) -> list[str]:
    if fact.kind == "set":
        return [member_column(fact.name, member) for member in fact.values]
    return [low_column(fact) if fact.numeric else fact.name]


def _named(fact: FactType, columns: Coded) -> pl.Series:
    """The values of a fact, null where it is unknown."""
    codes: Array = next(iter(columns.values()))
    if fact.kind == "set":
        members = [
            pl.when(pl.Series(column) == YES).then(pl.lit(member))
            for member, column in zip(fact.values, columns.values(), strict=True)
        ]
        known = pl.Series(codes) != 0
        lists = pl.concat_list(members).list.drop_nulls()
        return pl.select(pl.when(known).then(lists)).to_series()
    if fact.kind == "boolean":
        return _where(pl.Series(codes) != 0, pl.Series(codes != NO))
    if fact.kind == "enum":
        places = _where(pl.Series(codes) != 0, pl.Series(codes) - 1)
        return places.cat.to(pl.Enum(list(fact.values)))
    value = pl.Series(codes) / 10.0**fact.digits
    known = pl.Series(codes) > FLOOR
    if fact.digits == 0 and not fact.computed:
        return _where(known, _where(known, value).cast(pl.Int64))
    return _where(known, value if fact.computed else value.round(fact.digits))


def _kept(value: pl.Series, missing: float, rng: np.random.Generator) -> pl.Series:
    """The values with a share of them not recorded."""
    return _where(pl.Series(rng.random(len(value)) >= missing), value)


def _where(flags: pl.Series, values: pl.Series) -> pl.Series:
    return pl.select(pl.when(flags).then(values)).to_series()
