"""Rows of hepaboard's own engines, timed as the peers are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import metadata

from hepaboard.bench import own
from hepaboard.bench.answers import Answer
from hepaboard.bench.drivers.harness import rates, unknown_answers
from hepaboard.bench.result import BenchRow, timed_row
from hepaboard.bench.table import Case
from hepaboard.bench.ten_rules import TenRules
from hepaboard.logic import Truth

GUIDELINE = "guideline"


def own_ten_rules(work: TenRules) -> list[BenchRow]:
    """Return a row for each own engine on the ten rules; all rules, three-valued."""
    engines = own.ten_rules_evaluators(work.table)
    return [_row(work, name, evaluate) for name, evaluate in engines.items()]


def own_guideline(work: TenRules) -> list[BenchRow]:
    """Return a row for each own engine on one case and the whole guideline, in microseconds."""
    runs = own.guideline_runs()
    return [_guideline_row(work, name, run) for name, run in runs.items()]


def _row(work: TenRules, name: str, evaluate: own.Evaluator) -> BenchRow:
    def every(cases: Sequence[Case]) -> list[Sequence[int]]:
        return [evaluate(case) for case in cases]

    def told(cases: Sequence[Case]) -> list[Answer]:
        return [[Truth(value).as_bool for value in values] for values in every(cases)]

    return work.row(
        name,
        _version(),
        rates(every, work.cases, work.repetitions, work.seconds),
        told(work.cases),
        unknown_answers(told, dict(work.unknown_case)),
        "all ten rules, three-valued",
    )


def _guideline_row(work: TenRules, name: str, run: Callable[[], object]) -> BenchRow:
    per_second = rates(lambda cases: [run() for _ in cases], [None], work.repetitions, work.seconds)
    return timed_row(
        workload=GUIDELINE,
        engine=name,
        version=_version(),
        figures=[1e6 / rate for rate in per_second],
        unit="us/case",
        notes=["one case, all statements"],
    )


def _version() -> str | None:
    try:
        return metadata.version("hepaboard")
    except metadata.PackageNotFoundError:
        return None
