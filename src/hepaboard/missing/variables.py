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

    ``names`` are its variables; ``cubes`` the diagram of each cell.
    """

    cells: Cells
    names: tuple[str, ...]
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
    variables = [diagrams.variable(word) for word in names]
    cubes = tuple(
        diagrams.conjunction(v if place >> bit & 1 else ~v for bit, v in enumerate(variables))
        for place in range(len(cells.cells))
    )
    return Item(cells, names, cubes)


def _order(guideline: Guideline) -> Iterator[str]:
    """Every fact in the order in which the options' conditions come to it; then those of rules."""
    seen: set[str] = set()
    visited: set[int] = set()
    lesion: dict[str, None] = {}
    types = guideline.vocabulary.types
    options = (*guideline.options.values(), *guideline.lesion_options.values())
    roots = [place for o in options for place in (o.roots.stop, o.roots.for_, o.roots.consider)]
    roots += [option.roots.against for option in options]
    for root in (*roots, *range(len(guideline.graph))):
        for name in _facts(guideline.graph, root, visited):
            if types[name].scope == "lesion":
                lesion[name] = None
            elif name not in seen:
                seen.add(name)
                yield name
    given = (name for rule in guideline.implications for name in rule.then)
    for name in (*guideline.implication_program.graph.facts, *given):
        if name not in seen and name not in lesion:
            seen.add(name)
            yield name
    yield from lesion


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
