"""The ten rules on many rows with missing values: what engines are given, and what they guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from hepaboard.bench.answers import Answer
from hepaboard.bench.drivers.harness import failed
from hepaboard.bench.own import ten_rules_evaluators
from hepaboard.bench.peer import Peer
from hepaboard.bench.result import BenchRow, timed_row
from hepaboard.bench.table import RuleTable
from hepaboard.bench.ten_rules import TenRules
from hepaboard.logic import Truth

WORKLOAD = "ten rules, rows with missing values"
OPEN = None


@dataclass(frozen=True)
class HoledTenRules(TenRules):
    """The ten rules with cases of which a share of all values is missing.

    Parameters
    ----------
    missing
        That share.
    rows
        Rows of an engine that works on whole columns: the cases again and again.
    """

    missing: float = 0.1
    rows: int = 1_000_000
    complete: list[str] = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "complete", self.expected)
        draw = Random(3)
        cases = [
            {name: None if draw.random() < self.missing else value for name, value in case.items()}
            for case in self.cases
        ]
        object.__setattr__(self, "cases", cases)
        object.__setattr__(self, "expected", sure_answers(self.table, cases))

    def task(self, peer: Peer) -> dict[str, Any]:
        """Return what a peer's driver reads, ready for JSON."""
        rows = self.rows if peer.mode == "batch" else 0
        return {**super().task(peer), "rows": rows, "holes": True}

    def row(
        self,
        engine: str,
        version: str | None,
        rates: list[float],
        answers: list[Answer],
        unknown: dict[str, Answer],
        note: str,
    ) -> BenchRow:
        """Return the row of an engine that ran."""
        return timed_row(
            workload=WORKLOAD,
            engine=engine,
            version=version,
            figures=rates,
            unit="rows/s",
            unknown_gives=self.guesses(answers),
            notes=[note],
        )

    def guesses(self, answers: list[Answer]) -> str:
        """Say how many answers the known values do not entail, and how many are wrong.

        Wrong is what differs from the answer to the same case with nothing missing.
        """
        failing = sum(map(failed, answers))
        given = [
            (answer, right, truth)
            for answer, right, truth in zip(answers, self.expected, self.complete, strict=True)
            if answer is not None and not failed(answer)
        ]
        guessed = sum(right is OPEN for _, right, _ in given)
        wrong = sum(answer != truth for answer, _, truth in given)
        told = f"{guessed:,} of {len(answers):,} answers are guesses, {wrong:,} answers are wrong"
        return told + (f"; {failing:,} cases are an error" if failing else "")


def sure_answers(table: RuleTable, cases: list[dict[str, Any]]) -> list[str | None]:
    """Return the first-hit answer to each case, None where an unknown value leaves it open.

    It is open where a rule before the first true one is neither true nor false.
    """
    evaluate = next(iter(ten_rules_evaluators(table).values()))
    return [first_sure(table, [Truth(value) for value in evaluate(case)]) for case in cases]


def first_sure(table: RuleTable, truths: list[Truth]) -> str | None:
    """Return the action of the first rule that is not false, None if it is unknown."""
    for rule, truth in zip(table.rules, truths, strict=True):
        if truth is Truth.TRUE:
            return rule.then
        if truth is Truth.UNKNOWN:
            return OPEN
    return table.otherwise
