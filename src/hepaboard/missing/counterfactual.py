"""The smallest sets of changes that would give a treatment another verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hepaboard.guideline import Guideline, Option, Verdict
from hepaboard.logic import Bounds, Members, Valuation, Value
from hepaboard.missing.answer import cells_words
from hepaboard.missing.ask import EFFORT
from hepaboard.missing.case import OpenCase
from hepaboard.missing.completions import Completions
from hepaboard.missing.reproaches import Chosen
from hepaboard.missing.search import Choice, Search
from hepaboard.missing.space import Space
from hepaboard.missing.variables import Item, Key

#: Larger sets are not looked for.
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would have to be, or turn out, otherwise.

    ``measured`` tells that it is not known now; ``now`` and ``to`` are in words.
    """

    fact: str
    measured: bool
    now: str
    to: str


def counterfactuals(
    guideline: Guideline,
    recorded: Valuation,
    option: Option,
    wanted: frozenset[Verdict],
    most: int = MOST_CHANGES,
    space: Space | None = None,
) -> list[tuple[Change, ...]]:
    """The smallest sets of changes after which every completion gives a wanted verdict.

    Only facts change that the vocabulary lets change; facts that are not known may turn out any
    way. All other recorded facts stay as they are, all other missing ones missing. All sets of the
    smallest size are given, those that cost least to find out first. Nothing has to change: one
    empty set. No set of up to ``most`` changes helps: none. Where a condition compares a term that
    mixes facts which may change (no shipped one does), a set may be larger than it need be.

    Parameters
    ----------
    recorded
        The facts as they are recorded, settings included, without those that rules of
        plausibility add: these follow what is changed.
    """
    vocabulary = guideline.vocabulary
    free = {
        name: value
        for name, value in recorded.patient.items()
        if vocabulary[name].entry.can_change
        and not vocabulary[name].entry.setting
        and not isinstance(value, Bounds | Members)
    }
    fixed = {name: value for name, value in recorded.patient.items() if name not in free}
    case = OpenCase(guideline, replace(recorded, patient=fixed), space=space)
    world = case.patient
    if world.contradictory:
        return []
    regions = world.regions(option)
    join = case.space.diagrams.disjunction
    good = join(region for word, region in regions.items() if word in wanted)
    bad = join(region for word, region in regions.items() if word not in wanted)
    choices = [_choice(world, item, free) for item in world.open]
    search = Search(case.space.diagrams, good, bad, [c for c in choices if c is not None])
    found = []
    for places in _merged(search.smallest(most)):
        changes = []
        for key, cells in places.items():
            item, now = case.space.variables[key], search.choices[key].now
            changes.append(_change(guideline, item, now, recorded.patient.get(key[0]), cells))
        found.append(tuple(changes))
    return sorted(found, key=lambda set_: (len(set_), _effort(guideline, set_), str(set_)))


def _choice(world: Completions, item: Item, free: Mapping[str, Value]) -> Choice | None:
    """What may be chosen of an item; None of lesions, which are not changed one by one."""
    if item.cells.fact.scope == "lesion":
        return None
    value = free.get(item.cells.fact.name)
    now = None if value is None else item.cells.possible(value)[0]
    places = {*world.cells[item.key], *([] if now is None else [now])}
    masks = world.space.masks
    bound = [part.mask for part in world.parts if part.mask & masks[item.key]]
    tied = (other.key for other in world.open if any(masks[other.key] & mask for mask in bound))
    return Choice(
        item.key,
        item.names,
        {place: item.cubes[place] for place in places},
        now,
        frozenset(tied) - {item.key},
    )


def _merged(sets: list[Chosen]) -> list[dict[Key, frozenset[int]]]:
    """The sets with those joined that differ in the cell of one fact only."""
    found = [{key: frozenset({place}) for key, place in sorted(chosen, key=str)} for chosen in sets]
    again = True
    while again:
        again = False
        for i, one in enumerate(found):
            for other in found[i + 1 :]:
                differ = [
                    key for key in one if one.keys() == other.keys() and one[key] != other[key]
                ]
                if len(differ) == 1:
                    found.remove(other)
                    found[i] = {**one, differ[0]: one[differ[0]] | other[differ[0]]}
                    again = True
                    break
            if again:
                break
    return found


def _change(
    guideline: Guideline,
    item: Item,
    now: int | None,
    recorded: Value | None,
    places: frozenset[int],
) -> Change:
    fact = guideline.vocabulary[item.cells.fact.name]
    return Change(
        fact.name,
        now is None,
        fact.words(recorded),
        cells_words(fact, item.cells, sorted(places)),
    )


def _effort(guideline: Guideline, changes: tuple[Change, ...]) -> int:
    """What it costs to find out; what is known and has to change comes after what is not known."""
    return sum(
        EFFORT[guideline.vocabulary[change.fact].entry.asking] if change.measured else len(EFFORT)
        for change in changes
    )
