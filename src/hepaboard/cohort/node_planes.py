"""The planes of the node graph: each node as certainly true and certainly false."""

from __future__ import annotations

from hepaboard.cohort.columns import FLOOR, Test
from hepaboard.cohort.exists import Lesions
from hepaboard.cohort.fact_planes import FactPlanes
from hepaboard.cohort.planes import UNKNOWN, Planes
from hepaboard.logic import Graph
from hepaboard.logic.nodes import Node


class NodePlanes:
    """Planes of the nodes of one graph over what is known of facts, made when asked for.

    ``expressions`` names the columns that arithmetic needs: column to node.
    """

    def __init__(self, graph: Graph, facts: FactPlanes, lesions: Lesions) -> None:
        self.graph = graph
        self.facts = facts
        self.lesions = lesions
        self.circuit = facts.circuit
        self.expressions: dict[str, int] = {}
        self._known: dict[tuple[int, bool], Planes] = {}

    def __call__(self, place: int, listed: bool = True) -> Planes:
        """The planes of a node; of one about lesions for a listed one, or for an unlisted one."""
        listed = listed or self.graph.nodes[place].scope == "patient"
        key = (place, listed)
        if key not in self._known:
            self._known[key] = self._planes(self.graph.nodes[place], listed)
        return self._known[key]

    def _planes(self, node: Node, listed: bool) -> Planes:
        circuit = self.circuit
        match node.op:
            case "const":
                return Planes(int(node.payload == 3), int(node.payload == 0))
            case "is" | "in" | "has" if node.scope == "lesion" and not listed:
                return UNKNOWN
            case "is":
                return self.facts.boolean(node.payload)
            case "in":
                return self.facts.among(*node.payload)
            case "has":
                return self.facts.has(*node.payload)
            case "compare":
                return self._compare(node, listed)
            case "not":
                return self(node.args[0], listed).swapped
            case "all" | "any" | "count":
                return self._gathered(node)
        args = [self(arg, listed) for arg in node.args]
        true, false = [a.true for a in args], [a.false for a in args]
        match node.op:
            case "and":
                return Planes(circuit.conjunction(true), circuit.disjunction(false))
            case "or":
                return Planes(circuit.disjunction(true), circuit.conjunction(false))
            case "at_least":
                k = node.payload
                settled = circuit.at_least(len(args) - k + 1, false) if k <= len(args) else 1
                return Planes(circuit.at_least(k, true), settled)
        raise AssertionError(node.op)

    def _compare(self, node: Node, listed: bool) -> Planes:
        place = node.args[0]
        op, cut = node.payload
        value = self.graph.nodes[place]
        if value.scope == "lesion" and not listed:
            return UNKNOWN
        if value.op == "number":
            return self.facts.numbers.compare(value.payload, op, float(cut))
        column = f"number__{place}"
        self.expressions[column] = place
        above = self.circuit.test(Test(column, op, float(cut), value.scope))
        known = self.circuit.test(Test(column, ">", FLOOR, value.scope))
        below = self.circuit.conjunction((known, self.circuit.negation(above)))
        return Planes(above, below)

    def _gathered(self, node: Node) -> Planes:
        """all, any or count over listed lesions and those that are not listed."""
        circuit = self.circuit
        one, other = self(node.args[0]), self(node.args[0], listed=False)
        more = self.facts.numbers.unlisted()
        if node.op == "count":
            return self.lesions.count(one, other, more, node.payload)
        # "all" is NOT "any" of NOT
        if node.op == "all":
            one, other = one.swapped, other.swapped
        some = circuit.disjunction(
            (self.lesions.any(one.true), circuit.conjunction((more.true, other.true)))
        )
        none = circuit.conjunction(
            (
                circuit.negation(self.lesions.any(circuit.negation(one.false))),
                circuit.disjunction((more.false, other.false)),
            )
        )
        return Planes(some, none) if node.op == "any" else Planes(none, some)
