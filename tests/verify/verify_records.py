"""A record told to the solver in full, and what the solver then makes of every node."""

from __future__ import annotations

from typing import Any

from hepaboard.logic import Valuation
from hepaboard.verify.solver import Prover
from hepaboard.verify.solver.likeness import same, unknown
from hepaboard.verify.solver.z3_extra import z3


def literals(prover: Prover, record: Valuation) -> list[Any]:
    """Every fact as the record has it, those it lacks unknown; the lesions it lists."""
    theory, subjects = prover.theory, prover.subjects
    found = []
    for fact in theory.facts.values():
        places = [(subjects.patient, record.patient)]
        if fact.scope == "lesion":
            places = list(zip(subjects.lesions, record.lesions, strict=False))
        for variables, known in places:
            value = known.get(fact.name)
            found.append(
                unknown(variables, fact) if value is None else same(theory, variables, fact, value)
            )
    for place, on in enumerate(subjects.listed):
        found.append(on if place < len(record.lesions) else z3().Not(on))
    return found


def solved(prover: Prover, record: Valuation) -> list[Any]:
    """The value of every truth node, as ``interpret`` gives it; None for a number."""
    solver = prover.solver
    solver.push()
    try:
        solver.add(literals(prover, record))
        assert solver.check() == z3().sat, record
        model = solver.model()
    finally:
        solver.pop()

    def truth(pair: Any) -> int:
        certain, possible = (z3().is_true(model.eval(p, model_completion=True)) for p in pair)
        assert possible or not certain
        return 3 if certain else 1 if possible else 0

    listed = len(record.lesions)
    values: list[Any] = []
    for node, pair in zip(prover.theory.graph, prover.nodes.truth, strict=True):
        if node.sort != "truth":
            values.append(None)
        elif isinstance(pair, list):
            values.append([truth(p) for p in (*pair[:listed], pair[-1])])
        else:
            values.append(truth(pair))
    return values
