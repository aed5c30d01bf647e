"""A node array as variables of the solver: two for the truth value of each node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hepaboard.logic import Graph
from hepaboard.logic.nodes import Node
from hepaboard.verify.solver.gathering import Gathering, Subjects, at_least
from hepaboard.verify.solver.variables import Pair, Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory


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
        self._gather = Gathering(theory, graph, subjects)
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
            return self._each(lambda *halves: at_least(halves, node.payload), args)
        assert node.op == "compare", node.op
        return args[0](*node.payload)  # type: ignore[no-any-return]

    def _each(self, join: Callable[..., Any], args: list[Pair]) -> Pair:
        """Both halves; one where they are the same."""
        if not self.kleene:
            value = join(*(certain for certain, _ in args))
            return value, value
        return join(*(c for c, _ in args)), join(*(p for _, p in args))

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

    def _number(self, node: Node, args: list[Any], facts: Variables | None) -> Any:
        """A number as a function from a comparison to its pair, or as a term of arithmetic."""
        from hepaboard.verify.solver.numbers import Exact, FactNumber

        if node.op == "number":
            if facts is None:
                return Exact(None, None, self.kleene)
            return FactNumber(self.theory, facts, node.payload)
        return Exact.of(node, args, self.kleene)
