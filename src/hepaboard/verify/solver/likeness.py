"""Wishes that keep a case near a given one: one a fact, in order of weight."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from hepaboard.logic import Bounds, FactType, Members, Value
from hepaboard.verify.cuts import scaled
from hepaboard.verify.solver.encode import Subjects
from hepaboard.verify.solver.variables import Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory


class Wish(NamedTuple):
    """What a case should be like; ``second`` is wished for where ``best`` cannot be."""

    best: Any
    second: Any = None


def likeness(theory: Theory, subjects: Subjects, near: Mapping[str, Value]) -> list[Wish]:
    """One wish a fact: it is as in ``near``; one that ``near`` does not know is unknown.

    The facts of ``near`` come first, in its order; one that cannot be as there is best unknown.
    Lesions are wished away.
    """
    solver = z3()
    patient = subjects.patient
    wishes: list[Wish] = []
    for name in dict.fromkeys([*(n for n in near if n in theory.facts), *theory.facts]):
        fact = theory.facts[name]
        if fact.scope == "patient" and (patient.kleene or name in near):
            open_ = unknown(patient, fact) if patient.kleene else None
            value = near.get(name)
            if value is None:
                wishes.append(Wish(open_))
            else:
                wishes.append(Wish(same(theory, patient, fact, value), open_))
    wishes += [Wish(solver.Not(on)) for on in subjects.listed]
    if patient.kleene:
        for lesion in subjects.lesions:
            wishes += [
                Wish(unknown(lesion, fact))
                for fact in theory.facts.values()
                if fact.scope == "lesion"
            ]
    return wishes


def same(theory: Theory, variables: Variables, fact: FactType, value: Value) -> Any:
    """The literal that a fact has this value."""
    solver = z3()
    name = fact.name
    if fact.kind == "set":
        assert isinstance(value, Members)
        parts = []
        for member, (certain, possible) in variables.sets[name].items():
            if member in value.has:
                parts.append(certain)
            elif value.lacks is None or member in value.lacks:
                parts.append(solver.Not(possible))
            else:
                parts.append(solver.And(possible, solver.Not(certain)))
        return solver.And(parts)
    known = variables.known[name]
    if fact.kind == "boolean":
        flag = variables.flags[name]
        return solver.And(known, flag if value else solver.Not(flag))
    if fact.kind == "enum":
        return solver.And(known, variables.members[name][str(value)])
    cuts = theory.cuts[name]
    low, high = (value.low, value.high) if isinstance(value, Bounds) else (value, value)
    least = 0 if low is None else cuts.cell(scaled(fact, Decimal(str(low))))
    most = len(cuts.boundaries) if high is None else cuts.cell(scaled(fact, Decimal(str(high))))
    chain = variables.chains[name]
    ends = [pair[0] == solver.BoolVal(i < least) for i, pair in enumerate(chain)]
    ends += [pair[1] == solver.BoolVal(i < most) for i, pair in enumerate(chain)]
    if fact.bounded:
        return solver.And(ends)
    if name in variables.numbers:
        exact = scaled(fact, Decimal(str(value)))
        ends.append(variables.numbers[name] == solver.Q(exact.numerator, exact.denominator))
    return solver.And([known, *ends])


def unknown(variables: Variables, fact: FactType) -> Any:
    """The literal that nothing is known of a fact."""
    solver = z3()
    if fact.kind == "set":
        pairs = variables.sets[fact.name].values()
        return solver.And([solver.And(p, solver.Not(c)) for c, p in pairs])
    if fact.bounded:
        chain = variables.chains[fact.name]
        return solver.And([solver.And(p, solver.Not(c)) for c, p in chain])
    return solver.Not(variables.known[fact.name])
