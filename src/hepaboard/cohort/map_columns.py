"""Applies a mapping: a registry's columns become columns named and valued as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from hepaboard.case.units import convert
from hepaboard.cohort.mapping import (
    REPORT_ROLES,
    MappedColumn,
    MappedTable,
    ReportColumn,
    Token,
    fact_columns,
)
from hepaboard.cohort.mapping import (
    Mapping as TableMapping,
)
from hepaboard.cohort.problem import Recorded
from hepaboard.cohort.source import id_column, refuse_columns
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Vocabulary


def named_as_facts(names: list[str], vocabulary: Vocabulary, scope: str, table: str) -> MappedTable:
    """The mapping of a table whose columns bear the names of facts, or their synonyms.

    Raises
    ------
    HepaboardError
        A column is no fact, two columns hold one fact, or the id cannot be found.
    """
    known = fact_columns(vocabulary, scope)
    ident = id_column(names, table)
    columns: dict[str, MappedColumn] = {}
    unknown = []
    kept = [name for name in names if scope == "patient" and name in REPORT_ROLES]
    for name in names:
        fact = name if name in known else vocabulary.synonyms.get(name, name)
        if name == ident or name in kept:
            continue
        if fact in known:
            columns[name] = MappedColumn(fact=fact)
        else:
            unknown.append(name)
    refuse_columns(unknown, list(known), table)
    facts = [column.fact for column in columns.values()]
    twice = sorted({fact for fact in facts if facts.count(fact) > 1})
    if twice:
        raise HepaboardError(
            f"{table}: two columns hold {', '.join(twice)}.", todo="Remove one of them."
        )
    return MappedTable(id=ident, columns=columns, keep=tuple(kept))


def check_columns(mapping: MappedTable, names: Iterable[str], table: str) -> None:
    """Refuses a mapping that does not account for every column, or names absent ones.

    Raises
    ------
    HepaboardError
        Such a column is found.
    """
    have = set(names)
    named = {mapping.id, *mapping.columns, *mapping.ignore, *mapping.keep}
    if isinstance(mapping, TableMapping):
        named |= {column.column for column in mapping.report.columns.values()}
    absent = sorted(named - have)
    if absent:
        raise HepaboardError(
            f"{table} has no column {', '.join(absent[:8])}.",
            allowed=", ".join(sorted(have)[:40]),
            todo="Correct the mapping file.",
        )
    refuse_columns(sorted(have - named), [*mapping.columns, mapping.id], table)


def mapped_columns(
    mapping: MappedTable, schema: Mapping[str, pl.DataType], vocabulary: Vocabulary, scope: str
) -> list[pl.Expr]:
    """One expression a fact column, named as the fact."""
    facts = fact_columns(vocabulary, scope)
    found = []
    for name, column in mapping.columns.items():
        recorded = Recorded(name, schema[name])
        value = recoded(recorded, column, (*mapping.unknown, *column.unknown))
        fact = facts[column.fact]
        if column.unit is not None:
            text = bool(column.recode) or not recorded.dtype.is_numeric()
            value = _converted(value, text, name, column.unit, vocabulary, fact)
        found.append(value.alias(column.fact))
    return found


def recoded(
    recorded: Recorded, column: MappedColumn | ReportColumn, unknown: Iterable[Token]
) -> pl.Expr:
    """The values of a column with its codes replaced; null where a code means not known."""
    value = pl.col(recorded.name)
    codes = [(code, wanted) for code, wanted in column.recode.items() if wanted is not None]
    if codes:
        value = recorded.text
        for code, wanted in codes:
            value = pl.when(_is(recorded, code)).then(pl.lit(_text(wanted))).otherwise(value)
    none = [*unknown, *(code for code, wanted in column.recode.items() if wanted is None)]
    if none and recorded.dtype != pl.Null:
        tests = [_is(recorded, token) for token in none]
        value = pl.when(pl.any_horizontal(tests)).then(None).otherwise(value)
    return value


def _is(recorded: Recorded, token: Token) -> pl.Expr:
    """Whether a column holds a code; numbers are compared as numbers."""
    column = pl.col(recorded.name)
    if recorded.dtype.is_numeric():
        text = str(token)
        if text.lower() == "nan":
            return column.is_nan().fill_null(False) if recorded.dtype.is_float() else pl.lit(False)
        try:
            number = float(text)
        except ValueError:
            return pl.lit(False)
        return (column.cast(pl.Float64) == number).fill_null(False)
    return (recorded.text == _text(token)).fill_null(False)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(value) or "none"
    return str(value)


def _converted(
    value: pl.Expr, text: bool, name: str, unit: str, vocabulary: Vocabulary, fact: str
) -> pl.Expr:
    """The value in the fact's unit; as exact as a single case's conversion."""
    kind = vocabulary.types[fact]
    if not kind.numeric or kind.unit is None:
        raise HepaboardError(f"{fact} has no unit.", field=f"columns.{name}.unit", value=unit)
    if unit == kind.unit:
        return value
    mass = vocabulary.spec(fact).molar_mass_g_mol
    factor = convert(Decimal(1), unit, kind.unit, None if mass is None else Decimal(mass))
    number = value.cast(pl.Float64, strict=False) * factor
    if not kind.computed:
        number = number.round(12)
    if not text:
        return number
    # what is no number stays as it is, so that the check of values finds it
    return pl.when(number.is_null()).then(value).otherwise(number.cast(pl.String))
