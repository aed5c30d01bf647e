"""Which cells of which facts a region leaves nothing of: what an answer would exclude."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hepaboard.missing.diagram import Diagram, Diagrams
from hepaboard.missing.variables import Item
from hepaboard.recent import Recent

#: A diagram of more nodes than this is projected before answers are tried on it.
LARGE = 100
#: So many regions are kept from case to case.
RECENT = 3000
#: The answer to a set that it has none of its members.
NONE = ""
#: An answer to one fact: the fact, and the place of the cell; of a set the member, or none.
Place = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class _Half:
    """Facts that stand together in the diagrams: one, or two halves with what each hides.

    Parameters
    ----------
    parts
        The two halves.
    hidden
        For each half the variables of the other, as one diagram.
    """

    facts: tuple[str, ...]
    parts: tuple[_Half, ...] = ()
    hidden: tuple[Diagram, ...] = ()


class Excluded:
    """Answers that leave nothing of a region, worked out once for regions that cases share.

    A small region is tried answer by answer. A large one is projected onto half of the facts, and
    again, down to single facts; what is left of one fact is the same for many regions.

    Parameters
    ----------
    items
        The items whose facts are asked about, in the order of the variables.
    """

    def __init__(self, diagrams: Diagrams, items: Iterable[Item]) -> None:
        self.diagrams = diagrams
        self._cubes: dict[str, dict[Place, Diagram]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        by_fact: dict[str, list[Item]] = {}
        for item in items:
            by_fact.setdefault(item.cells.fact.name, []).append(item)
        for fact, some in by_fact.items():
            self._cubes[fact] = _cubes(diagrams, fact, some)
            self._names[fact] = tuple(name for item in some for name in item.names)
        self._fact_of = {name: fact for fact, names in self._names.items() for name in names}
        self._top = self._half(tuple(by_fact))
        self._single: dict[tuple[Diagram, str], tuple[Place, ...]] = {}
        self._regions: Recent[tuple[Place, ...]] = Recent(RECENT)

    def __call__(self, region: Diagram) -> tuple[Place, ...]:
        """The answers that leave nothing of a region, of facts that it depends on."""
        found = self._regions.get(region)
        if found is None:
            found = self._regions.put(region, tuple(self._worked_out(region)))
        return found

    def _worked_out(self, region: Diagram) -> Iterable[Place]:
        names = self.diagrams.support(region)
        facts = {self._fact_of[name] for name in names if name in self._fact_of}
        if region.dag_size <= LARGE:
            return [place for fact in facts for place in self._tried(region, fact)]
        others = [name for name in names if name not in self._fact_of]
        return self._in(self.diagrams.without(region, others), self._top, facts)

    def _in(self, region: Diagram, half: _Half, asked: set[str]) -> tuple[Place, ...]:
        """The answers among these facts; the region speaks of those asked about only."""
        if region == self.diagrams.true:
            return ()
        if not half.parts:
            (fact,) = half.facts
            key = (region, fact)
            found = self._single.get(key)
            if found is None:
                found = self._single[key] = self._tried(region, fact)
            return found
        some = [(k, part) for k, part in enumerate(half.parts) if not asked.isdisjoint(part.facts)]
        if len(some) == 1:
            return self._in(region, some[0][1], asked)
        hiding = self.diagrams.hiding
        first, second = (self._in(hiding(region, half.hidden[k]), p, asked) for k, p in some)
        return first + second

    def _tried(self, region: Diagram, fact: str) -> tuple[Place, ...]:
        false = self.diagrams.false
        cubes = self._cubes[fact].items()
        return tuple(place for place, cube in cubes if (region & cube) == false)

    def _half(self, facts: tuple[str, ...]) -> _Half:
        if len(facts) <= 1:
            return _Half(facts)
        middle = len(facts) // 2
        one, other = facts[:middle], facts[middle:]
        names = [
            self.diagrams.names(name for fact in half for name in self._names[fact])
            for half in (other, one)
        ]
        return _Half(facts, (self._half(one), self._half(other)), tuple(names))


def _cubes(diagrams: Diagrams, fact: str, items: Sequence[Item]) -> dict[Place, Diagram]:
    """The answers of one fact; of a set none of its members, and each of them."""
    if items[0].cells.member is None:
        return {(fact, place): cube for place, cube in enumerate(items[0].cubes)}
    none = diagrams.conjunction(item.cubes[0] for item in items)
    members: dict[Place, Diagram] = {
        (fact, item.cells.member or NONE): item.cubes[1] for item in items
    }
    return {(fact, NONE): none, **members}
