"""All that follows from a patient's facts before any statement is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hepaboard.cohort.circuit import Circuit
from hepaboard.cohort.columns import (
    MOST_COUNTED,
    NO,
    YES,
    Test,
    columns_of,
    extreme_column,
    lobes_column,
)
from hepaboard.cohort.exists import Lesions
from hepaboard.cohort.fact_planes import FactPlanes
from hepaboard.cohort.implied import add_implied, add_settings
from hepaboard.cohort.number_planes import NumberPlanes
from hepaboard.cohort.plan import Extreme, Lobes
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline

#: Derive rules of the vocabulary that the listed lesions fill; whether they take the largest.
EXTREMES = {"largest": True, "smallest": False}
#: The rule behind the number of lesions.
COUNT = "lesion_count"
#: The rule that tells from the places of lesions whether both lobes are involved.
LOBES, SIDES = "both_lobes", ("left", "right")
#: Rules that read dated records; a table has none, and such facts stand in their own columns.
OF_RECORDS = frozenset(
    {
        "given",
        "imaged",
        "course_of",
        "line_of",
        "lines_failed",
        "latest_of",
        "weeks_since_last",
        "months_since_last",
        "weeks_since_start",
        "months_on",
        "decision_point",
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """The planes of facts with settings and rules, and what contradicts itself.

    ``contradictions`` has what is wrong and the gate that is set where it is.
    """

    facts: FactPlanes
    lesions: Lesions
    contradictions: dict[str, int]
    summaries: tuple[Extreme | Lobes, ...]

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
    """What follows from facts by settings, listed lesions and the vocabulary's rules.

    Raises
    ------
    HepaboardError
        The vocabulary derives a fact from listed lesions in a way that cohorts do not know.
    """
    circuit = Circuit()
    vocabulary = guideline.vocabulary
    _refuse_rules(guideline)
    extremes = {
        name: (str(rule[key]), EXTREMES[key])
        for name in vocabulary
        for rule in [vocabulary[name].entry.derive or {}]
        for key in rule
        if key in EXTREMES
    }
    numbers = NumberPlanes(circuit, vocabulary.types, extremes, vocabulary.counter)
    facts = FactPlanes(numbers, {name: vocabulary[name].entry.covers for name in vocabulary})
    lesions = Lesions(circuit)
    add_settings(facts, guideline)
    lobes = _lobes(guideline)
    _add_lobes(facts, lobes)
    wrong = add_implied(facts, guideline, lesions)
    if vocabulary.counter is not None:
        what = f"{vocabulary.counter}: More lesions are listed than there are."
        wrong[what] = facts.numbers.overcounted()
    read = tuple(
        Extreme(extreme_column(fact, largest), fact, largest)
        for fact, largest in dict.fromkeys(extremes.values())
    )
    return Known(facts, lesions, wrong, (*read, *lobes.values()))


def _refuse_rules(guideline: Guideline) -> None:
    """A rule passed over would leave a fact unknown that a single case knows."""
    for name in guideline.vocabulary:
        rule = guideline.vocabulary[name].entry.derive or {}
        strange = sorted(set(rule) - OF_RECORDS - set(EXTREMES) - {COUNT, LOBES})
        if strange or (COUNT in rule and name != guideline.vocabulary.counter):
            raise HepaboardError(
                f"Cohorts cannot derive {name} by {', '.join(strange) or COUNT}.",
                field=f"{name}.derive",
                allowed=", ".join(sorted({*OF_RECORDS, *EXTREMES, COUNT, LOBES})),
                todo="Leave the rule out and record the fact, or evaluate the cases one by one.",
            )


def _lobes(guideline: Guideline) -> dict[str, Lobes]:
    """The facts that places of lesions fill, and the columns that tell so."""
    found = {}
    for name in guideline.vocabulary:
        words = (guideline.vocabulary[name].entry.derive or {}).get(LOBES)
        if words is not None:
            place = str(words["of"])
            codes = {
                value: i for i, value in enumerate(guideline.vocabulary.types[place].values, 1)
            }
            left, right = (tuple(codes[member] for member in words[side]) for side in SIDES)
            found[name] = Lobes(lobes_column(place), place, left, right)
    return found


def _add_lobes(facts: FactPlanes, lobes: Mapping[str, Lobes]) -> None:
    """Lesions listed in both lobes make a fact true where it is not recorded.

    A table never says that its lesions are all there are, so that they never make it false.
    """
    for name, item in lobes.items():
        both = facts.circuit.test(Test(item.column, ">=", 1.0))
        unknown = facts.circuit.negation(facts.known(name))
        facts.add(facts.circuit.conjunction((both, unknown)), name, True)
