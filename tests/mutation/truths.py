"""Truth values for a solver: what is certain and what is possible of each node, as two booleans."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import z3

from hepaboard.logic import Graph
from hepaboard.logic.nodes import Node

from .encoding import FINE, LESIONS, Encoding

#: certain, possible
Pair = tuple[Any, Any]
#: The place of a lesion that is not listed; nothing is known of it.
UNLISTED = -1


class Unencoded(Exception):
    """A condition holds something that is not encoded (sums and products of facts)."""


class Truths:
    """The nodes of a graph over the facts of an encoding.

    ``first`` has the nodes that this graph was copied from; what it encoded is used again.
    """

    def __init__(self, encoding: Encoding, graph: Graph, first: Truths | None = None) -> None:
        self.encoding = encoding
        self.graph = graph
        self.first = first
        self.known: dict[tuple[int, int | None], Pair] = {}

    def of(self, node: int, lesion: int | None = None) -> Pair:
        """Certain and possible for a node, of one lesion where it speaks of lesions."""
        if self.first is not None and node < len(self.first.graph):
            return self.first.of(node, lesion)
        here = self.graph.nodes[node]
        key = (node, lesion if here.scope == "lesion" else None)
        if key not in self.known:
            self.known[key] = self._pair(here, key[1])
        return self.known[key]

    def _pair(self, here: Node, lesion: int | None) -> Pair:
        if here.op == "const":
            return z3.BoolVal(here.payload == 3), z3.BoolVal(here.payload == 3)
        if here.op in ("is", "in", "has"):
            return self._atom(here.op, here.payload, lesion)
        if here.op == "compare":
            return self._compare(here, lesion)
        if here.op in ("all", "any", "count"):
            return self._gather(here)
        if here.op not in ("and", "or", "not", "at_least"):
            raise Unencoded(here.op)
        pairs = [self.of(arg, lesion) for arg in here.args]
        certain, possible = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if here.op == "and":
            return z3.And(certain), z3.And(possible)
        if here.op == "or":
            return z3.Or(certain), z3.Or(possible)
        if here.op == "not":
            return z3.Not(possible[0]), z3.Not(certain[0])
        return _count(certain) >= here.payload, _count(possible) >= here.payload

    def _atom(self, op: str, payload: Any, lesion: int | None) -> Pair:
        name = payload if op == "is" else payload[0]
        if lesion == UNLISTED and self.encoding.types[name].scope == "lesion":
            return z3.BoolVal(False), z3.BoolVal(True)
        cell = self.encoding.cell(name, lesion)
        parts, fact = cell.parts, cell.fact
        if op == "is":
            return parts[0], parts[1]
        if op == "has":
            place = 2 * fact.values.index(payload[1])
            return parts[place], parts[place + 1]
        codes = [fact.values.index(member) + 1 for member in payload[1]]
        certain = z3.Or([parts[0] == code for code in codes])
        return certain, z3.Or(certain, parts[0] == 0)

    def _compare(self, here: Node, lesion: int | None) -> Pair:
        number = self.graph.nodes[here.args[0]]
        if number.op != "number":
            raise Unencoded(number.op)
        if lesion == UNLISTED:
            return z3.BoolVal(False), z3.BoolVal(True)
        cell = self.encoding.cell(number.payload, lesion)
        fact, parts = cell.fact, cell.parts
        op, cut = here.payload
        exact = Fraction(cut) * (10**FINE if fact.computed else 1)
        least = math.ceil(exact) if op == ">=" else math.floor(exact) + 1
        if fact.bounded:
            return parts[0] >= least, parts[1] >= least
        return z3.And(parts[0], parts[1] >= least), z3.Or(z3.Not(parts[0]), parts[1] >= least)

    def _gather(self, here: Node) -> Pair:
        """all, any and count over listed lesions and those that are not listed."""
        each = [self.of(here.args[0], k) for k in range(LESIONS)]
        other = self.of(here.args[0], UNLISTED)
        low, high = self.encoding.counted()
        listed = self.encoding.listed
        some, maybe = low > listed, high > listed
        certain = [z3.And(listed > k, pair[0]) for k, pair in enumerate(each)]
        possible = [z3.And(listed > k, pair[1]) for k, pair in enumerate(each)]
        if here.op == "any":
            return (
                z3.Or([*certain, z3.And(some, other[0])]),
                z3.Or([*possible, z3.And(maybe, other[1])]),
            )
        if here.op == "all":
            certain = [z3.Or(listed <= k, pair[0]) for k, pair in enumerate(each)]
            possible = [z3.Or(listed <= k, pair[1]) for k, pair in enumerate(each)]
            return (
                z3.And([*certain, z3.Or(z3.Not(maybe), other[0])]),
                z3.And([*possible, z3.Or(z3.Not(some), other[1])]),
            )
        none = z3.IntVal(0)
        least = z3.If(z3.And(some, other[0]), low - listed, none)
        most = z3.If(z3.And(maybe, other[1]), high - listed, none)
        return _count(certain) + least >= here.payload, _count(possible) + most >= here.payload


def _count(parts: list[Any]) -> Any:
    return z3.Sum([z3.If(part, 1, 0) for part in parts]) if parts else z3.IntVal(0)
