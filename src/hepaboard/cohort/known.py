"""All that follows from a patient's facts before any statement is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.cohort.circuit import Circuit
from hepaboard.cohort.columns import MOST_COUNTED, NO, YES, columns_of, extreme_column
from hepaboard.cohort.exists import Lesions
from hepaboard.cohort.fact_planes import FactPlanes
from hepaboard.cohort.implied import add_implied, add_settings
from hepaboard.cohort.number_planes import NumberPlanes
from hepaboard.cohort.plan import Extreme
from hepaboard.guideline import Guideline

#: Derive rules of the vocabulary that the listed lesions fill; whether they take the largest.
EXTREMES = {"largest": True, "smallest": False}


@dataclass(frozen=True, slots=True)
class Known:
    """The planes of facts with settings and rules, and what contradicts itself.

    ``contradictions`` has what is wrong and the gate that is set where it is.
    """

    facts: FactPlanes
    lesions: Lesions
    contradictions: dict[str, int]
    extremes: tuple[Extreme, ...]

    @property
    def highest(self) -> dict[str, int]:
        """Each column of codes, with its highest code."""
        columns = [column for fact in self.facts.types.values() for column in columns_of(fact)]
        return {column.name: column.codes for column in columns if column.codes} | dict.fromkeys(
            self.lesions.counted, MOST_COUNTED
        )

    def settled(self, name: str) -> dict[float, int]:
        """Each code or number that rules may give a fact, and the gate that is set where it has it.

        A bounded number is settled where both ends are the same.
        """
        fact = self.facts.types[name]
        if fact.kind == "boolean":
            planes = self.facts.boolean(name)
            return {YES: planes.true, NO: planes.false}
        if fact.kind == "enum":
            return {i: self.facts.member(name, m) for i, m in enumerate(fact.values, 1)}
        spans = self.facts.numbers.spans.get(name, ())
        return {span.low: span.gate for span in spans if span.low == span.high}


def known_facts(guideline: Guideline) -> Known:
    """What follows from facts by settings, listed lesions and the vocabulary's rules."""
    circuit = Circuit()
    vocabulary = guideline.vocabulary
    extremes = {
        name: (str(rule[key]), EXTREMES[key])
        for name in vocabulary
        for rule in [vocabulary[name].entry.derive or {}]
        for key in rule
        if key in EXTREMES
    }
    facts = FactPlanes(NumberPlanes(circuit, vocabulary.types, extremes, vocabulary.counter))
    lesions = Lesions(circuit)
    add_settings(facts, guideline)
    wrong = add_implied(facts, guideline, lesions)
    if vocabulary.counter is not None:
        what = f"{vocabulary.counter}: More lesions are listed than there are."
        wrong[what] = facts.numbers.overcounted()
    read = tuple(
        Extreme(extreme_column(fact, largest), fact, largest)
        for fact, largest in dict.fromkeys(extremes.values())
    )
    return Known(facts, lesions, wrong, read)
