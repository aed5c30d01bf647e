"""Numbers of the node array: facts by their boundaries, arithmetic by numbers of the solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hepaboard.logic.nodes import Node
from hepaboard.verify.solver.variables import Pair, Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory


@dataclass(frozen=True, slots=True)
class FactNumber:
    """A fact as it is; a comparison asks which boundary it has reached."""

    theory: Theory
    facts: Variables
    name: str

    def __call__(self, op: str, cut: float) -> Pair:
        """The truth of ``fact op cut``."""
        place = self.theory.cuts[self.name].boundary(op, cut)
        return self.facts.reaches(self.name, place)

    def exact(self, kleene: bool) -> Exact:
        """The same for arithmetic."""
        return Exact(self.facts.known[self.name], self.facts.numbers[self.name], kleene)


@dataclass(frozen=True, slots=True)
class Exact:
    """A number of the solver; ``known`` is None where it never is."""

    known: Any
    number: Any
    kleene: bool

    def __call__(self, op: str, cut: float) -> Pair:
        """The truth of ``number op cut``."""
        solver = z3()
        if self.known is None:
            return solver.BoolVal(False), solver.BoolVal(True)
        limit = rational(cut)
        holds = self.number >= limit if op == ">=" else self.number > limit
        if not self.kleene:
            return holds, holds
        return solver.And(self.known, holds), solver.Or(solver.Not(self.known), holds)

    def exact(self, kleene: bool) -> Exact:
        """Itself."""
        return self

    @staticmethod
    def of(node: Node, args: Sequence[FactNumber | Exact], kleene: bool) -> Exact:
        """A sum, a product or a multiple of numbers."""
        solver = z3()
        parts = [arg.exact(kleene) for arg in args]
        if any(part.known is None for part in parts):
            return Exact(None, None, kleene)
        numbers = [solver.ToReal(p.number) if p.number.is_int() else p.number for p in parts]
        known = solver.And([part.known for part in parts])
        if node.op == "scale":
            return Exact(known, numbers[0] * rational(node.payload), kleene)
        if node.op == "sum":
            return Exact(known, solver.Sum(numbers), kleene)
        assert node.op == "product", node.op
        return Exact(known, solver.Product(numbers), kleene)


def rational(value: float | int) -> Any:
    """A constant of the solver without rounding."""
    exact = Fraction(value)
    return z3().Q(exact.numerator, exact.denominator)
