"""Runs only the nodes that a mutant has added to a node array that was run before."""

from __future__ import annotations

from typing import Any

from hepaboard.logic import Graph, Program, Valuation
from hepaboard.logic.compiled import _line
from hepaboard.logic.kleene import NOT, threshold, unlisted_all, unlisted_any
from hepaboard.logic.valuation import inputs

Inputs = tuple[list[Any], list[list[Any]], float, float]


class Tail:
    """A program for a graph whose first nodes another program runs.

    It stands in for that graph's own ``Program``: the same values, without compiling everything
    anew for every mutant.
    """

    def __init__(self, base: Program, graph: Graph) -> None:
        self.base = base
        self.graph = graph
        self.start = len(base.graph)
        space: dict[str, Any] = {
            "NOT": NOT,
            "threshold": threshold,
            "unlisted_all": unlisted_all,
            "unlisted_any": unlisted_any,
        }
        exec(compile(self._source(), "<mutant>", "exec"), space)
        self._run = space["run"]

    def _source(self) -> str:
        graph = self.graph
        place = {name: i for i, name in enumerate(graph.facts)}
        new = range(self.start, len(graph))
        old = sorted({arg for i in new for arg in graph.nodes[i].args if arg < self.start})
        lines = ["def run(f, c, low, high, v):", *(f"    v{i} = v[{i}]" for i in old)]
        lines += [f"    v{i} = {_line(graph, graph.nodes[i], place)}" for i in new]
        lines.append(f"    return ({', '.join(f'v{i}' for i in new)}{',' if new else ''})")
        return "\n".join(lines)

    def added(self, raw: Inputs, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """All values: those known of the first nodes, and those of the nodes added."""
        return values + self._run(*raw, values)

    def __call__(self, valuation: Valuation) -> tuple[Any, ...]:
        """The value of every node for one case."""
        return self.added(inputs(self.graph, valuation), self.base(valuation))
