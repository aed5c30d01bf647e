"""One completion of a case, in values: a witness of what the diagrams say, or one at random."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

from hepaboard.logic import Bounds, Members, Valuation, Value
from hepaboard.logic.valuation import encode
from hepaboard.missing.answer import cell_value
from hepaboard.missing.case import OpenCase
from hepaboard.missing.completions import Completions, Part, apart
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.variables import Item, Key

#: So many numbers of lesions are tried before a cell of that number is given up.
TRIES = 40


def completion_of(
    case: OpenCase, region: Diagram | None = None, draw: Random | None = None
) -> Valuation | None:
    """A complete case that agrees with all that is known; every lesion is listed.

    Parameters
    ----------
    region
        Only completions in which this diagram over patients holds.
    draw
        Chooses among the values that are still possible, fact by fact; the first of them if None.

    Returns
    -------
    None if there is none (with terms that mix facts: if the chosen values turn out not to fit).
    """
    space = case.space
    chosen = _chosen(case.patient, space.patient_items, region, draw)
    if chosen is None:
        return None
    cells, flags = chosen
    patient = dict(case.valuation.patient)
    precise = {name: value for name, value in patient.items() if name not in case.covered}
    patient.update(_values(space.patient_items, cells, precise))
    counter = case.space.guideline.graph.counter
    if counter is None or (counter, None) not in cells:
        return _with_lesions(case, patient, len(case.valuation.lesions), flags, draw)
    for number in _numbers(case, counter, cells[counter, None], draw):
        found = _with_lesions(case, {**patient, counter: number}, number, flags, draw)
        if found is not None:
            return found
    return None


def _chosen(
    world: Completions, items: Iterable[Item], region: Diagram | None, draw: Random | None
) -> tuple[dict[Key, int], Diagram] | None:
    """A cell for each item, one after the other, and the literals of what else was left open."""
    space, diagrams = world.space, world.space.diagrams
    parts = list(world.parts)
    if region is not None:
        region = diagrams.given(region, world.known)
        parts = apart([*parts, Part(space.mask(region), region)])
    cells: dict[Key, int] = {}
    for item in items:
        places = list(world.cells[item.key])
        if draw is not None:
            draw.shuffle(places)
        mask = space.masks[item.key]
        for k, part in enumerate(parts):
            if part.mask & mask:
                places = [p for p in places if (part.diagram & item.cubes[p]) != diagrams.false]
                if not places:
                    return None
                parts[k] = Part(part.mask, diagrams.given(part.diagram, item.cubes[places[0]]))
        cells[item.key] = places[0]
    flags = diagrams.true
    for part in parts:
        if part.diagram == diagrams.false:
            return None
        for flag in (some[-1] for some in space.conditions.tallies.values()):
            for literal in (flag, ~flag):
                if (
                    space.mask(part.diagram) & space.mask(flag)
                    and (flags & part.diagram & literal) != diagrams.false
                ):
                    flags = flags & literal
                    break
    return cells, flags


def _values(
    items: Iterable[Item], cells: Mapping[Key, int], known: Mapping[str, Value]
) -> dict[str, Value]:
    """A value in the chosen cell for each fact that has no exact one."""
    found: dict[str, Value] = {}
    members: dict[str, set[str]] = {}
    for item in items:
        name, member = item.key
        value = known.get(name)
        if member is not None:
            members.setdefault(name, set(value.has) if isinstance(value, Members) else set())
            if cells[item.key] == 1:
                members[name].add(member)
        elif value is None or isinstance(value, Bounds):
            raw = encode(item.cells.fact, value) if isinstance(value, Bounds) else None
            least, most = raw if isinstance(raw, tuple) else (-math.inf, math.inf)
            found[name] = cell_value(item.cells, cells[item.key], least, most)
    return {**found, **{name: Members(frozenset(has)) for name, has in members.items()}}


def _numbers(case: OpenCase, counter: str, place: int, draw: Random | None) -> list[int]:
    """The numbers of lesions that a cell of it allows, the fewest first."""
    (item,) = case.space.variables.of_fact[counter]
    cell = item.cells.cells[place]
    raw = encode(item.cells.fact, case.valuation.patient.get(counter))
    least, most = raw if isinstance(raw, tuple) else (-math.inf, math.inf)
    assert cell.low is not None and cell.high is not None
    low = int(max(cell.low.whole.at, least, len(case.valuation.lesions)))
    high = int(min(cell.high.whole.at - 1, most, low + TRIES))
    numbers = list(range(low, high + 1))
    if draw is not None:
        draw.shuffle(numbers)
    return numbers


def _with_lesions(
    case: OpenCase, patient: Mapping[str, Value], number: int, flags: Diagram, draw: Random | None
) -> Valuation | None:
    """The case with every lesion listed and complete, so that ``flags`` hold of them together."""
    space = case.space
    lesions = [dict(facts) for facts in case.valuation.lesions]
    lesions += [{} for _ in range(number - len(lesions))]
    for index, facts in enumerate(lesions):
        listed = replace(case.valuation, patient=patient, lesions=lesions)
        world = OpenCase(space.guideline, listed, space=space).lesion(index)
        if world.contradictory:
            return None
        chosen = _chosen(world, space.lesion_items, flags, draw)
        if chosen is None:
            return None
        facts.update(_values(space.lesion_items, chosen[0], facts))
    found = replace(case.valuation, patient=patient, lesions=lesions)
    return None if OpenCase(space.guideline, found, space=space).patient.contradictory else found
