"""The table of a registry with the columns that a report reads, checked and under fixed names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from hepaboard.cohort.columns import ROW
from hepaboard.cohort.map_columns import check_columns, mapped_columns, named_as_facts, recoded
from hepaboard.cohort.mapping import REPORT_ROLES, Mapping, ReportColumn
from hepaboard.cohort.problem import Recorded
from hepaboard.cohort.source import Table, open_table
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline

PREFIX = "report:"
GIVEN, MONTHS, DIED, RISK = (PREFIX + role for role in REPORT_ROLES)
GROUP = PREFIX + "group"
SEPARATOR, NOTHING = ";", "none"
MOST_GROUPS = 20
NAME = "The table of patients"


@dataclass(frozen=True, slots=True)
class Inputs:
    """A cohort ready for a report.

    Attributes
    ----------
    table
        As recorded, with ``GIVEN`` (ids joined by semicolons, text), ``MONTHS`` (float64),
        ``DIED`` (Boolean), ``RISK`` and ``GROUP`` (text) where ``columns`` names them.
    mapping
        Keeps these columns beside the id.
    given
        The treatments that somebody was given, in the order of the catalogue.
    columns
        Fixed name to the name that people know.
    """

    table: pl.LazyFrame
    mapping: Mapping
    given: tuple[str, ...]
    columns: dict[str, str]


def inputs_of(
    table: Table, guideline: Guideline, mapping: Mapping | None = None, by: str | None = None
) -> Inputs:
    """The inputs of a report.

    Parameters
    ----------
    by
        A column of the table, or a fact, whose values are the subgroups.

    Raises
    ------
    HepaboardError
        A column is absent, or holds what its role does not allow.
    """
    frame = open_table(table).drop(ROW)
    schema = dict(frame.collect_schema())
    if mapping is None:
        plain = named_as_facts(list(schema), guideline.vocabulary, "patient", NAME)
        roles = {name: ReportColumn(column=name) for name in plain.keep}
        mapping = Mapping(id=plain.id, columns=plain.columns)
    else:
        check_columns(mapping, schema, NAME)
        roles = mapping.report.columns
    found = {
        PREFIX + role: recoded(
            Recorded(item.column, schema[item.column]), item, (*mapping.unknown, *item.unknown)
        )
        for role, item in roles.items()
    }
    named = {PREFIX + role: item.column for role, item in roles.items()}
    if by is not None:
        found[GROUP] = _group(by, mapping, schema, guideline)
        named[GROUP] = by
    frame = frame.with_columns(expr.alias(name) for name, expr in found.items())
    frame = frame.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join(SEPARATOR)
        if isinstance(kind, pl.List)
        else pl.col(name).cast(pl.String)
        for name, kind in frame.collect_schema().items()
        if name in found
    )
    frame = _checked(frame, named, guideline)
    given: Sequence[str] = ()
    if GIVEN in named:
        given = _treatments(frame, named[GIVEN], guideline)
    for name in sorted({RISK, GROUP} & set(named)):
        _refuse_many(frame, name, named[name])
    ignore = tuple(dict.fromkeys([*mapping.ignore, *mapping.keep, *named.values()]))
    accounted = {mapping.id, *mapping.columns}
    mapping = mapping.model_copy(
        update={"keep": tuple(named), "ignore": tuple(n for n in ignore if n not in accounted)}
    )
    return Inputs(frame, mapping, tuple(given), named)


def _group(
    by: str, mapping: Mapping, schema: dict[str, pl.DataType], guideline: Guideline
) -> pl.Expr:
    """The values of a fact, or of a column that is no fact."""
    facts = {column.fact: name for name, column in mapping.columns.items()}
    fact = mapping.columns[by].fact if by in mapping.columns else by
    if fact in facts:
        one = mapping.model_copy(update={"columns": {facts[fact]: mapping.columns[facts[fact]]}})
        return mapped_columns(one, schema, guideline.vocabulary, "patient")[0]
    if by in schema:
        return pl.col(by)
    names = sorted({*schema, *facts})
    raise HepaboardError(
        f"{NAME} has no column {by!r}.",
        field="--by",
        allowed="a column of the table, or a fact that it holds",
        likely=", ".join(get_close_matches(by, names, n=3)) or None,
    )


def _checked(frame: pl.LazyFrame, named: dict[str, str], guideline: Guideline) -> pl.LazyFrame:
    """Months as numbers, death as yes or no."""
    text = pl.col(DIED).str.to_lowercase()
    yes, no = text.is_in(["true", "1"]), text.is_in(["false", "0"])
    number = pl.col(MONTHS).cast(pl.Float64, strict=False)
    known = {
        MONTHS: (number, (number >= 0) & number.is_finite(), "months from 0 on"),
        DIED: (pl.when(yes).then(True).when(no).then(False), yes | no, "true or false, 1 or 0"),
    }
    for name, (value, fits, allowed) in known.items():
        if name not in named:
            continue
        wrong = pl.col(name).is_not_null() & ~fits.fill_null(False)
        _refuse_first(frame, name, wrong, named[name], allowed)
        frame = frame.with_columns(value.alias(name))
    return frame


def _treatments(frame: pl.LazyFrame, column: str, guideline: Guideline) -> list[str]:
    parts = pl.col(GIVEN).str.split(SEPARATOR).list.eval(pl.element().str.strip_chars())
    words = frame.select(parts.list.explode().unique().drop_nulls()).collect().to_series()
    known = [*guideline.treatments, NOTHING]
    strange = sorted(set(words) - set(known))
    if strange:
        wrong = parts.list.eval(~pl.element().is_in(known)).list.any()
        _refuse_first(
            frame,
            GIVEN,
            wrong,
            column,
            f"ids of treatments joined by {SEPARATOR!r}, or {NOTHING}",
            ", ".join(get_close_matches(strange[0], known, n=3)) or None,
        )
    return [name for name in guideline.treatments if name in set(words)]


def _refuse_first(
    frame: pl.LazyFrame,
    name: str,
    wrong: pl.Expr,
    column: str,
    allowed: str,
    likely: str | None = None,
) -> None:
    """Refuses the first row with such a value."""
    bad = frame.with_row_index(ROW, offset=1).filter(wrong.fill_null(False)).select(ROW, name)
    first = bad.head(1).collect()
    if len(first):
        row, value = first.row(0)
        raise HepaboardError(
            f"{value!r} does not fit (row {row}).",
            field=column,
            value=value,
            allowed=allowed,
            likely=likely,
            todo="Correct the table, or give the column recode or unknown in the mapping's report.",
        )


def _refuse_many(frame: pl.LazyFrame, name: str, column: str) -> None:
    count = frame.select(pl.col(name).n_unique()).collect().item()
    if count > MOST_GROUPS:
        raise HepaboardError(
            f"{column} has {count} different values: too many to compare as groups.",
            field=column,
            allowed=f"at most {MOST_GROUPS}",
            todo="Give a column with fewer groups, such as bands of a number.",
        )
