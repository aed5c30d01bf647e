"""The node array as one straight-line Python function: the engine for single cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hepaboard.logic.kleene import NOT, threshold, unlisted_all, unlisted_any
from hepaboard.logic.nodes import Graph, Node
from hepaboard.logic.valuation import Valuation, inputs

Run = Callable[[list[Any], list[list[Any]], float, float], tuple[Any, ...]]


class Program:
    """A graph ready to run.

    The generated text uses the operators of ``kleene`` only, one line a node, no branch over
    statements. ``source`` holds it.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.source = _source(graph)
        space: dict[str, Any] = {
            "NOT": NOT,
            "threshold": threshold,
            "unlisted_all": unlisted_all,
            "unlisted_any": unlisted_any,
        }
        exec(compile(self.source, "<guideline>", "exec"), space)
        self._run: Run = space["run"]

    def __call__(self, valuation: Valuation) -> tuple[Any, ...]:
        """The value of every node for one case, as ``interpret`` gives it."""
        return self._run(*inputs(self.graph, valuation))


def _source(graph: Graph) -> str:
    place = {name: i for i, name in enumerate(graph.facts)}
    lines = ["def run(f, c, low, high):"]
    for i, node in enumerate(graph):
        lines.append(f"    v{i} = {_line(graph, node, place)}")
    lines.append(f"    return ({', '.join(f'v{i}' for i in range(len(graph)))},)")
    return "\n".join(lines)


def _line(graph: Graph, node: Node, place: dict[str, int]) -> str:
    """The expression of one node; lesion nodes are comprehensions over the lesions."""
    args = [f"v{i}" for i in node.args]
    if node.op == "all":
        v = args[0]
        return f"min({v}[:-1], default=3) & unlisted_all({v}[-1], low, high)"
    if node.op == "any":
        v = args[0]
        return f"max({v}[:-1], default=0) | unlisted_any({v}[-1], low, high)"
    if node.op == "count":
        v = args[0]
        certain = f"sum(a >> 1 for a in {v}[:-1]) + (low if {v}[-1] == 3 else 0)"
        possible = f"sum(a & 1 for a in {v}[:-1]) + (high if {v}[-1] else 0)"
        return f"threshold({certain}, {possible}, {node.payload})"
    if node.scope == "patient":
        return _scalar(graph, node, args, "f[{}]", place)
    if node.op in ("is", "number", "in", "has"):
        name = node.payload if isinstance(node.payload, str) else node.payload[0]
        return f"[{_scalar(graph, node, args, 'a', place)} for a in c[{place[name]}]]"
    mapped = {v: f"a{k}" for k, v in enumerate(args) if graph.nodes[int(v[1:])].scope == "lesion"}
    inner = _scalar(graph, node, [mapped.get(v, v) for v in args], "f[{}]", place)
    if len(mapped) == 1:
        ((column, name),) = mapped.items()
        return f"[{inner} for {name} in {column}]"
    return f"[{inner} for {', '.join(mapped.values())} in zip({', '.join(mapped)})]"


def _scalar(graph: Graph, node: Node, args: list[str], fact: str, place: dict[str, int]) -> str:
    """The expression of one node for one subject."""
    match node.op:
        case "const":
            return str(node.payload)
        case "is" | "number":
            return fact.format(place[node.payload])
        case "in":
            name, members = node.payload
            table = (1, *(3 if value in members else 0 for value in graph.facts[name].values))
            return f"{table}[{fact.format(place[name])}]"
        case "has":
            name, member = node.payload
            index = graph.facts[name].values.index(member)
            return f"{fact.format(place[name])}[{index}]"
        case "and":
            return " & ".join(args)
        case "or":
            return " | ".join(args)
        case "not":
            return f"NOT[{args[0]}]"
        case "at_least":
            certain = " + ".join(f"({v} >> 1)" for v in args)
            possible = " + ".join(f"({v} & 1)" for v in args)
            return f"threshold({certain}, {possible}, {node.payload})"
        case "compare":
            op, cut = node.payload
            v = args[0]
            if graph.nodes[node.args[0]].sort == "interval":
                return f"3 if {v}[0] {op} {cut!r} else 1 if {v}[1] {op} {cut!r} else 0"
            return f"1 if {v} is None else 3 if {v} {op} {cut!r} else 0"
        case "scale":
            return f"None if {args[0]} is None else {args[0]} * {node.payload!r}"
        case "sum" | "product":
            sign = " + " if node.op == "sum" else " * "
            unknown = " or ".join(f"{v} is None" for v in dict.fromkeys(args))
            return f"None if {unknown} else {sign.join(args)}"
    raise AssertionError(node.op)
