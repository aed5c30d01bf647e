"""Which missing facts of the listed lesions to ask for, each of all lesions that lack it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hepaboard.guideline import Option, Verdict
from hepaboard.missing.ask import EFFORT, open_facts, possible, told, words
from hepaboard.missing.case import OpenCase


@dataclass(frozen=True, slots=True)
class LesionAnswer:
    """An answer about some lesions that are recorded alike, by their places in the list.

    ``leaves`` has what it would leave of the verdicts for the patient, ``own`` of those for the
    lesion, by treatment; those alone of which it would exclude a verdict.
    """

    words: str
    lesions: tuple[int, ...]
    leaves: Mapping[str, tuple[Verdict, ...]]
    own: Mapping[str, tuple[Verdict, ...]]


@dataclass(frozen=True, slots=True)
class LesionQuestion:
    """One missing fact of all lesions whose verdicts, or the patient's, it could change.

    ``score`` is the sum over the lesions of what an answer to one of them is expected to exclude,
    as for a fact of the patient; the lesion's own verdicts count beside those of the patient.
    """

    fact: str
    lesions: tuple[int, ...]
    score: float
    answers: tuple[LesionAnswer, ...]
    could_change: tuple[str, ...]


@dataclass(slots=True)
class _Asked:
    """A question that is being put together."""

    lesions: list[int] = field(default_factory=list)
    score: float = 0.0
    answers: list[LesionAnswer] = field(default_factory=list)


def lesion_questions(case: OpenCase) -> list[LesionQuestion]:
    """The missing facts of listed lesions that could change a verdict, the most telling first."""
    guideline = case.space.guideline
    found: dict[str, _Asked] = {}
    if case.valuation.lesions and not case.patient.contradictory:
        counted = _counted(case)
        for alike in _alike(case):
            _ask(case, alike, counted, found)
    made = [_question(case, fact, asked) for fact, asked in found.items()]
    entries = guideline.vocabulary
    return sorted(made, key=lambda q: (-round(q.score, 6), EFFORT[entries[q.fact].entry.asking]))


def _ask(
    case: OpenCase, alike: tuple[int, ...], counted: list[Option], found: dict[str, _Asked]
) -> None:
    """Adds what the missing facts of some lesions that are recorded alike would tell."""
    world = case.lesion(alike[0])
    facts = {} if world.contradictory else open_facts(world, "lesion")
    if not facts:
        return
    own = told(world, case.space.guideline.lesion_options.values())
    whole = told(world, counted)
    for fact, items in facts.items():
        places = possible(world, fact, items)
        weight = sum(some.weights.get(place, 0.0) for some in (own, whole) for place in places)
        if not weight:
            continue
        asked = found.setdefault(fact, _Asked())
        asked.lesions += alike
        asked.score += len(alike) * weight / len(places)
        asked.answers += [
            LesionAnswer(
                words(world, items, place),
                alike,
                whole.leaves.get(place, {}),
                own.leaves.get(place, {}),
            )
            for place in places
        ]


def _question(case: OpenCase, fact: str, asked: _Asked) -> LesionQuestion:
    changed = {name for answer in asked.answers for name in (*answer.leaves, *answer.own)}
    could = tuple(name for name in case.space.guideline.options if name in changed)
    return LesionQuestion(
        fact, tuple(sorted(asked.lesions)), asked.score, tuple(asked.answers), could
    )


def _counted(case: OpenCase) -> list[Option]:
    """The treatments whose verdict for the patient is open and depends on lesions."""
    space, world = case.space, case.patient
    tallies = 0
    for flags in space.conditions.tallies.values():
        for flag in flags:
            tallies |= space.mask(flag)
    return [
        option
        for option in space.guideline.options.values()
        if any(space.mask(region) & tallies for region in world.regions(option).values())
        and len(world.regions(option)) > 1
    ]


def _alike(case: OpenCase) -> list[tuple[int, ...]]:
    """The lesions by their places in the list, those of which the same is recorded together."""
    found: dict[frozenset[tuple[str, object]], list[int]] = {}
    for index, facts in enumerate(case.valuation.lesions):
        found.setdefault(frozenset(facts.items()), []).append(index)
    return [tuple(places) for places in found.values()]
