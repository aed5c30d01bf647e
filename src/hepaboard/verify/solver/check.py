"""One question to the solver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from hepaboard.verify.solver.z3_extra import z3

Answer = Literal["possible", "impossible", "unknown"]


def check(solver: Any, literals: Sequence[Any]) -> Answer:
    """Whether what the solver holds is possible together with these literals.

    The binding's own ``check`` looks at the type of every literal again, which takes four times
    as long as the answer; this asks the same function without that.
    """
    library = z3()
    count = len(literals)
    assumed = (library.Ast * count)(*(literal.as_ast() for literal in literals))
    found = library.Z3_solver_check_assumptions(solver.ctx.ref(), solver.solver, count, assumed)
    if found == library.Z3_L_TRUE:
        return "possible"
    return "impossible" if found == library.Z3_L_FALSE else "unknown"
