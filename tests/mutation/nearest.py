"""The solver's case that keeps as much as it can of a given one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import z3

from hepaboard.logic import Value

from .encoding import Encoding

#: Facts by name and lesion (None for the patient); None is unknown.
Known = Mapping[tuple[str, int | None], Value | None]


def nearest_model(
    encoding: Encoding, known: Known, lesions: int, rules: Sequence[Any]
) -> Any | None:
    """A model of what the solver holds, near to what is known; None if it finds none.

    Everything is kept at first. What stands in the way is given up, a whole conflict at a time,
    and taken back piece by piece where it was given up in vain.
    """
    solver = encoding.solver
    solver.push()
    try:
        kept = {}
        for (name, lesion), value in known.items():
            on = z3.Bool(f"keep {name} {lesion}")
            solver.add(z3.Implies(on, encoding.exactly(name, value, lesion)))
            kept[str(on)] = on
        listed = z3.Bool("keep listed")
        solver.add(z3.Implies(listed, encoding.listed == lesions))
        kept[str(listed)] = listed
        dropped: list[str] = []
        while solver.check(*rules, *kept.values()) == z3.unsat:
            core = [str(part) for part in solver.unsat_core() if str(part) in kept]
            if not core:
                return None
            dropped += core
            for name in core:
                del kept[name]
        for name in dropped:
            if solver.check(*rules, *kept.values(), z3.Bool(name)) == z3.sat:
                kept[name] = z3.Bool(name)
        if solver.check(*rules, *kept.values()) != z3.sat:
            return None
        return solver.model()
    finally:
        solver.pop()
