"""Chosen conditions as one function straight from plain facts: results only, no reasons.

For patient-level conditions over booleans, enumerations and float64 numbers, where the node
values in between are not wanted. ``Program`` is the engine that can explain itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hepaboard.logic.kleene import NOT, threshold
from hepaboard.logic.nodes import Graph, Node

Direct = Callable[[Mapping[str, Any]], tuple[int, ...]]


def direct(graph: Graph, roots: Sequence[int]) -> Direct:
    """A function from facts to the truth of each root (0, 1 unknown, 3).

    The facts are a mapping of names to bool, str or float; None or absence is unknown.

    Raises
    ------
    ValueError
        A root needs lesions, sets, bounded or scaled numbers; ``Program`` evaluates those.
    """
    writer = _Writer(graph, roots)
    source = writer.source()
    space: dict[str, Any] = {"NOT": NOT, "threshold": threshold, **writer.tables}
    exec(compile(source, "<direct>", "exec"), space)
    function: Direct = space["run"]
    return function


class _Writer:
    """Writes the function; a node that is used once stands where it is used."""

    def __init__(self, graph: Graph, roots: Sequence[int]) -> None:
        self.graph = graph
        self.roots = roots
        self.tables: dict[str, dict[Any, int]] = {}
        self.lines: list[str] = []
        self.names: dict[int, str] = {}
        self.facts: dict[str, str] = {}
        self.uses: Counter[int] = Counter(roots)
        seen: set[int] = set()
        stack = list(roots)
        while stack:
            place = stack.pop()
            if place not in seen:
                seen.add(place)
                self.uses.update(graph.nodes[place].args)
                stack.extend(graph.nodes[place].args)

    def source(self) -> str:
        results = ", ".join(self.term(root) for root in self.roots)
        body = [f"    {line}" for line in self.lines]
        return "\n".join(
            ["def run(facts):", "    get = facts.get", *body, f"    return ({results},)"]
        )

    def fact(self, name: str) -> str:
        """The local that holds a fact, read from the mapping once."""
        if name not in self.facts:
            self.facts[name] = f"f{len(self.facts)}"
            self.lines.append(f"{self.facts[name]} = get({name!r})")
        return self.facts[name]

    def term(self, place: int) -> str:
        if place in self.names:
            return self.names[place]
        text = self.expression(self.graph.nodes[place])
        if self.uses[place] == 1:
            return f"({text})"
        self.names[place] = f"v{place}"
        self.lines.append(f"v{place} = {text}")
        return self.names[place]

    def table(self, values: dict[Any, int]) -> str:
        name = f"T{len(self.tables)}"
        self.tables[name] = values
        return name

    def expression(self, node: Node) -> str:
        if node.scope == "lesion" or node.sort in ("interval", "scaled"):
            raise ValueError(f"{node.op} of {node.scope} {node.sort} needs Program")
        match node.op:
            case "const":
                return str(node.payload)
            case "is":
                return f"{self.table({None: 1, True: 3, False: 0})}[{self.fact(node.payload)}]"
            case "in":
                name, members = node.payload
                values = {
                    value: 3 if value in members else 0 for value in self.graph.facts[name].values
                }
                return f"{self.table({None: 1, **values})}[{self.fact(name)}]"
            case "number":
                return self.fact(node.payload)
            case "compare":
                op, cut = node.payload
                value = self.term(node.args[0])
                return f"1 if {value} is None else 3 if {value} {op} {cut!r} else 0"
            case "not":
                return f"NOT[{self.term(node.args[0])}]"
            case "and" | "or":
                sign = " & " if node.op == "and" else " | "
                return sign.join(self.term(arg) for arg in node.args)
            case "at_least":
                terms = [self.term(arg) for arg in node.args]
                certain = " + ".join(f"({term} >> 1)" for term in terms)
                possible = " + ".join(f"({term} & 1)" for term in terms)
                return f"threshold({certain}, {possible}, {node.payload})"
        raise ValueError(f"{node.op} needs Program")
