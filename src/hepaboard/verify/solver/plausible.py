"""What holds of every plausible patient: rules between facts, lesions listed and counted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hepaboard.logic import Bounds, Value
from hepaboard.verify.cuts import scaled
from hepaboard.verify.solver.encode import Encoding, Subjects
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory


def plausible(theory: Theory, subjects: Subjects, rules: Encoding) -> Iterator[Any]:
    """Constraints on the variables.

    Where the condition of a rule is certain, what it gives a fact is known, as it is in every
    assessment: rules are applied there until nothing changes. A rule that fits every value ("a
    remnant in percent was measured") says what it means that a fact is recorded; where all facts
    are known it would say nothing about the patient and is left out.
    """
    solver = z3()
    for rule in theory.rules:
        certain = rules.truth[rule.node][0]
        if not subjects.patient.kleene and _fits_every_value(subjects, rules, certain):
            continue
        for name, value in rule.then.items():
            for part in _given(theory, subjects, name, value):
                yield solver.Implies(certain, part)
    yield from _lists(theory, subjects)


def _fits_every_value(subjects: Subjects, rules: Encoding, certain: Any) -> bool:
    solver = z3().Solver()
    solver.add(subjects.patient.constraints)
    solver.add(rules.constraints)
    return bool(solver.check(z3().Not(certain)) == z3().unsat)


def _given(theory: Theory, subjects: Subjects, name: str, value: Value) -> Iterator[Any]:
    """A fact is known to have a value."""
    solver = z3()
    patient = subjects.patient
    fact = theory.facts[name]
    if fact.kind == "boolean":
        yield patient.known[name]
        yield patient.flags[name] if value else solver.Not(patient.flags[name])
    elif fact.kind == "enum":
        yield patient.known[name]
        yield patient.members[name][str(value)]
    else:
        low, high = (value.low, value.high) if isinstance(value, Bounds) else (value, value)
        cuts = theory.cuts[name]
        if not fact.bounded:
            yield patient.known[name]
        if low is not None:
            place = cuts.boundary(">=", scaled(fact, Decimal(low)))  # type: ignore[arg-type]
            yield patient.reaches(name, place)[0]
        if high is not None:
            place = cuts.boundary(">", scaled(fact, Decimal(high)))  # type: ignore[arg-type]
            yield solver.Not(patient.reaches(name, place)[1])


def _lists(theory: Theory, subjects: Subjects) -> Iterator[Any]:
    """The list of lesions has no gaps, and agrees with their number and the extremes."""
    solver = z3()
    listed = subjects.listed
    for before, after in pairwise(listed):
        yield solver.Implies(after, before)
    counter = theory.graph.counter
    kleene = subjects.patient.kleene
    if counter is not None and counter in theory.cuts:
        for k, on in enumerate(listed, 1):
            place = theory.cuts[counter].boundary(">=", k)
            least = subjects.patient.reaches(counter, place)[0]
            # All facts known: as many are listed as there are, up to the number looked at.
            yield solver.Implies(on, least) if kleene else on == least
    for extreme in theory.extremes:
        whole = subjects.patient.chains[extreme.fact]
        each = [lesion.chains[extreme.of] for lesion in subjects.lesions]
        for place in range(len(whole)):
            if extreme.largest:
                over = [solver.And(on, own[place][0]) for on, own in zip(listed, each, strict=True)]
                yield from (solver.Implies(one, whole[place][0]) for one in over)
                if not kleene:
                    yield solver.Implies(solver.And(listed[0], whole[place][0]), solver.Or(over))
            else:
                under = [
                    solver.And(on, solver.Not(own[place][1]))
                    for on, own in zip(listed, each, strict=True)
                ]
                yield from (solver.Implies(one, solver.Not(whole[place][1])) for one in under)
                if not kleene:
                    short = solver.Not(whole[place][1])
                    yield solver.Implies(solver.And(listed[0], short), solver.Or(under))
