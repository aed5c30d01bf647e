"""One case read against one guideline: the values of all nodes, and why they are so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hepaboard.assess.because import Because
from hepaboard.case import Facts
from hepaboard.guideline import Guideline
from hepaboard.logic import Bounds, Deciding, Members
from hepaboard.missing import OpenCase


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of every node of the guideline for one case; reasons are made when asked for.

    ``case`` holds what can still become of it.
    """

    guideline: Guideline
    facts: Facts
    values: tuple[Any, ...]
    deciding: Deciding
    case: OpenCase
    _reasons: dict[tuple[str, int | None], Because] = field(default_factory=dict)

    def truth(self, node: int, lesion: int | None = None) -> int:
        """0, 1 (unknown) or 3; of one lesion where the node speaks of lesions."""
        value = self.values[node]
        if isinstance(value, list):
            value = value[-1 if lesion is None else lesion]
        assert isinstance(value, int)
        return value

    def value(self, fact: str, lesion: int | None = None) -> Any:
        """The known value of a fact, None if it is not known."""
        if lesion is not None and fact not in self.facts.patient:
            known = self.facts.lesions[lesion][1].get(fact)
        else:
            known = self.facts.patient.get(fact)
        return None if known is None else known.value

    def open(self, fact: str, lesion: int | None = None) -> bool:
        """Whether a fact is unknown, or known only in part."""
        value = self.value(fact, lesion)
        partial = isinstance(value, Bounds) or (
            isinstance(value, Members) and value.lacks is not None
        )
        return value is None or partial

    def because(self, node: int, lesion: int | None = None) -> list[Because]:
        """The facts that decided a node, or keep it open, with their values."""
        return [self._reason(name, lesion) for name in self.deciding.facts(node, lesion)]

    def _reason(self, name: str, lesion: int | None) -> Because:
        found = self._reasons.get((name, lesion))
        if found is None:
            fact = self.guideline.vocabulary[name]
            if fact.type.scope == "lesion" and lesion is None:
                found = Because(fact=name, value=None, words="of the lesions")
            else:
                value = self.value(name, lesion)
                found = Because(fact=name, value=plain(value), words=fact.words(value))
            self._reasons[name, lesion] = found
        return found

    def needs(self, nodes: Iterable[int], lesion: int | None = None) -> list[str]:
        """The unknown facts that keep these nodes open, those that keep most of them first."""
        counts: dict[str, int] = {}
        for node in nodes:
            if self.truth(node, lesion) != 1:
                continue
            for name in self.deciding.facts(node, lesion):
                if self.open(name, lesion):
                    counts[name] = counts.get(name, 0) + 1
        return sorted(counts, key=lambda name: -counts[name])


def read(guideline: Guideline, facts: Facts) -> Reading:
    """The reading of a case: every definition and statement evaluated once."""
    valuation = facts.valuation()
    values = guideline.program(valuation)
    counter = guideline.vocabulary.counter
    count = facts.patient.get(counter or "")
    number = None if count is None else count.value
    complete = isinstance(number, Decimal) and number <= len(facts.lesions)
    deciding = Deciding(guideline.graph, values, not complete)
    return Reading(guideline, facts, values, deciding, OpenCase(guideline, valuation, values))


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Bounds):
        ends = {"at_least": value.low, "at_most": value.high}
        return {key: _number(end) for key, end in ends.items() if end is not None}
    if isinstance(value, Members):
        return sorted(value.has)
    return _number(value)


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
