"""A model of the solver as a case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hepaboard.logic import Bounds, FactType, Members, Valuation, Value
from hepaboard.verify.cuts import Cuts
from hepaboard.verify.solver.encode import Subjects
from hepaboard.verify.solver.variables import Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory


def case_of(theory: Theory, subjects: Subjects, model: Any, near: Mapping[str, Value]) -> Valuation:
    """The case that a model describes; numbers are as near to those of ``near`` as may be.

    In the two-valued encoding the list of lesions is complete: those beyond the last variable
    are written as its copies.
    """
    patient = _facts(theory, subjects.patient, model, near)
    count = sum(_is(model, on) for on in subjects.listed)
    lesions = [_facts(theory, lesion, model, near) for lesion in subjects.lesions[:count]]
    number = patient.get(theory.graph.counter or "")
    if not subjects.patient.kleene and isinstance(number, Decimal) and lesions:
        lesions += [dict(lesions[-1]) for _ in range(int(number) - count)]
    return Valuation(patient, lesions)


def _facts(
    theory: Theory, variables: Variables, model: Any, near: Mapping[str, Value]
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in _values(theory, variables, model, near):
        if value is not None:
            found[name] = value
    return {name: found[name] for name in theory.facts if name in found}


def _values(theory: Theory, variables: Variables, model: Any, near: Mapping[str, Value]) -> Any:
    for name, flag in variables.flags.items():
        yield name, _is(model, flag) if _is(model, variables.known[name]) else None
    for name, members in variables.members.items():
        known = _is(model, variables.known[name])
        yield name, next(m for m, flag in members.items() if _is(model, flag)) if known else None
    for name, pairs in variables.sets.items():
        has = frozenset(m for m, (certain, _) in pairs.items() if _is(model, certain))
        lacks = frozenset(m for m, (_, possible) in pairs.items() if not _is(model, possible))
        if has or lacks:
            yield name, Members(has, None if len(has) + len(lacks) == len(pairs) else lacks)
    for name, chain in variables.chains.items():
        fact = theory.facts[name]
        cuts = theory.cuts[name]
        wanted = near.get(name)
        hint = wanted if isinstance(wanted, Decimal) else None
        if not fact.bounded:
            known = _is(model, variables.known[name])
            if known and name in variables.numbers:
                yield name, _exact(fact, model, variables.numbers[name])
            elif known:
                yield name, cuts.number(_cell(model, [pair[0] for pair in chain]), hint)
        else:
            yield name, _interval(model, chain, cuts, hint)


def _interval(model: Any, chain: list[Any], cuts: Cuts, hint: Decimal | None) -> Value | None:
    low = _cell(model, [certain for certain, _ in chain])
    high = _cell(model, [possible for _, possible in chain])
    first, beyond = cuts.range_places
    if low == high:
        return cuts.number(low, hint)
    least = cuts.number(low, hint) if low >= first else None
    most = cuts.number(high, hint) if high < beyond else None
    return None if least is None and most is None else Bounds(least, most)


def _cell(model: Any, steps: list[Any]) -> int:
    return sum(_is(model, step) for step in steps)


def _is(model: Any, variable: Any) -> bool:
    return bool(z3().is_true(model.eval(variable, model_completion=True)))


def _exact(fact: FactType, model: Any, number: Any) -> Decimal:
    """A number of the solver in the unit of the fact."""
    value = model.eval(number, model_completion=True)
    if fact.computed:
        exact = (
            value.as_fraction() if hasattr(value, "as_fraction") else value.approx(20).as_fraction()
        )
        return Decimal(exact.numerator) / Decimal(exact.denominator)
    return Decimal(value.as_long()).scaleb(-fact.digits)
