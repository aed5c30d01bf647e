"""A guideline taken apart into its conditions, so that one can be replaced quickly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import Knowledge
from hepaboard.guideline.model import Guideline
from hepaboard.logic import Graph, check
from hepaboard.logic.syntax import Expr

from .conditions import Condition, Key, conditions
from .roots import named_roots, roots_of
from .tree import names_in


class Frame:
    """The guideline made of some packs, with the conditions it was built from.

    ``roots`` are the nodes that an answer reads: statements with their source's scope, stops,
    terms and so on. ``users`` says which conditions have to be entered anew after a change.
    """

    def __init__(self, knowledge: Knowledge, root: Path, sources: tuple[str, ...] | None) -> None:
        if sources is not None:
            packs = {name: knowledge.packs[name] for name in sources}
            knowledge = replace(knowledge, packs=packs, complete=False)
        built = build(knowledge)
        self.parts = built.parts
        self.guideline: Guideline = assemble(built)
        self.conditions: dict[Key, Condition] = {
            condition.key: condition for condition in conditions(knowledge, root)
        }
        self.statements = {Key("statement", s.source, s.id) for s in self.guideline.statements}
        self.roots = roots_of(self.guideline)
        self.named = named_roots(self.roots)
        graph, again = self.entered({}, set(self.conditions) - self.rules)
        wrong = [key for key, node in again.items() if self.roots.get(key, node) != node]
        assert len(graph) == len(self.guideline.graph) and not wrong, wrong
        self.nodes = again

    @property
    def rules(self) -> set[Key]:
        """Rules of plausibility; they live in a graph of their own."""
        return {key for key in self.conditions if key.kind == "rule"}

    @cached_property
    def users(self) -> Mapping[Key, set[Key]]:
        """The conditions and statements that read each definition, term or scope directly."""
        found: dict[Key, set[Key]] = {}
        for key, condition in self.conditions.items():
            for name in names_in(condition.tree):
                kind = "definition" if key.source else "term"
                named = Key(kind, key.source, name)
                if named in self.conditions and key.kind != "topic":
                    found.setdefault(named, set()).add(key)
        for key in (*self.statements, *self.conditions):
            if key.kind in ("statement", "foresee"):
                found.setdefault(Key("scope", key.source, "scope"), set()).add(key)
        return found

    @cached_property
    def readers(self) -> Mapping[str, set[Key]]:
        """The conditions that name each fact."""
        found: dict[str, set[Key]] = {}
        for key, condition in self.conditions.items():
            for name in names_in(condition.tree):
                found.setdefault(name, set()).add(key)
        return found

    @cached_property
    def needed(self) -> set[str]:
        """The facts that some condition must read, or the files are refused."""
        vocabulary = self.guideline.vocabulary
        free = {name for rule in self.guideline.implications for name in rule.then}
        for name, fact in vocabulary.items():
            free.add(fact.entry.with_ or "")
            free.update(re.findall(r"\w+", repr(fact.entry.derive)))
            if fact.entry.context or fact.entry.score:
                free.add(name)
        return set(vocabulary) - free

    def affected(self, key: Key) -> set[Key]:
        """A condition and everything that is built from it."""
        found: set[Key] = set()
        waiting = [key]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(self.users.get(here, ()))
        return found

    def mutated(self, key: Key, tree: Expr) -> tuple[Graph, dict[Key, int]]:
        """The graph with another condition, and the roots that differ from before.

        Raises
        ------
        ConditionError
            The condition is refused.
        """
        graph, nodes = self.entered({key: tree}, self.affected(key))
        return graph, {k: node for k, node in nodes.items() if self.roots.get(k, node) != node}

    def entered(self, changed: Mapping[Key, Expr], keys: set[Key]) -> tuple[Graph, dict[Key, int]]:
        """A copy of the graph with these conditions entered anew, and their roots."""
        graph = copied(self.guideline.graph)
        found: dict[Key, int] = {}

        def lookup(kind: str, source: str) -> Callable[[str], int | None]:
            def named(name: str) -> int | None:
                key = Key(kind, source, name)  # type: ignore[arg-type]
                return root(key) if key in self.conditions else None

            return named

        def root(key: Key) -> int:
            if key not in keys:
                return self.nodes[key] if key in self.conditions else self.roots[key]
            if key in found:
                return found[key]
            condition = self.conditions.get(key)
            parts = []
            if key.kind in ("statement", "foresee"):
                parts.append(root(Key("scope", key.source, "scope")))
            if condition is not None:
                terms = lookup("definition" if key.source else "term", key.source)
                node = check(
                    changed.get(key, condition.tree),
                    graph,
                    self.guideline.vocabulary.types,
                    (lambda name: None) if key.kind == "topic" else terms,
                    scope=condition.scope,
                    text=condition.text,
                )
                parts.append(node)
            found[key] = graph.conjunction(parts) if len(parts) > 1 else parts[0]
            return found[key]

        for key in keys:
            root(key)
        return graph, found

    def rule_place(self, key: Key) -> int:
        """The place of a rule of plausibility in the guideline."""
        return [k for k in self.conditions if k.kind == "rule"].index(key)

    def rule(self, key: Key, tree: Expr) -> tuple[Graph, int]:
        """The graph of the rules of plausibility with one changed, and that one's node."""
        graph = copied(self.guideline.implication_program.graph)
        return graph, check(tree, graph, self.guideline.vocabulary.types)


def copied(graph: Graph) -> Graph:
    """A graph to which nodes can be added without touching the first one."""
    return Graph(
        list(graph.nodes), dict(graph.facts), dict(graph.names), graph.counter, dict(graph._index)
    )
