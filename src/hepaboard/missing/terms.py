"""What ties comparisons of terms that mix facts (sums, products) to the facts' cells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from hepaboard.logic import FactType, Graph
from hepaboard.missing.cells import Cell
from hepaboard.missing.conditions import Conditions
from hepaboard.missing.cut import Cut
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.number import Box, reads, span
from hepaboard.missing.variables import Item

#: More combinations of cells than this are not looked at: the term then stays free.
MOST_BOXES = 4096
#: A cell is halved so often where a term's range over it is wider than need be.
HALVINGS = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One term with all comparisons of it in the guideline, by rising cut.

    ``sharp``: over any box it takes every value between its ends, so that its range decides
    exactly which comparisons can hold together. What is not sharp is looked at on a bounded grid
    of smaller boxes: no outcome is lost, but one may be kept that cannot occur.
    """

    place: int
    facts: tuple[str, ...]
    cuts: tuple[tuple[Cut, int], ...]
    sharp: bool


def terms_of(conditions: Conditions) -> list[Term]:
    """The terms behind all atoms made so far."""
    graph = conditions.graph
    cuts: dict[int, list[tuple[Cut, int]]] = {}
    for atom in conditions.atoms:
        op, limit = graph.nodes[atom].payload
        cuts.setdefault(graph.nodes[atom].args[0], []).append((Cut(limit, op == ">"), atom))
    found = []
    for place, listed in cuts.items():
        facts = reads(graph, place)
        once = len(facts) == len(set(facts))
        whole = any(not graph.facts[name].computed for name in facts)
        even = not whole or len(listed) == 1 or _steps_of_one(graph, place)
        found.append(Term(place, tuple(dict.fromkeys(facts)), tuple(sorted(listed)), once and even))
    return found


def _steps_of_one(graph: Graph, place: int) -> bool:
    """Whether a term of whole numbers reaches every whole number between its ends."""
    node = graph.nodes[place]
    if node.op == "scale":
        return abs(node.payload) == 1 and _steps_of_one(graph, node.args[0])
    if node.op == "sum":
        return all(_steps_of_one(graph, arg) for arg in node.args)
    return node.op == "number" and not graph.facts[node.payload].computed


def relation(
    conditions: Conditions,
    term: Term,
    items: Mapping[str, Item],
    possible: Mapping[str, tuple[int, ...]],
    known: Box,
) -> tuple[Diagram, bool]:
    """Which comparisons of a term can hold together in which cells, and whether that is exact.

    Parameters
    ----------
    items, possible
        The term's facts, and the cells that each can still be in.
    known
        The facts whose value is known, in their own scale.
    """
    diagrams = conditions.diagrams
    if math.prod(len(possible[name]) for name in term.facts) > MOST_BOXES:
        return diagrams.true, False
    lines = []
    for places in product(*(possible[name] for name in term.facts)):
        chosen = dict(zip(term.facts, places, strict=True))
        box = {
            name: known[name]
            if name in known
            else _ends(items[name].cells.fact, items[name].cells.cells[at])
            for name, at in chosen.items()
        }
        cubes = [items[name].cubes[at] for name, at in chosen.items()]
        outcomes = {
            outcome for part in _parts(box, term) for outcome in _reached(conditions, term, part)
        }
        lines.append(
            diagrams.conjunction(
                [*cubes, diagrams.disjunction(_cube(conditions, term, k) for k in outcomes)]
            )
        )
    open_ = any(name not in known for name in term.facts)
    return diagrams.disjunction(lines), term.sharp or not open_


def _ends(fact: FactType, cell: Cell) -> tuple[float, float]:
    """The least and greatest number of a cell that lies inside the range."""
    assert cell.low is not None and cell.high is not None
    if not fact.computed:
        return cell.low.whole.at, cell.high.whole.at - 1
    low, high = cell.low, cell.high
    least = math.nextafter(low.at, math.inf) if low.after else low.at
    return least, high.at if high.after else math.nextafter(high.at, -math.inf)


def _parts(box: Box, term: Term) -> Iterator[Box]:
    """The box itself, or smaller boxes that cover it where its range would be too wide."""
    if term.sharp:
        yield box
        return
    pieces = []
    for low, high in box.values():
        count = 2**HALVINGS if high > low and math.isfinite(high - low) else 1
        ends = [low + (high - low) * k / count for k in range(count + 1)]
        pieces.append(list(pairwise(ends)) if count > 1 else [(low, high)])
    if math.prod(len(piece) for piece in pieces) > MOST_BOXES:
        yield box
        return
    for ends_ in product(*pieces):
        yield dict(zip(box, ends_, strict=True))


def _reached(conditions: Conditions, term: Term, box: Box) -> range:
    """How many of the term's cuts can lie below its value: the outcomes over a box."""
    low, high = span(conditions.graph, term.place, box)
    least = sum(_beyond(low, cut) for cut, _ in term.cuts)
    return range(least, sum(_beyond(high, cut) for cut, _ in term.cuts) + 1)


def _beyond(value: float, cut: Cut) -> bool:
    return value > cut.at if cut.after else value >= cut.at


def _cube(conditions: Conditions, term: Term, reached: int) -> Diagram:
    """The comparisons when the first so many cuts lie below the value."""
    return conditions.diagrams.conjunction(
        conditions.atoms[atom] if k < reached else ~conditions.atoms[atom]
        for k, (_, atom) in enumerate(term.cuts)
    )
