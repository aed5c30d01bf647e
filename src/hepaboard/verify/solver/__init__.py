"""The one place that asks z3."""

from hepaboard.verify.solver.prover import Prover

__all__ = ["Prover"]
