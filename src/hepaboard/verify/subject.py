"""A guideline to be proved, with a node array of its own that claims may add to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from hepaboard.guideline import Definition, Guideline
from hepaboard.logic import Graph
from hepaboard.verify.theory import copy_of

#: The same knowledge with some packs only; None for all.
Reload = Callable[[Sequence[str] | None], Guideline]


@dataclass(frozen=True)
class Subject:
    """What obligations are about.

    Parameters
    ----------
    graph
        The guideline's nodes and those that claims need beside them.
    reload
        Loads the same knowledge with some packs only.
    """

    guideline: Guideline
    reload: Reload
    graph: Graph = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "graph", copy_of(self.guideline.graph))

    def lesion(self, node: int) -> int | None:
        """The lesion that a claim on a node is made for: the first, where it speaks of lesions."""
        return 0 if self.graph.nodes[node].scope == "lesion" else None

    def recorded(self, fact: str) -> int:
        """A node that is UNKNOWN exactly while an enumerated fact is unknown."""
        kind = self.guideline.vocabulary.types[fact]
        return self.graph.add("in", payload=(self.graph.fact(kind), kind.values), scope=kind.scope)

    def scenarios(self, source: str) -> Iterator[tuple[str, Definition]]:
        """The scenarios of a source by name."""
        for term in self.guideline.definitions:
            if term.source == source and term.entry.scenario:
                yield term.entry.scenario, term
