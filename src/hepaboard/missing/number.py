"""Numbers in conditions: where one fact alone is cut, and the range of a term over a box."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hepaboard.logic import Graph

#: Whole numbers (scaled integers too) are searched this far for the place where a term is cut.
FAR = 10**15
Box = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class SingleCut:
    """A comparison that is decided by one fact alone, at one place of its number line.

    It holds beyond the place (``>= at``, or ``> at`` if ``after``) where ``rising``, else before.
    """

    fact: str
    at: float
    after: bool
    rising: bool


def single_cut(graph: Graph, place: int) -> SingleCut | None:
    """Where a comparison cuts its only fact; None if its term is more than a multiple of a fact."""
    node = graph.nodes[place]
    op, limit = node.payload
    (below,) = node.args
    if graph.nodes[below].op == "number":
        return SingleCut(graph.nodes[below].payload, limit, op == ">", True)
    factors = []
    while graph.nodes[below].op == "scale":
        factors.append(graph.nodes[below].payload)
        (below,) = graph.nodes[below].args
    if graph.nodes[below].op != "number":
        return None
    fact = graph.nodes[below].payload

    def holds(value: float) -> bool:
        for factor in reversed(factors):
            value = value * factor
        return bool(value > limit if op == ">" else value >= limit)

    rising = math.prod(factors) > 0
    whole = not graph.facts[fact].computed
    return SingleCut(fact, _flip(holds, rising, whole), False, rising)


def _flip(holds: Callable[[float], bool], rising: bool, whole: bool) -> float:
    """The first value at which a monotone condition changes; infinite where it never does."""
    low: float = -FAR if whole else -1e300
    high: float = FAR if whole else 1e300
    if holds(low) is rising:
        return -math.inf
    if holds(high) is not rising:
        return math.inf
    while True:
        middle = (low + high) // 2 if whole else low / 2 + high / 2
        if middle <= low or middle >= high:
            return high
        if holds(middle) is rising:
            high = middle
        else:
            low = middle


def span(graph: Graph, place: int, box: Box) -> tuple[float, float]:
    """The least and greatest value of a term while its facts lie in a box.

    Sharp where no fact stands in the term twice, else wider than need be.
    """
    node = graph.nodes[place]
    if node.op == "number":
        return box[node.payload]
    parts = [span(graph, arg, box) for arg in node.args]
    if node.op == "scale":
        ends = [end * node.payload for end in parts[0]]
        return min(ends), max(ends)
    low, high = parts[0]
    for least, most in parts[1:]:
        if node.op == "sum":
            low, high = low + least, high + most
        else:
            corners = (low * least, low * most, high * least, high * most)
            low, high = min(corners), max(corners)
    return low, high


def reads(graph: Graph, place: int) -> list[str]:
    """The facts that a term reads, as often as it reads them."""
    node = graph.nodes[place]
    if node.op == "number":
        return [node.payload]
    return [name for arg in node.args for name in reads(graph, arg)]
