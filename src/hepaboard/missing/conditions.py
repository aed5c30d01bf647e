"""Every condition of a guideline as a diagram over complete cases, made when first asked for."""

from __future__ import annotations

from collections.abc import Iterable

from hepaboard.logic import Graph
from hepaboard.logic.nodes import Node
from hepaboard.missing.cut import Cut
from hepaboard.missing.diagram import Diagram, Diagrams
from hepaboard.missing.number import single_cut
from hepaboard.missing.variables import Variables


class Conditions:
    """The nodes of one graph as diagrams, shared by all cases.

    What the facts' cells alone do not decide has a variable of its own: a comparison of a term
    that mixes facts (``atoms``), and all, any and count (``tallies``, one variable for each
    number of lesions up to the one asked for). What ties these variables to the facts is known
    case by case.
    """

    def __init__(self, graph: Graph, variables: Variables, diagrams: Diagrams) -> None:
        self.graph = graph
        self.variables = variables
        self.diagrams = diagrams
        self.atoms: dict[int, Diagram] = {}
        self.tallies: dict[int, tuple[Diagram, ...]] = {}
        self._known: dict[int, Diagram] = {}

    def __getitem__(self, place: int) -> Diagram:
        """The diagram of a node's condition."""
        stack = [place]
        while stack:
            here = stack[-1]
            if here not in self._known:
                node = self.graph.nodes[here]
                wanted = () if node.op in ("compare", "all", "any", "count") else node.args
                below = [arg for arg in wanted if arg not in self._known]
                if below:
                    stack.extend(below)
                    continue
                self._known[here] = self._made(here, node)
            stack.pop()
        return self._known[place]

    def _made(self, place: int, node: Node) -> Diagram:
        diagrams = self.diagrams
        args = (self._known[arg] for arg in node.args if arg in self._known)
        match node.op:
            case "const":
                return diagrams.true if node.payload else diagrams.false
            case "is":
                return self.variables[node.payload, None].cubes[1]
            case "in":
                return self._among(*node.payload)
            case "has":
                return self.variables[node.payload].cubes[1]
            case "and":
                return diagrams.conjunction(args)
            case "or":
                return diagrams.disjunction(args)
            case "not":
                return ~next(args)
            case "at_least":
                return self._at_least(args, node.payload)
            case "compare":
                return self._compare(place)
            case "all" | "any" | "count":
                return self._tally(place, node)
        raise AssertionError(node.op)

    def _among(self, name: str, members: Iterable[str]) -> Diagram:
        """An enumerated fact has one of these members."""
        item = self.variables[name, None]
        wanted = set(members)
        return self.diagrams.disjunction(
            cube
            for cube, cell in zip(item.cubes, item.cells.cells, strict=True)
            if wanted & {*cell.members}
        )

    def _at_least(self, args: Iterable[Diagram], least: int) -> Diagram:
        """At least so many of the conditions hold."""
        reached = [self.diagrams.true, *(self.diagrams.false for _ in range(least))]
        for arg in args:
            for k in range(least, 0, -1):
                reached[k] = reached[k] | (reached[k - 1] & arg)
        return reached[least]

    def _compare(self, place: int) -> Diagram:
        cut = single_cut(self.graph, place)
        if cut is None:
            self.atoms[place] = self.diagrams.variable(f"atom:{place}")
            return self.atoms[place]
        item = self.variables[cut.fact, None]
        beyond = self.diagrams.disjunction(
            item.cubes[k] for k in item.cells.beyond(Cut(cut.at, cut.after))
        )
        return beyond if cut.rising else ~beyond

    def _tally(self, place: int, node: Node) -> Diagram:
        """``any`` is at least one, ``all`` is not at least one that is otherwise."""
        least = node.payload if node.op == "count" else 1
        names = [f"some:{place}:{k}" for k in range(1, least + 1)]
        self.tallies[place] = tuple(self.diagrams.variable(name) for name in names)
        reached = self.tallies[place][-1]
        return ~reached if node.op == "all" else reached
