"""Why a node has its value: the facts that decided it, the facts that are open, the whole tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def deciding(
    graph: Graph, values: Sequence[Any], node: int, lesion: int | None = None
) -> list[str]:
    """The facts that made a node TRUE or FALSE, or keep it UNKNOWN, in reading order.

    Of an AND that is FALSE only the FALSE parts count, of one that is UNKNOWN only the UNKNOWN
    ones; OR likewise. For an UNKNOWN node these are the facts to ask for.
    """
    return list(dict.fromkeys(_deciding(graph, values, node, lesion)))


def _deciding(graph: Graph, values: Sequence[Any], place: int, lesion: int | None) -> Iterator[str]:
    node = graph.nodes[place]
    if node.op in ("is", "number"):
        yield node.payload
        return
    if node.op in ("in", "has"):
        yield node.payload[0]
        return
    if node.op in ("all", "any", "count"):
        below = values[node.args[0]]
        own = _truth(values[place], lesion)
        for index, value in enumerate(below[:-1]):
            if value == own or node.op == "count":
                yield from _deciding(graph, values, node.args[0], index)
        if (
            graph.counter
            and not (node.op == "any" and own == 3)
            and not (node.op == "all" and own == 0)
        ):
            yield graph.counter
        if own == 1 and len(below) == 1:
            yield from _deciding(graph, values, node.args[0], 0)
        return
    wanted = None
    if node.op in ("and", "or"):
        wanted = _truth(values[place], lesion)
    for arg in node.args:
        if wanted is None or _truth(values[arg], lesion) == wanted:
            yield from _deciding(graph, values, arg, lesion)


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
