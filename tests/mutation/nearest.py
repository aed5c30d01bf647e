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
        pairs = [encoding.keep(*place, value) for place, value in known.items()]
        listed = z3.Bool("keep listed")
        pairs.append((listed, z3.Implies(listed, encoding.listed == lesions)))
        solver.add([held for _, held in pairs])
        kept = {switch.get_id(): switch for switch, _ in pairs}
        dropped: list[Any] = []
        while solver.check(*rules, *kept.values()) == z3.unsat:
            core = [part for part in solver.unsat_core() if part.get_id() in kept]
            if not core:
                return None
            dropped += core
            for switch in core:
                del kept[switch.get_id()]
        for switch in dropped:
            if solver.check(*rules, *kept.values(), switch) == z3.sat:
                kept[switch.get_id()] = switch
        if solver.check(*rules, *kept.values()) != z3.sat:
            return None
        return solver.model()
    finally:
        solver.pop()
