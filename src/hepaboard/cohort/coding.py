"""Turns recorded columns into coded ones, and tells where a value does not fit its fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from hepaboard.cohort.code_numbers import bounded_codes, number_codes
from hepaboard.cohort.columns import NO, YES, member_column
from hepaboard.cohort.problem import Problem, Recorded
from hepaboard.logic import FactType
from hepaboard.logic.fact_type import Scope

SEPARATOR = ";"
#: An empty set in text; a set whose members include this word has no spelling for it.
EMPTY = "none"


@dataclass(slots=True)
class Coding:
    """Expressions over a recorded frame: coded columns by name, and what can be wrong."""

    columns: dict[str, pl.Expr] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, columns: Mapping[str, pl.Expr], problems: Iterable[Problem]) -> None:
        """Adds the expressions of one fact."""
        self.columns.update(columns)
        self.problems.extend(problems)


def coding_of(
    types: Mapping[str, FactType], scope: Scope, schema: Mapping[str, pl.DataType]
) -> Coding:
    """How a frame of this schema is coded; a fact without a column is unknown throughout.

    A yes/no fact is Boolean, or the words true and false. A set is a list of members, or words
    joined by semicolons (``none`` for the empty set), or one yes/no column a member, named
    ``<fact>_<member>``. A bounded number may have columns ``<fact>_min`` and ``<fact>_max``.
    """
    found = Coding()
    for fact in types.values():
        if fact.scope != scope:
            continue
        if fact.kind == "boolean":
            column, problems = _yes_no(fact.name, Recorded.of(fact.name, schema))
            found.take({fact.name: column}, problems)
        elif fact.kind == "enum":
            found.take(*_member(fact, Recorded.of(fact.name, schema)))
        elif fact.kind == "set":
            found.take(*_members(fact, schema))
        elif fact.bounded:
            found.take(*bounded_codes(fact, schema))
        else:
            found.take(*number_codes(fact, Recorded.of(fact.name, schema)))
    return found


def recorded_names(fact: FactType) -> list[str]:
    """The columns that a fact may be recorded in."""
    names = [fact.name]
    if fact.bounded:
        names += [f"{fact.name}_min", f"{fact.name}_max"]
    if fact.kind == "set":
        names += [f"{fact.name}_{member}" for member in fact.values]
    return names


def _yes_no(name: str, recorded: Recorded | None) -> tuple[pl.Expr, list[Problem]]:
    if recorded is None:
        return pl.lit(0, pl.UInt8), []
    if recorded.dtype == pl.Boolean:
        return (NO - pl.col(name).cast(pl.UInt8)).fill_null(0), []
    text = recorded.text
    code = pl.when(text == "true").then(YES).when(text == "false").then(NO).otherwise(0)
    wrong = text.is_not_null() & ~text.is_in(["true", "false"])
    return code.cast(pl.UInt8), [Problem(name, wrong, "true or false")]


def _member(fact: FactType, recorded: Recorded | None) -> tuple[dict[str, pl.Expr], list[Problem]]:
    if recorded is None:
        return {fact.name: pl.lit(0, pl.UInt8)}, []
    enum = pl.Enum(list(fact.values))
    value = pl.col(fact.name) if recorded.dtype == enum else recorded.text.cast(enum, strict=False)
    code = (value.to_physical().cast(pl.UInt8) + 1).fill_null(0)
    problems = []
    if recorded.dtype != enum:
        wrong = pl.col(fact.name).is_not_null() & value.is_null()
        problems.append(Problem(fact.name, wrong, ", ".join(fact.values)))
    return {fact.name: code}, problems


def _members(
    fact: FactType, schema: Mapping[str, pl.DataType]
) -> tuple[dict[str, pl.Expr], list[Problem]]:
    whole = Recorded.of(fact.name, schema)
    codes: dict[str, pl.Expr] = {}
    problems = []
    parts = []
    words: pl.Expr | None = None
    if whole is not None:
        words = pl.col(fact.name)
        if not isinstance(whole.dtype, pl.List):
            split = whole.text.str.split(SEPARATOR)
            if EMPTY not in fact.values:
                none = pl.lit([], pl.List(pl.String))
                split = pl.when(whole.text == EMPTY).then(none).otherwise(split)
            words = split
        else:
            words = words.cast(pl.List(pl.String))
        known = pl.element().is_in(list(fact.values)).fill_null(False)
        allowed = f"{', '.join(fact.values)}, joined by {SEPARATOR!r}"
        if EMPTY not in fact.values:
            allowed += f"; {EMPTY} if there is none of them"
        problems.append(Problem(fact.name, ~words.list.eval(known).list.all(), allowed))
    for member in fact.values:
        name = f"{fact.name}_{member}"
        part = Recorded.of(name, schema)
        code, wrong = _yes_no(name, part)
        problems += wrong
        if part is not None:
            parts.append(pl.col(name).is_not_null())
        if words is not None:
            has = words.list.contains(member)
            listed = pl.when(has).then(YES).when(~has).then(NO).otherwise(0)
            code = pl.when(words.is_null()).then(code).otherwise(listed)
        codes[member_column(fact.name, member)] = code.cast(pl.UInt8)
    if words is not None and parts:
        both = words.is_not_null() & pl.any_horizontal(parts)
        problems.append(Problem(fact.name, both, "either the set or its members, not both"))
    return codes, problems
