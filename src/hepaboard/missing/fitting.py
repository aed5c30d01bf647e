"""Values of facts that a term mixes: the cells of each alone do not say what the term comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

from hepaboard.logic import Value
from hepaboard.missing.answer import cell_value
from hepaboard.missing.case import OpenCase
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.variables import Item, Key

#: Of a cell so many values are tried, and of all together so many rows.
SOME, MOST_ROWS = 8, 500


def fitting(
    case: OpenCase,
    patient: Mapping[str, Value],
    cells: Mapping[Key, int],
    known: Mapping[str, Value],
    region: Diagram | None,
) -> dict[str, Value] | None:
    """The same patient with values of which the terms that mix facts fulfil what is wanted."""
    space, diagrams = case.space, case.space.diagrams
    names = {name for term in space.terms for name in term.facts if name not in known}
    items = [space.variables[name, None] for name in sorted(names) if (name, None) in cells]
    rows = [list(_some(item, cells[item.key])) for item in items]
    # How many lesions there are is chosen later.
    counter = space.guideline.graph.counter
    told = {name: value for name, value in patient.items() if name != counter or name in known}
    for row in islice(product(*rows), MOST_ROWS):
        chosen = {item.cells.fact.name: value for item, value in zip(items, row, strict=True)}
        listed = replace(case.valuation, patient={**told, **chosen})
        world = OpenCase(space.guideline, listed, space=space).patient
        wanted = diagrams.true if region is None else diagrams.given(region, world.known)
        if (wanted & world.care(space.mask(wanted))) != diagrams.false:
            return {**patient, **chosen}
    return None


def _some(item: Item, place: int) -> Iterator[Value]:
    """A few values of a cell, from its one end to the other."""
    cell, fact = item.cells.cells[place], item.cells.fact
    yield cell_value(item.cells, place)
    assert cell.low is not None and cell.high is not None
    low, high = cell.low.at, cell.high.at
    for k in range(SOME + 1):
        raw = low + (high - low) * k / SOME
        value = Decimal(repr(raw)) if fact.computed else Decimal(round(raw)).scaleb(-fact.digits)
        if item.cells.possible(value) == (place,):
            yield value
