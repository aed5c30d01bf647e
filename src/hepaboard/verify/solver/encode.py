"""A node array as variables of the solver: two for the truth value of each node."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


class Encoding:
    """The nodes of one graph over the variables of some subjects.

    ``truth[node]`` is the pair of a node; of one about lesions a list of pairs, one for each
    lesion and, last, one for a lesion that is not listed.
    """

    def __init__(self, theory: Theory, graph: Graph, subjects: Subjects, prefix: str) -> None:
        self._z3 = z3()
        self.graph = graph
        self.subjects = subjects
        self.kleene = subjects.patient.kleene
        self.theory = theory
        self.prefix = prefix
        self.constraints: list[Any] = []
        self.truth: list[Any] = []
        for place, node in enumerate(graph):
            self.truth.append(self._node(place, node))

    def _node(self, place: int, node: Node) -> Any:
        if node.op in ("all", "any", "count"):
            return self._name(f"{place}", self._gather(node, self.truth[node.args[0]]))
        if node.scope == "patient":
            args = [self.truth[arg] for arg in node.args]
            return self._one(f"{place}", node, args, self.subjects.patient)
        found = []
        for k, lesion in enumerate([*self.subjects.lesions, None]):
            args = [
                self.truth[arg][k] if self.graph.nodes[arg].scope == "lesion" else self.truth[arg]
                for arg in node.args
            ]
            found.append(self._one(f"{place}.{k}", node, args, lesion))
        return found

    def _one(self, name: str, node: Node, args: list[Any], facts: Variables | None) -> Any:
        """A node of one subject; None for a lesion of which nothing is known."""
        if node.sort != "truth":
            return self._number(node, args, facts)
        if node.op in ("is", "in", "has"):
            if facts is None:
                return self._unknown()
            return self._fact(node, facts)
        return self._name(name, self._truth(node, args))

    def _fact(self, node: Node, facts: Variables) -> Pair:
        if node.op == "is":
            return facts.is_(node.payload)
        if node.op == "in":
            return facts.in_(*node.payload)
        return facts.has(*node.payload)

    def _unknown(self) -> Pair:
        return self._z3.BoolVal(False), self._z3.BoolVal(True)

    def _truth(self, node: Node, args: list[Any]) -> Pair:
        z3 = self._z3
        if node.op == "const":
            value = z3.BoolVal(node.payload == 3)
            return value, value
        if node.op == "not":
            ((certain, possible),) = args
            return self._each(lambda half: z3.Not(half), [(possible, certain)])
        if node.op == "and":
            return self._each(lambda *halves: z3.And(*halves), args)
        if node.op == "or":
            return self._each(lambda *halves: z3.Or(*halves), args)
        if node.op == "at_least":
            return self._each(lambda *halves: self._count(halves, node.payload), args)
        assert node.op == "compare", node.op
        return args[0](*node.payload)  # type: ignore[no-any-return]

    def _each(self, join: Callable[..., Any], args: list[Pair]) -> Pair:
        """Both halves; one where they are the same."""
        if not self.kleene:
            value = join(*(certain for certain, _ in args))
            return value, value
        return join(*(c for c, _ in args)), join(*(p for _, p in args))

    def _count(self, halves: Sequence[Any], least: int) -> Any:
        """At least so many of these are true."""
        z3 = self._z3
        if least <= 0:
            return z3.BoolVal(True)
        if least > len(halves):
            return z3.BoolVal(False)
        return z3.AtLeast(*halves, least)

    def _name(self, name: str, pair: Pair) -> Pair:
        """The same pair under names of their own, so that asking for them costs nothing."""
        z3 = self._z3
        certain, possible = pair
        one = z3.Bool(f"{self.prefix}{name}!")
        self.constraints.append(one == certain)
        if possible is certain:
            return one, one
        other = z3.Bool(f"{self.prefix}{name}~")
        self.constraints.append(other == possible)
        return one, other

    def _gather(self, node: Node, values: list[Pair]) -> Pair:
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
            ways = [self._count(own, least)]
            for more in range(1, least + 1):
                # Lesions beyond the list are all alike.
                ways.append(
                    z3.And(self._count(own, least - more), last[half], self._more(more)[half])
                )
            halves.append(z3.Or(ways))
        if not self.kleene:
            return halves[0], halves[0]
        return halves[0], halves[1]

    def _number(self, node: Node, args: list[Any], facts: Variables | None) -> Any:
        """A number as a function from a comparison to its pair, or as a term of arithmetic."""
        from hepaboard.verify.solver.numbers import Exact, FactNumber

        if node.op == "number":
            if facts is None:
                return Exact(None, None, self.kleene)
            return FactNumber(self.theory, facts, node.payload)
        return Exact.of(node, args, self.kleene)
