"""The variables of the diagrams: the cells of each fact on a few bits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hepaboard.guideline import Guideline
from hepaboard.logic import Graph
from hepaboard.missing.cells import Cells, cells_of
from hepaboard.missing.cut import cuts_of
from hepaboard.missing.diagram import Diagram, Diagrams

#: A fact, or one member of a set.
Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Item:
    """One fact (or member of a set) as diagrams know it.

    ``names`` are its variables; ``literals`` their values in each cell, ``cubes`` these as
    diagrams.
    """

    cells: Cells
    names: tuple[str, ...]
    literals: tuple[Mapping[str, bool], ...]
    cubes: tuple[Diagram, ...]

    @property
    def key(self) -> Key:
        """The fact's name, and the member of the set."""
        return self.cells.key


class Variables(Mapping[Key, Item]):
    """All items of a guideline.

    Parameters
    ----------
    diagrams
        Where the variables are declared: facts that conditions read together stand together.
    """

    def __init__(self, guideline: Guideline, diagrams: Diagrams) -> None:
        types = guideline.vocabulary.types
        cuts = cuts_of(guideline)
        self._items: dict[Key, Item] = {}
        self.of_fact: dict[str, tuple[Item, ...]] = {}
        for name in _order(guideline):
            made = [_item(diagrams, cells) for cells in cells_of(types[name], cuts[name])]
            self.of_fact[name] = tuple(made)
            self._items.update((item.key, item) for item in made)

    def __getitem__(self, key: Key) -> Item:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def _item(diagrams: Diagrams, cells: Cells) -> Item:
    """The cells of an item as numbers in binary."""
    name, member = cells.key
    bits = max(1, (len(cells.cells) - 1).bit_length())
    names = tuple(f"{name}:{member or ''}:{bit}" for bit in range(bits))
    for word in names:
        diagrams.variable(word)
    literals = tuple(
        {word: bool(place >> bit & 1) for bit, word in enumerate(names)}
        for place in range(len(cells.cells))
    )
    return Item(cells, names, literals, tuple(map(diagrams.cube, literals)))


def _order(guideline: Guideline) -> list[str]:
    """Every fact in the order in which the options' conditions come to it, lesions' facts last.

    Facts that rules of plausibility tie to one another stand together: a rule between distant
    variables multiplies every diagram in between (ten times and more on the shipped guideline).
    """
    tied: dict[str, list[str]] = {}
    for rule in guideline.implications:
        names = [*guideline.implication_program.graph.support(rule.node), *rule.then]
        for name in names:
            tied.setdefault(name, []).extend(sorted(names))
    types = guideline.vocabulary.types
    found: dict[str, None] = {}
    for first in (*_read(guideline), *tied):
        stack = [first]
        while stack:
            name = stack.pop()
            if name not in found:
                found[name] = None
                stack.extend(reversed(tied.get(name, ())))
    return sorted(found, key=lambda name: types[name].scope == "lesion")


def _read(guideline: Guideline) -> Iterator[str]:
    """The facts that conditions read, those of options first."""
    options = (*guideline.options.values(), *guideline.lesion_options.values())
    roots = [place for o in options for place in (o.roots.stop, o.roots.for_, o.roots.consider)]
    roots += [option.roots.against for option in options]
    visited: set[int] = set()
    for root in (*roots, *range(len(guideline.graph))):
        yield from _facts(guideline.graph, root, visited)


def _facts(graph: Graph, root: int, visited: set[int]) -> Iterator[str]:
    """The facts below a node, depth first, those below visited nodes left out."""
    stack = [root]
    while stack:
        place = stack.pop()
        if place in visited:
            continue
        visited.add(place)
        node = graph.nodes[place]
        if node.op in ("is", "number"):
            yield node.payload
        elif node.op in ("in", "has"):
            yield node.payload[0]
        elif node.op in ("all", "any", "count") and graph.counter:
            yield graph.counter
        stack.extend(reversed(node.args))
