"""What every engine of one run is given, and how long it is timed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hepaboard.bench.answers import Answer, agreement, describe_answer, reference_answers
from hepaboard.bench.cases import random_cases
from hepaboard.bench.forms import table_form
from hepaboard.bench.peer import Peer
from hepaboard.bench.result import BenchRow, timed_row
from hepaboard.bench.table import Case, RuleTable, load_table

TEN_RULES = "ten_rules"


@dataclass(frozen=True)
class TenRules:
    """The ten-rule table with its cases.

    Parameters
    ----------
    repetitions, seconds
        Each engine is timed so often, each time for at least so long; the median counts.
    count
        Number of random complete cases.
    """

    repetitions: int = 5
    seconds: float = 0.2
    count: int = 300
    table: RuleTable = field(default_factory=load_table)
    cases: list[dict[str, Any]] = field(init=False)
    expected: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cases", random_cases(self.table, self.count))
        object.__setattr__(self, "expected", reference_answers(self.table, self.cases))

    @property
    def unknown_case(self) -> Case:
        """The case in which one fact is unknown."""
        return self.table.unknown_case

    def task(self, peer: Peer) -> dict[str, Any]:
        """Return what a peer's driver reads, ready for JSON."""
        return {
            "form": table_form(peer.form, self.table),
            "mode": peer.mode,
            "facts": {fact.name: fact.type for fact in self.table.facts.values()},
            "rules": [rule.id for rule in self.table.rules],
            "actions": [rule.then for rule in self.table.rules],
            "otherwise": self.table.otherwise,
            "cases": self.cases,
            "unknown": dict(self.unknown_case),
            "repetitions": self.repetitions,
            "seconds": self.seconds,
        }

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
            workload=TEN_RULES,
            engine=engine,
            version=version,
            figures=rates,
            unit="evaluations/s",
            unknown_gives=self._unknown(unknown),
            notes=[note, agreement(self.table, answers, self.expected)],
        )

    def _unknown(self, unknown: dict[str, Answer]) -> str:
        said = {how: describe_answer(self.table, answer) for how, answer in unknown.items()}
        if len(set(said.values())) == 1:
            return next(iter(said.values()))
        return "; ".join(f"{how}: {what}" for how, what in said.items())
