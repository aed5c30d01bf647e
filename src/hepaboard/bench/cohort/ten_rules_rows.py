"""Rows for the ten rules on whole tables: own engines, and CASE as it is written by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial, reduce
from importlib import metadata
from typing import Any

import duckdb
import polars as pl

from hepaboard.bench.answers import Answer
from hepaboard.bench.cohort.ten_rules import HoledTenRules, first_sure
from hepaboard.bench.cohort.ten_rules_plan import ten_rules_plan
from hepaboard.bench.dialect import SQL
from hepaboard.bench.own import ten_rules_facts
from hepaboard.bench.result import BenchRow
from hepaboard.cohort.coding import coding_of
from hepaboard.cohort.kernel_engine import KernelEngine
from hepaboard.cohort.polars_engine import PolarsEngine
from hepaboard.logic import Truth

TYPES = {"enum": pl.String, "boolean": pl.Boolean, "integer": pl.Int64, "decimal": pl.Float64}
TRUTHS = {0: Truth.UNKNOWN, 1: Truth.TRUE, 2: Truth.FALSE}


def table_rows(work: HoledTenRules) -> list[BenchRow]:
    """The rows of engines that work on whole tables in this process."""
    schema = {name: TYPES[fact.type] for name, fact in work.table.facts.items()}
    cases = pl.DataFrame(work.cases, schema=schema)
    turns = -(-work.rows // len(cases))
    table = pl.concat([cases] * turns, rechunk=True).head(work.rows)
    return [*_own(work, cases, table), *_by_hand(work, cases, table)]


def _own(work: HoledTenRules, cases: pl.DataFrame, table: pl.DataFrame) -> list[BenchRow]:
    plan = ten_rules_plan(work.table)
    coding = coding_of(ten_rules_facts(work.table), "patient", dict(table.schema))
    code = [column.alias(name) for name, column in coding.columns.items()]
    few, many = cases.select(code), table.select(code)
    kernel, polars = KernelEngine(plan), PolarsEngine(plan)
    loaded = kernel.resident()
    loaded.load(many)
    note = "all ten rules, three-valued; coded columns in memory"
    version = metadata.version("hepaboard")
    return [
        work.row(name, version, _rates(work, run), _answers(work, engine(few)), {}, note)
        for name, run, engine in (
            ("hepaboard kernel", loaded.evaluate, kernel),
            ("hepaboard polars", partial(polars, many), polars),
        )
    ]


def _answers(work: HoledTenRules, raw: pl.DataFrame) -> list[Answer]:
    """The first-hit answer that the truths of all rules amount to, None where it is open."""
    return [first_sure(work.table, [TRUTHS[code] for code in codes]) for codes in raw.iter_rows()]


def _by_hand(work: HoledTenRules, cases: pl.DataFrame, table: pl.DataFrame) -> list[BenchRow]:
    whens = "".join(
        f" WHEN {condition} THEN {SQL.quote(rule.then)}"
        for condition, rule in zip(SQL.conditions(work.table), work.table.rules, strict=True)
    )
    case = f"CASE{whens} ELSE {SQL.quote(work.table.otherwise)} END"
    note = "first hit, CASE written by hand; a table in memory"
    found = []
    with duckdb.connect() as connection:
        connection.register("few_frame", cases.to_arrow())
        connection.register("many_frame", table.to_arrow())
        connection.execute("CREATE TABLE many AS SELECT * FROM many_frame")
        asked = connection.execute(f"SELECT {case} FROM few_frame").fetchall()
        query = f"SELECT count(*) FILTER (WHERE {case} = 'x') FROM many"
        found.append(
            work.row(
                "DuckDB CASE",
                duckdb.__version__,
                _rates(work, lambda: connection.execute(query).fetchall()),
                [row[0] for row in asked],
                {},
                note,
            )
        )
    chain = _chain(work)
    answers: Sequence[Any] = cases.select(chain).to_series().to_list()
    found.append(
        work.row(
            "Polars when/then",
            pl.__version__,
            _rates(work, lambda: table.select(chain)),
            list(answers),
            {},
            note,
        )
    )
    return found


def _chain(work: HoledTenRules) -> pl.Expr:
    pairs = list(zip(SQL.conditions(work.table), work.table.rules, strict=True))
    return reduce(
        lambda rest, pair: pl.when(pl.sql_expr(pair[0])).then(pl.lit(pair[1].then)).otherwise(rest),
        reversed(pairs),
        pl.lit(work.table.otherwise),
    )


def _rates(work: HoledTenRules, run: Callable[[], object]) -> list[float]:
    run()
    found = []
    for _ in range(work.repetitions):
        count, spent = 0, 0.0
        start = time.perf_counter()
        while spent < work.seconds:
            run()
            count += work.rows
            spent = time.perf_counter() - start
        found.append(count / spent)
    return found
