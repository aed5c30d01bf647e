"""Why a node has its value: its condition as a tree of parts, each with its own value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hepaboard.logic.kleene import Truth
from hepaboard.logic.nodes import Graph, Node

TEXT = {">=": "at least", ">": "more than"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One part of a condition with its value; ``parts`` are made when asked for.

    ``name`` is the definition that the part is known by, if any.
    """

    graph: Graph
    values: Sequence[Any]
    node: int
    lesion: int | None = None

    @property
    def value(self) -> Truth:
        """The part's truth value."""
        return Truth(_truth(self.values[self.node], self.lesion))

    @property
    def name(self) -> str | None:
        """The definition behind this part."""
        names = self.graph.names.get(self.node)
        return names[0] if names else None

    @property
    def text(self) -> str:
        """The part as the language writes it; parts that have parts only say how they join."""
        return _text(self.graph, self.graph.nodes[self.node])

    @property
    def parts(self) -> list[Explanation]:
        """The parts below."""
        below = self.graph.nodes[self.node]
        if below.op in ("compare", "all", "any", "count") and below.sort == "truth":
            return []
        return [Explanation(self.graph, self.values, arg, self.lesion) for arg in below.args]


def _truth(value: Any, lesion: int | None) -> int:
    """The value for one lesion where there is one per lesion."""
    if isinstance(value, list):
        value = value[0 if lesion is None else lesion]
    return int(value) if isinstance(value, int) else 1


def _text(graph: Graph, node: Node) -> str:
    match node.op:
        case "const":
            return "always" if node.payload else "never"
        case "is":
            return str(node.payload)
        case "in":
            name, members = node.payload
            return f"{name} is {' or '.join(members)}"
        case "has":
            return f"{node.payload[0]} includes {node.payload[1]}"
        case "compare":
            op, cut = node.payload
            below = graph.nodes[node.args[0]]
            if below.op == "number":
                fact = graph.facts[below.payload]
                shown = round(cut, 6) if isinstance(cut, float) else cut / 10**fact.digits
                unit = f" {fact.unit}" if fact.unit else ""
                return f"{fact.name} {TEXT[op]} {shown:g}{unit}"
            return f"{' + '.join(sorted(graph.support(node.args[0])))} {TEXT[op]} {cut}"
        case "and":
            return "all of"
        case "or":
            return "any of"
        case "not":
            return "not"
        case "at_least":
            return f"at least {node.payload} of"
        case "count":
            inner = _text(graph, graph.nodes[node.args[0]])
            return f"at least {node.payload} lesions: {inner}"
        case "all" | "any":
            inner = _text(graph, graph.nodes[node.args[0]])
            return f"{'every' if node.op == 'all' else 'some'} lesion: {inner}"
    return node.op
