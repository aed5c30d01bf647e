"""Which missing fact to ask for next: what each answer would change, and how much on average."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hepaboard.guideline import Fact, Verdict
from hepaboard.missing.answer import cell_words
from hepaboard.missing.case import OpenCase
from hepaboard.missing.completions import Completions
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.variables import Item

#: A treatment that some completion favours counts in full, one that none does in part.
FAVOUR = frozenset({"recommended", "acceptable", "contested"})
NOT_IN_PLAY = 0.25
#: Where two facts would decide as much, the one that costs the patient less comes first.
#: A diagram of more nodes than this is projected before answers are tried on it.
LARGE = 100
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
class _Choice:
    """A missing fact with its possible answers, in words and as cubes."""

    fact: str
    mask: int
    names: frozenset[str]
    answers: list[tuple[str, Diagram]]


@dataclass(frozen=True, slots=True)
class _Group:
    """Treatments of which the same is said: their regions and how much they weigh."""

    names: tuple[str, ...]
    regions: Mapping[Verdict, Diagram]
    mask: int
    weight: float


def questions(case: OpenCase) -> list[Question]:
    """The missing facts of the patient that could change a verdict, the most telling first."""
    guideline, world = case.space.guideline, case.patient
    if world.contradictory:
        return []
    choices = {choice.fact: choice for choice in _choices(world)}
    leaves: dict[tuple[str, int], dict[str, tuple[Verdict, ...]]] = {}
    scores: dict[str, float] = {}
    for group in _groups(world):
        asked = [choice for choice in choices.values() if choice.mask & group.mask]
        gone: dict[tuple[str, int], set[Verdict]] = {}
        for word, region in group.regions.items():
            for answer in _excluded(world, region, asked):
                gone.setdefault(answer, set()).add(word)
        for answer, words in gone.items():
            left = tuple(word for word in group.regions if word not in words)
            leaves.setdefault(answer, {}).update(dict.fromkeys(group.names, left))
            share = group.weight * len(words) / len(choices[answer[0]].answers)
            scores[answer[0]] = scores.get(answer[0], 0.0) + share
    found = []
    for fact, score in scores.items():
        answers = tuple(
            Answer(words, leaves.get((fact, place), {}))
            for place, (words, _) in enumerate(choices[fact].answers)
        )
        changed = {name for answer in answers for name in answer.leaves}
        could = tuple(name for name in guideline.options if name in changed)
        found.append(Question(fact, score, answers, could))
    direct = guideline.graph.facts

    def order(question: Question) -> tuple[float, int, bool, str]:
        asking = guideline.vocabulary[question.fact].entry.asking
        score = round(question.score, 6)
        return (-score, EFFORT[asking], question.fact not in direct, question.fact)

    return sorted(found, key=order)


def _groups(world: Completions) -> Iterator[_Group]:
    """The treatments whose verdict is open, those of which the same is said together."""
    alike: dict[int, tuple[list[str], dict[Verdict, Diagram]]] = {}
    for name, option in world.space.guideline.options.items():
        regions = world.regions(option)
        if len(regions) > 1:
            alike.setdefault(id(regions), ([], regions))[0].append(name)
    for names, regions in alike.values():
        mask = 0
        for region in regions.values():
            mask |= world.space.mask(region)
        yield _Group(tuple(names), regions, mask, 1.0 if FAVOUR & {*regions} else NOT_IN_PLAY)


def _choices(world: Completions) -> list[_Choice]:
    """The facts of patients that are open, with the answers that are still possible."""
    diagrams = world.space.diagrams
    by_fact: dict[str, list[Item]] = {}
    for item in world.open:
        if item.cells.fact.scope == "patient":
            by_fact.setdefault(item.cells.fact.name, []).append(item)
    found = []
    for fact, items in by_fact.items():
        mask = 0
        for item in items:
            mask |= world.space.masks[item.key]
        care = world.care(mask)
        entry = world.space.guideline.vocabulary[fact]
        answers = [
            (words, cube)
            for words, cube in _answers(world, items, entry)
            if (care & cube) != diagrams.false
        ]
        names = frozenset(name for item in items for name in item.names)
        found.append(_Choice(fact, mask, names, answers))
    return found


def _answers(world: Completions, items: list[Item], fact: Fact) -> Iterator[tuple[str, Diagram]]:
    """The answers in words, with their cubes; of a set none of its members, and each of them."""
    if items[0].cells.member is None:
        (item,) = items
        for place in world.cells[item.key]:
            yield cell_words(fact, item.cells, place), item.cubes[place]
        return
    yield "none of these", world.space.diagrams.conjunction(item.cubes[0] for item in items)
    for item in items:
        yield cell_words(fact, item.cells, 1), item.cubes[1]


def _excluded(
    world: Completions, region: Diagram, choices: list[_Choice]
) -> Iterator[tuple[str, int]]:
    """The answers, by fact and place, that leave nothing of a region.

    A large region is first projected onto half of the facts, and again, until it is small: an
    answer is tried on what is left, which is much less than the region.
    """
    diagrams = world.space.diagrams
    if len(choices) > 1 and region.dag_size > LARGE:
        middle = len(choices) // 2
        support = diagrams.support(region)
        for half in (choices[:middle], choices[middle:]):
            kept = frozenset().union(*(choice.names for choice in half))
            yield from _excluded(world, diagrams.without(region, support - kept), half)
        return
    for choice in choices:
        for place, (_, cube) in enumerate(choice.answers):
            if (region & cube) == diagrams.false:
                yield choice.fact, place
