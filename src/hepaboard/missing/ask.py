"""Which missing fact to ask for next: what each answer would change, and how much on average."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hepaboard.guideline import Option, Verdict
from hepaboard.logic.fact_type import Scope
from hepaboard.missing.answer import cell_words
from hepaboard.missing.case import OpenCase
from hepaboard.missing.completions import Completions
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.excluded import NONE, Place
from hepaboard.missing.variables import Item

#: A treatment that some completion favours counts in full, one that none does in part.
FAVOUR = frozenset({"recommended", "acceptable", "contested"})
NOT_IN_PLAY = 0.25
#: Where two facts would decide as much, the one that costs the patient less comes first.
EFFORT = {"record": 0, "question": 1, "judgement": 2, "blood": 3, "imaging": 4, "tissue": 5}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is still possible; ``leaves`` has what it would leave of possible verdicts.

    By treatment, those alone of which it would exclude a verdict.
    """

    words: str
    leaves: Mapping[str, tuple[Verdict, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One missing fact.

    ``score`` is the expected number of (treatment, possible verdict) pairs that an answer would
    exclude, every answer that is still possible being equally likely; ``could_change`` names
    those treatments, in the catalogue's order. Treatments of which the
    same is said count once, those that no completion favours a quarter. Of a set the answers are
    each single member and none of them.
    """

    fact: str
    score: float
    answers: tuple[Answer, ...]
    could_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What answers tell: which verdicts each leaves of a treatment, and how many it excludes."""

    leaves: Mapping[Place, Mapping[str, tuple[Verdict, ...]]]
    weights: Mapping[Place, float]


def told(world: Completions, options: Iterable[Option]) -> Told:
    """What every answer to one missing fact would tell about these treatments.

    Treatments of which the same is said count once, those that no completion favours a quarter.
    """
    alike: dict[int, tuple[list[str], Mapping[Verdict, Diagram]]] = {}
    for option in options:
        regions = world.regions(option)
        if len(regions) > 1:
            alike.setdefault(id(regions), ([], regions))[0].append(option.treatment)
    leaves: dict[Place, dict[str, tuple[Verdict, ...]]] = {}
    weights: dict[Place, float] = {}
    for names, split in alike.values():
        gone: dict[Place, set[Verdict]] = {}
        for word, region in split.items():
            for place in world.space.excluded(region):
                gone.setdefault(place, set()).add(word)
        weight = 1.0 if FAVOUR & {*split} else NOT_IN_PLAY
        for place, words in gone.items():
            left = tuple(word for word in split if word not in words)
            leaves.setdefault(place, {}).update(dict.fromkeys(names, left))
            weights[place] = weights.get(place, 0.0) + weight * len(words)
    return Told(leaves, weights)


def questions(case: OpenCase) -> list[Question]:
    """The missing facts of the patient that could change a verdict, the most telling first."""
    guideline, world = case.space.guideline, case.patient
    if world.contradictory:
        return []
    known = told(world, guideline.options.values())
    asked = {place[0] for place in known.weights}
    found = []
    for fact, items in open_facts(world, "patient").items():
        places = possible(world, fact, items) if fact in asked else []
        telling = [known.weights[place] for place in places if place in known.weights]
        if telling:
            answers = tuple(
                Answer(words(world, items, place), known.leaves.get(place, {})) for place in places
            )
            changed = {name for answer in answers for name in answer.leaves}
            could = tuple(name for name in guideline.options if name in changed)
            found.append(Question(fact, sum(telling) / len(places), answers, could))
    direct = guideline.graph.facts

    def order(question: Question) -> tuple[float, int, bool, str]:
        asking = guideline.vocabulary[question.fact].entry.asking
        score = round(question.score, 6)
        return (-score, EFFORT[asking], question.fact not in direct, question.fact)

    return sorted(found, key=order)


def open_facts(world: Completions, scope: Scope) -> dict[str, list[Item]]:
    """The facts of patients, or of the lesion, that are open, with what is open of them."""
    found: dict[str, list[Item]] = {}
    for item in world.open:
        if item.cells.fact.scope == scope:
            found.setdefault(item.cells.fact.name, []).append(item)
    return found


def possible(world: Completions, fact: str, items: list[Item]) -> list[Place]:
    """The answers that are still possible; of a set none of its members, and each of them."""
    mask = 0
    for item in items:
        mask |= world.space.masks[item.key]
    shut_out = {*world.space.excluded(world.care(mask))}
    places: list[Place]
    if items[0].cells.member is None:
        places = [(fact, place) for place in world.cells[items[0].key]]
    else:
        places = [(fact, NONE), *((fact, item.cells.member or NONE) for item in items)]
    return [place for place in places if place not in shut_out]


def words(world: Completions, items: list[Item], place: Place) -> str:
    """An answer in words."""
    fact, at = place
    entry = world.space.guideline.vocabulary[fact]
    if isinstance(at, int):
        return cell_words(entry, items[0].cells, at)
    if at == NONE:
        return "none of these"
    return next(cell_words(entry, i.cells, 1) for i in items if i.cells.member == at)
