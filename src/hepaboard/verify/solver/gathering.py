"""all, any and count: from the lesions to the patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hepaboard.logic import Graph
from hepaboard.logic.nodes import Node
from hepaboard.verify.solver.variables import Pair, Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory


@dataclass(frozen=True, slots=True)
class Subjects:
    """The variables of the patient and of the lesions.

    ``listed[k]`` says that lesion k is listed; the list has no gaps. In the two-valued encoding
    every lesion is known: those beyond the last variable are like it.
    """

    patient: Variables
    lesions: Sequence[Variables]
    listed: Sequence[Any]


class Gathering:
    """Joins the pairs of a node about lesions, those that are not listed included."""

    def __init__(self, theory: Theory, graph: Graph, subjects: Subjects) -> None:
        self._z3 = z3()
        self.theory = theory
        self.graph = graph
        self.subjects = subjects
        self.kleene = subjects.patient.kleene

    def __call__(self, node: Node, values: list[Pair]) -> Pair:
        """all, any or count over the lesions, listed or not."""
        z3 = self._z3
        *lesions, other = values
        listed = self.subjects.listed
        here = list(zip(listed, lesions, strict=True))
        if node.op == "count":
            return self._counted(node.payload, here, other)
        some, none = self._unlisted()
        if node.op == "all":
            certain = z3.And([z3.Implies(on, c) for on, (c, _) in here])
            possible = z3.And([z3.Implies(on, p) for on, (_, p) in here])
            if not self.kleene:
                return certain, certain
            return z3.And(certain, z3.Or(none, other[0])), z3.And(
                possible, z3.Or(z3.Not(some), other[1])
            )
        certain = z3.Or([z3.And(on, c) for on, (c, _) in here])
        possible = z3.Or([z3.And(on, p) for on, (_, p) in here])
        if not self.kleene:
            return certain, certain
        return z3.Or(certain, z3.And(some, other[0])), z3.Or(
            possible, z3.And(z3.Not(none), other[1])
        )

    def _unlisted(self) -> Pair:
        """Whether there certainly are, and certainly are no, lesions that are not listed."""
        return self._more(1)[0], self._z3.Not(self._more(1)[1])

    def _more(self, least: int) -> Pair:
        """Whether at least so many lesions certainly, or possibly, are not listed."""
        z3 = self._z3
        counter = self.graph.counter
        if counter is None or counter not in self.graph.facts:
            return z3.BoolVal(False), z3.BoolVal(True)
        cuts = self.theory.cuts[counter]
        listed = self.subjects.listed
        certain, possible = [], []
        for number in range(len(listed) + 1):
            exactly = z3.And(*listed[:number], *(z3.Not(on) for on in listed[number : number + 1]))
            reached = self.subjects.patient.reaches(counter, cuts.boundary(">=", number + least))
            certain.append(z3.And(exactly, reached[0]))
            possible.append(z3.And(exactly, reached[1]))
        return z3.Or(certain), z3.Or(possible)

    def _counted(self, least: int, here: list[tuple[Any, Pair]], other: Pair) -> Pair:
        """``count >= least``: those that are not listed add to what is listed."""
        z3 = self._z3
        last = other if self.kleene else here[-1][1]
        halves: list[Any] = []
        for half in (0, 1):
            own = [z3.And(on, pair[half]) for on, pair in here]
            ways = [at_least(own, least)]
            for more in range(1, least + 1):
                # Lesions beyond the list are all alike.
                ways.append(z3.And(at_least(own, least - more), last[half], self._more(more)[half]))
            halves.append(z3.Or(ways))
        if not self.kleene:
            return halves[0], halves[0]
        return halves[0], halves[1]


def at_least(halves: Sequence[Any], least: int) -> Any:
    """So many of these are true."""
    solver = z3()
    if least <= 0:
        return solver.BoolVal(True)
    if least > len(halves):
        return solver.BoolVal(False)
    return solver.AtLeast(*halves, least)
