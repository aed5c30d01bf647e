"""The one place that asks z3."""

from hepaboard.verify.solver.completions import Completions
from hepaboard.verify.solver.influence import Influence
from hepaboard.verify.solver.prover import Prover

__all__ = ["Completions", "Influence", "Prover"]
