"""The rules of plausibility between facts, as diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hepaboard.guideline import Guideline
from hepaboard.missing.conditions import Conditions
from hepaboard.missing.diagram import Diagram, Diagrams
from hepaboard.missing.variables import Key, Variables


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the diagram that every completion satisfies, and the items it speaks of."""

    diagram: Diagram
    keys: frozenset[Key]
    why: str


def rules_of(guideline: Guideline, variables: Variables, diagrams: Diagrams) -> Iterator[Rule]:
    """The rules that bind completions.

    A part of a condition that is true of every value of its fact ("the remnant is 0 % or more")
    says that the fact was recorded, not what it is. In a completion every fact has a value,
    recorded or not, so such a part counts as not fulfilled: that a remnant exists does not mean
    that somebody has measured it.
    """
    graph = guideline.implication_program.graph
    conditions = Conditions(graph, variables, diagrams)
    weak = _Recorded(conditions)
    for rule in guideline.implications:
        when, _ = weak.ends(rule.node)
        if when == diagrams.false:
            continue
        then = diagrams.conjunction(
            diagrams.disjunction(item.cubes[k] for k in item.cells.possible(value))
            for name, value in rule.then.items()
            for item in variables.of_fact[name]
        )
        names = {*graph.support(rule.node), *rule.then}
        keys = frozenset(item.key for name in names for item in variables.of_fact[name])
        yield Rule(~when | then, keys, rule.why)


class _Recorded:
    """Conditions between certain and possible: unknown is what only tells of a recording."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self._known: dict[int, tuple[Diagram, Diagram]] = {}

    def ends(self, place: int) -> tuple[Diagram, Diagram]:
        """Where a node certainly holds, and where it possibly does."""
        if place not in self._known:
            self._known[place] = self._ends(place)
        return self._known[place]

    def _ends(self, place: int) -> tuple[Diagram, Diagram]:
        diagrams = self.conditions.diagrams
        node = self.conditions.graph.nodes[place]
        if node.op == "not":
            certain, possible = self.ends(node.args[0])
            return ~possible, ~certain
        if node.op in ("and", "or"):
            join = diagrams.conjunction if node.op == "and" else diagrams.disjunction
            parts = [self.ends(arg) for arg in node.args]
            return join(part[0] for part in parts), join(part[1] for part in parts)
        exact = self.conditions[place]
        if node.op in ("in", "compare") and self._trivial(place, exact):
            return diagrams.false, diagrams.true
        return exact, exact

    def _trivial(self, place: int, exact: Diagram) -> bool:
        """Whether a comparison is the same for every value that its fact can have."""
        variables = self.conditions.variables
        legal = self.conditions.diagrams.conjunction(
            self.conditions.diagrams.disjunction(item.cubes[k] for k in item.cells.possible(None))
            for name in self.conditions.graph.support(place)
            for item in variables.of_fact[name]
        )
        false = self.conditions.diagrams.false
        return bool((legal & exact) == false or (legal & ~exact) == false)
