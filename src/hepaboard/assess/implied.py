"""Fills in what follows from known facts, and refuses cases that contradict themselves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hepaboard.case import Facts, KnownFact
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Fact, Guideline, Implication
from hepaboard.logic import Bounds, Value, deciding

ROUNDS = 12


class ContradictionError(HepaboardError):
    """Two facts of a case cannot both be right."""


def with_implied(facts: Facts, guideline: Guideline) -> Facts:
    """The facts with settings, and with what the vocabulary's ``implies`` rules add.

    Raises
    ------
    ContradictionError
        A rule gives a fact another value than the case records; both are named.
    """
    settings = {
        name: KnownFact(
            Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value,
            "setting",
            field="policy",
        )
        for name, value in guideline.settings.items()
        if name not in facts.patient
    }
    facts = facts.with_patient(settings)
    program = guideline.implication_program
    for _ in range(ROUNDS):
        values = program(facts.valuation())
        added: dict[str, KnownFact] = {}
        for rule in guideline.implications:
            if values[rule.node] != 3:
                continue
            for name, value in rule.then.items():
                known = added.get(name) or facts.patient.get(name)
                merged = _merge(known, value, rule, guideline.vocabulary[name])
                if merged is None:
                    causes = deciding(program.graph, values, rule.node)
                    raise _contradiction(guideline, facts, name, known, value, causes, rule)
                if merged is not known:
                    added[name] = merged
        if not added:
            return facts
        facts = facts.with_patient(added)
    raise AssertionError("the implies rules do not come to rest")


def _merge(
    known: KnownFact | None, value: Value, rule: Implication, fact: Fact
) -> KnownFact | None:
    """The fact after a rule: new, as it was, narrowed, or None for a contradiction."""
    if known is None:
        return KnownFact(value, "implied", note=rule.why)
    if known.value == value:
        return known
    if value in fact.entry.covers.get(str(known.value), ()):
        return replace(known, value=value, origin="implied", note=rule.why)
    if not isinstance(value, Bounds):
        if not isinstance(known.value, Bounds):
            return None
        inside = _inside(known.value, value)
        return replace(known, value=value, origin="implied", note=rule.why) if inside else None
    if isinstance(known.value, Bounds):
        low = max((x for x in (known.value.low, value.low) if x is not None), default=None)
        high = min((x for x in (known.value.high, value.high) if x is not None), default=None)
        if low is not None and high is not None and low > high:
            return None
        if (low, high) == (known.value.low, known.value.high):
            return known
        narrowed: Value = low if low is not None and low == high else Bounds(low, high)
        return replace(known, value=narrowed, note=rule.why)
    return known if _inside(value, known.value) else None


def _inside(bounds: Bounds, value: Value) -> bool:
    number = Decimal(str(value))
    return (bounds.low is None or number >= bounds.low) and (
        bounds.high is None or number <= bounds.high
    )


def _contradiction(
    guideline: Guideline,
    facts: Facts,
    name: str,
    known: KnownFact | None,
    value: Value,
    causes: list[str],
    rule: Implication,
) -> ContradictionError:
    vocabulary = guideline.vocabulary
    assert known is not None

    def told(fact: str, entry: KnownFact) -> str:
        place = f" ({entry.field})" if entry.field else f" ({entry.origin})"
        return f"{fact} = {vocabulary[fact].words(entry.value)}{place}"

    reasons = ", ".join(
        told(cause, facts.patient[cause]) for cause in causes if cause in facts.patient
    )
    return ContradictionError(
        f"{told(name, known)} contradicts {reasons}. {rule.why}",
        field=known.field or name,
        value=known.value,
        allowed=f"{name} = {vocabulary[name].words(value)}, or another value of "
        f"{' or '.join(causes)}",
        todo="Correct the entry that is wrong, or leave it out.",
    )
