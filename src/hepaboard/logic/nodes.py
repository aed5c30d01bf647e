"""The node array: every condition of a guideline as one shared, typed, append-only graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from hepaboard.logic.fact_type import FactType, Scope

Op = Literal[
    "const",  # payload: 0 or 3
    "is",  # boolean fact; payload: fact
    "in",  # enumerated fact; payload: (fact, members)
    "has",  # set fact; payload: (fact, member)
    "number",  # numeric fact; payload: fact
    "scale",  # one number times a constant; payload: factor
    "sum",  # numbers added
    "product",  # numbers multiplied
    "compare",  # one number against a constant; payload: (op, constant)
    "and",
    "or",
    "not",
    "at_least",  # payload: k
    "all",  # lesions -> patient
    "any",
    "count",  # payload: k
]
Sort = Literal["truth", "scaled", "float", "interval"]


@dataclass(frozen=True, slots=True)
class Node:
    """One operation. ``sort`` is the type of its value, ``scope`` says whether per lesion."""

    op: Op
    sort: Sort
    scope: Scope
    args: tuple[int, ...] = ()
    payload: Any = None


@dataclass(slots=True)
class Graph:
    """All nodes, in topological order; identical nodes are shared.

    ``facts`` holds the facts that nodes read, in order of first use; ``names`` the definitions
    that a node is known by (used by explanations).
    """

    nodes: list[Node] = field(default_factory=list)
    facts: dict[str, FactType] = field(default_factory=dict)
    names: dict[int, list[str]] = field(default_factory=dict)
    counter: str | None = None
    _index: dict[tuple[Any, ...], int] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def add(
        self,
        op: Op,
        args: Iterable[int] = (),
        payload: Any = None,
        *,
        sort: Sort = "truth",
        scope: Scope | None = None,
    ) -> int:
        """The index of this node, made if it is new.

        The key holds the types of the payload because in Python False, 0 and 0.0 are equal.
        """
        places = tuple(args)
        if scope is None:
            lesion = any(self.nodes[i].scope == "lesion" for i in places)
            scope = "lesion" if lesion else "patient"
        key = (op, sort, scope, places, payload, _types(payload))
        found = self._index.get(key)
        if found is None:
            found = self._index[key] = len(self.nodes)
            self.nodes.append(Node(op, sort, scope, places, payload))
        return found

    def fact(self, fact: FactType) -> str:
        """Registers a fact that a node reads; returns its name."""
        self.facts.setdefault(fact.name, fact)
        return fact.name

    def conjunction(self, args: Iterable[int]) -> int:
        """AND of any number of nodes."""
        return self._junction("and", 0, args)

    def disjunction(self, args: Iterable[int]) -> int:
        """OR of any number of nodes."""
        return self._junction("or", 3, args)

    def negation(self, arg: int) -> int:
        """NOT; a double negation is dropped."""
        node = self.nodes[arg]
        return node.args[0] if node.op == "not" else self.add("not", (arg,))

    def _junction(self, op: Literal["and", "or"], absorbing: int, args: Iterable[int]) -> int:
        """AND or OR: nested ones flattened, repeats and neutral constants dropped."""
        flat: dict[int, None] = {}
        for arg in args:
            node = self.nodes[arg]
            if node.op == op and arg not in self.names:
                flat.update(dict.fromkeys(node.args))
            elif node.op != "const":
                flat[arg] = None
            elif node.payload == absorbing:
                return arg
        if len(flat) == 1:
            return next(iter(flat))
        if not flat:
            return self.add("const", payload=3 - absorbing)
        return self.add(op, flat)

    def support(self, node: int) -> frozenset[str]:
        """The facts that a node's value can depend on."""
        seen: set[int] = set()
        facts: set[str] = set()
        stack = [node]
        while stack:
            place = stack.pop()
            if place in seen:
                continue
            seen.add(place)
            here = self.nodes[place]
            if here.op in ("is", "number"):
                facts.add(here.payload)
            elif here.op in ("in", "has"):
                facts.add(here.payload[0])
            elif here.op in ("all", "any", "count") and self.counter:
                facts.add(self.counter)
            stack.extend(here.args)
        return frozenset(facts)


def _types(payload: Any) -> Any:
    """The type of a payload, member by member."""
    return tuple(_types(part) for part in payload) if isinstance(payload, tuple) else type(payload)
