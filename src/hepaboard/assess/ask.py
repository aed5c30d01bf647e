"""The missing facts of a case, and for each possible answer what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from hepaboard.assess.model import CaseRef
from hepaboard.assess.subject import Subject, subject_of
from hepaboard.case import CaseFile
from hepaboard.guideline import Guideline, Option, Verdict, load_guideline
from hepaboard.missing import (
    Answer,
    Completions,
    LesionQuestion,
    Question,
    lesion_questions,
    questions,
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Effect(_Part):
    """What an answer would do to one treatment: the verdicts it leaves, and those it rules out.

    With one verdict left the treatment is settled.
    """

    treatment: str
    name: str
    leaves: list[Verdict]
    rules_out: list[Verdict]


class PossibleAnswer(_Part):
    """One answer that is still possible, in words, with all that it would change."""

    words: str
    effects: list[Effect]


class AskedFact(_Part):
    """One missing fact; ``score`` as in an assessment's ``missing``."""

    fact: str
    label: str
    question: str
    supplier: str
    asking: str
    score: float
    could_change: list[str]
    answers: list[PossibleAnswer]


class LesionEffects(_Part):
    """One answer about some lesions that are recorded alike: what it would change.

    ``effects`` are those on the patient's verdicts, ``own`` those on each lesion's.
    """

    words: str
    lesions: list[str]
    effects: list[Effect]
    own: list[Effect]


class AskedOfLesions(_Part):
    """One missing fact of listed lesions; ``score`` is the sum over them."""

    fact: str
    label: str
    question: str
    supplier: str
    asking: str
    score: float
    lesions: list[str]
    could_change: list[str]
    answers: list[LesionEffects]


class Asked(_Part):
    """The missing facts that could change a verdict, the most telling first.

    ``score`` is the expected number of (treatment, possible verdict) pairs that an answer would
    exclude, every answer that is still possible being equally likely. Treatments of which the
    same is said count once, those that no completion favours a quarter. Ties are broken by the
    cost of asking.
    """

    case: CaseRef
    questions: list[AskedFact]
    of_lesions: list[AskedOfLesions]


def ask(
    case_or_facts: CaseFile | str | Path | dict[str, Any],
    guideline: Guideline | None = None,
    on: date | None = None,
    limit: int | None = None,
) -> Asked:
    """The missing facts of a case, ranked, and for each possible answer what would change.

    Parameters
    ----------
    case_or_facts
        A case (it has an ``id``) or a flat set of facts, as a file or a dict.
    guideline
        The shipped guideline with all packs if None.
    on
        The day of assessment; the case's own, or its latest record, if None.
    limit
        So many questions at most.

    Raises
    ------
    HepaboardError
        The case cannot be read, has values that do not fit, or contradicts itself.
    """
    guideline = guideline or load_guideline()
    subject = subject_of(case_or_facts, guideline, on)
    found = questions(subject.reading.case)[:limit]
    of_lesions = lesion_questions(subject.reading.case)[:limit]
    world = subject.reading.case.patient
    return Asked(
        case=subject.ref,
        questions=[_asked(guideline, world, question) for question in found],
        of_lesions=[_asked_of_lesions(subject, question) for question in of_lesions],
    )


def _asked(guideline: Guideline, world: Completions, question: Question) -> AskedFact:
    entry = guideline.vocabulary[question.fact].entry
    return AskedFact(
        fact=question.fact,
        label=entry.label,
        question=entry.question,
        supplier=entry.supplier,
        asking=entry.asking,
        score=round(question.score, 3),
        could_change=list(question.could_change),
        answers=[_answer(guideline, world, answer) for answer in question.answers],
    )


def _asked_of_lesions(subject: Subject, question: LesionQuestion) -> AskedOfLesions:
    guideline, case = subject.reading.guideline, subject.reading.case
    entry = guideline.vocabulary[question.fact].entry
    names = [name for name, _ in subject.reading.facts.lesions]
    return AskedOfLesions(
        fact=question.fact,
        label=entry.label,
        question=entry.question,
        supplier=entry.supplier,
        asking=entry.asking,
        score=round(question.score, 3),
        lesions=[names[index] for index in question.lesions],
        could_change=list(question.could_change),
        answers=[
            LesionEffects(
                words=answer.words,
                lesions=[names[index] for index in answer.lesions],
                effects=_effects(guideline, case.patient, guideline.options, answer.leaves),
                own=_effects(
                    guideline, case.lesion(answer.lesions[0]), guideline.lesion_options, answer.own
                ),
            )
            for answer in question.answers
        ],
    )


def _answer(guideline: Guideline, world: Completions, answer: Answer) -> PossibleAnswer:
    effects = _effects(guideline, world, guideline.options, answer.leaves)
    return PossibleAnswer(words=answer.words, effects=effects)


def _effects(
    guideline: Guideline,
    world: Completions,
    options: Mapping[str, Option],
    leaves: Mapping[str, tuple[Verdict, ...]],
) -> list[Effect]:
    """What an answer leaves and rules out, treatment by treatment."""
    effects = []
    for name, option in options.items():
        if name in leaves:
            before = world.possible(option)
            left = [word for word in before if word in leaves[name]]
            effects.append(
                Effect(
                    treatment=name,
                    name=guideline.treatments[name].name,
                    leaves=left,
                    rules_out=[word for word in before if word not in left],
                )
            )
    return effects
