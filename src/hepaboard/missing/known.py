"""What is known of a patient or lesion, in the terms of the diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hepaboard.logic import Bounds, Members, Value
from hepaboard.logic.valuation import encode
from hepaboard.missing.completions import Part
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.number import Box
from hepaboard.missing.space import Space
from hepaboard.missing.terms import relation
from hepaboard.missing.variables import Item, Key

#: So few literals are sooner joined than written out; joining many one by one is slow.
FEW = 10


@dataclass(frozen=True, slots=True)
class Known:
    """The cells that each item can be in, and the numbers that are known, in their own scale."""

    cells: Mapping[Key, tuple[int, ...]]
    numbers: Box

    def cube(self, space: Space, keys: Iterable[Key] | None = None) -> Diagram:
        """The literals of all items, or of these, that can be in one cell only."""
        chosen = self.cells if keys is None else keys
        certain = [key for key in chosen if len(self.cells[key]) == 1]
        if len(certain) <= FEW:
            return space.diagrams.conjunction(
                space.variables[key].cubes[self.cells[key][0]] for key in certain
            )
        literals: dict[str, bool] = {}
        for key in certain:
            literals.update(space.variables[key].literals[self.cells[key][0]])
        return space.diagrams.cube(literals)

    def joined(self, other: Known) -> Known:
        """This and what is known of another subject."""
        return Known({**self.cells, **other.cells}, {**self.numbers, **other.numbers})


def known_of(
    items: Iterable[Item],
    facts: Mapping[str, Value],
    covered: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Known:
    """What the facts of one subject say of these items.

    ``covered`` has the values that a fact may have beside the one that is recorded.
    """
    cells: dict[Key, tuple[int, ...]] = {}
    numbers: dict[str, tuple[float, float]] = {}
    for item in items:
        fact = item.cells.fact
        value = facts.get(fact.name)
        cells[item.key] = item.cells.possible(value)
        if fact.name in covered:
            words = (value, *covered[fact.name])
            both = {place for word in words for place in item.cells.possible(word)}
            cells[item.key] = tuple(sorted(both))
        if fact.numeric and value is not None and not isinstance(value, Bounds | Members):
            raw = encode(fact, value)
            low, high = raw if isinstance(raw, tuple) else (raw, raw)
            assert low is not None and high is not None
            numbers[fact.name] = (low, high)
    return Known(cells, numbers)


def domains(space: Space, items: Iterable[Item], known: Known) -> Iterator[Diagram]:
    """Of each item that is open, the cells that it can be in."""
    for item in items:
        cells = known.cells[item.key]
        if 1 < len(cells) < 2 ** len(item.names):
            yield space.diagrams.disjunction(item.cubes[k] for k in cells)


def rules(space: Space, known: Known) -> Iterator[Diagram]:
    """The rules of plausibility over what is not known yet."""
    for rule in space.rules:
        left = space.diagrams.given(rule.diagram, known.cube(space, rule.keys))
        if left != space.diagrams.true:
            yield left


def terms(space: Space, known: Known, scope: str) -> tuple[list[Diagram], bool]:
    """What ties terms of a scope to their facts, and whether that is exact."""
    found, exact = [], True
    for term in space.terms:
        if space.guideline.graph.nodes[term.place].scope != scope:
            continue
        items = {name: space.variables[name, None] for name in term.facts}
        cells = {name: known.cells[name, None] for name in term.facts}
        diagram, sharp = relation(space.conditions, term, items, cells, known.numbers)
        found.append(diagram)
        exact = exact and sharp
    return found, exact


def parts(space: Space, diagrams: Iterable[Diagram], known: Diagram) -> list[Part]:
    """Parts that bind completions, over what is not known yet."""
    left = (space.diagrams.given(diagram, known) for diagram in diagrams)
    return [
        Part(space.mask(diagram), diagram) for diagram in left if diagram != space.diagrams.true
    ]
