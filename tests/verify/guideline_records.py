"""Random cases of the shipped guideline, part of the facts unknown."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from hepaboard.guideline import Guideline
from hepaboard.logic import Bounds, FactType, Members, Valuation
from hepaboard.verify.theory import Theory

LESIONS = 3


def wild(theory: Theory, seed: int) -> Valuation:
    """Facts drawn without regard to one another; the lesion list alone is consistent."""
    draw = random.Random(seed)
    share = draw.choice([0.1, 0.5, 0.9])
    counter = theory.graph.counter
    patient: dict[str, Any] = {}
    for fact in theory.facts.values():
        if fact.scope == "patient" and fact.name != counter and draw.random() < share:
            patient[fact.name] = _value(theory, fact, draw)
    listed = draw.randint(0, LESIONS)
    lesions = [
        {
            fact.name: _value(theory, fact, draw)
            for fact in theory.facts.values()
            if fact.scope == "lesion" and draw.random() < share
        }
        for _ in range(listed)
    ]
    assert counter is not None
    more = draw.randint(0, 12)
    patient[counter] = draw.choice(
        [Decimal(listed), Decimal(listed + more), Bounds(Decimal(listed), None)]
    )
    return Valuation(patient, lesions)


def _value(theory: Theory, fact: FactType, draw: random.Random) -> Any:
    if fact.kind == "boolean":
        return draw.random() < 0.5
    if fact.kind == "enum":
        return draw.choice(fact.values)
    if fact.kind == "set":
        has = frozenset(member for member in fact.values if draw.random() < 0.3)
        rest = [member for member in fact.values if member not in has]
        lacks = frozenset(member for member in rest if draw.random() < 0.5)
        return Members(has, draw.choice([None, lacks]))
    low, high = sorted((number(theory, fact, draw), number(theory, fact, draw)))
    if fact.bounded and draw.random() < 0.4:
        ends = draw.choice([(low, None), (None, high), (low, high)])
        return low if low == high else Bounds(*ends)
    return low


def number(theory: Theory, fact: FactType, draw: random.Random) -> Decimal:
    """A number from any cell of the fact's range."""
    cuts = theory.cuts[fact.name]
    first, beyond = cuts.range_places
    return cuts.number(draw.randrange(first, beyond), None)


def plausible(guideline: Guideline, record: Valuation) -> Valuation | None:
    """The record with what follows from its facts; None if its facts contradict one another."""
    known = dict(record.patient)
    for _ in range(12):
        values = guideline.implication_program(Valuation(known, record.lesions))
        before = dict(known)
        for rule in guideline.implications:
            if values[rule.node] == 3:
                for name, value in rule.then.items():
                    merged = merge(known.get(name), value)
                    if merged is None:
                        return None
                    known[name] = merged
        if known == before:
            return Valuation(known, record.lesions)
    raise AssertionError("the rules do not come to rest")


def merge(known: Any, value: Any) -> Any:
    """A fact after a rule; None if the two contradict one another."""
    if known is None or known == value:
        return value
    if not isinstance(value, Bounds) and not isinstance(known, Bounds):
        return None
    low = max((x for x in (_end(known, "low"), _end(value, "low")) if x is not None), default=None)
    high = min(
        (x for x in (_end(known, "high"), _end(value, "high")) if x is not None), default=None
    )
    if low is not None and high is not None and low >= high:
        return low if low == high else None
    return Bounds(low, high)


def _end(value: Any, end: str) -> Any:
    return getattr(value, end) if isinstance(value, Bounds) else value
