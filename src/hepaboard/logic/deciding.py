"""The facts that decided a node of one case, or that keep it open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hepaboard.logic.nodes import Graph


class Deciding:
    """Answers for one case; parts that several conditions share are worked out once.

    Of an AND that is FALSE only the FALSE parts count, of one that is UNKNOWN only the UNKNOWN
    ones; OR likewise. For an UNKNOWN node these are the facts to ask for.

    Parameters
    ----------
    graph, values
        The node array, and the value of every node.
    unlisted
        There may be lesions that are not listed: what the patient's facts say of those counts.
    """

    def __init__(self, graph: Graph, values: Sequence[Any], unlisted: bool = True) -> None:
        self.graph = graph
        self.values = values
        self.unlisted = unlisted
        self._known: dict[tuple[int, int | None], tuple[str, ...]] = {}

    def facts(self, node: int, lesion: int | None = None) -> tuple[str, ...]:
        """The facts behind a node's value, in reading order; of one lesion if it is per lesion."""
        key = (node, lesion)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(dict.fromkeys(self._facts(node, lesion)))
        return found

    def _facts(self, place: int, lesion: int | None) -> Iterable[str]:
        node = self.graph.nodes[place]
        if node.op in ("is", "number"):
            return (node.payload,)
        if node.op in ("in", "has"):
            return (node.payload[0],)
        if node.op in ("all", "any", "count"):
            return self._gathered(place)
        args: Iterable[int] = node.args
        if node.op in ("and", "or"):
            own = self._truth(place, lesion)
            args = [arg for arg in node.args if self._truth(arg, lesion) == own]
        return [name for arg in args for name in self.facts(arg, lesion)]

    def _gathered(self, place: int) -> list[str]:
        """The facts behind all, any or count: of the lesions that settle it, and the number."""
        node = self.graph.nodes[place]
        (inner,) = node.args
        own = self._truth(place, None)
        *listed, other = self.values[inner]
        found = [
            name
            for index, value in enumerate(listed)
            if node.op == "count" or value == own
            for name in self.facts(inner, index)
        ]
        if (node.op, own) in (("any", 3), ("all", 0)) and own in listed:
            return found  # one listed lesion settles it, whatever the others are like
        if self.graph.counter:
            found.append(self.graph.counter)
        if self.unlisted and (node.op == "count" or other == own):
            # Of a lesion that is not listed the patient's facts alone can be asked for.
            found.extend(
                name
                for name in self.facts(inner, -1)
                if not listed or self.graph.facts[name].scope == "patient"
            )
        return found

    def _truth(self, place: int, lesion: int | None) -> int:
        """The value for one lesion where there is one per lesion; numbers count as unknown."""
        value = self.values[place]
        if isinstance(value, list):
            value = value[0 if lesion is None else lesion]
        return value if isinstance(value, int) else 1


def deciding(
    graph: Graph, values: Sequence[Any], node: int, lesion: int | None = None
) -> list[str]:
    """The facts that made one node TRUE or FALSE, or keep it UNKNOWN; see ``Deciding``."""
    return list(Deciding(graph, values).facts(node, lesion))
