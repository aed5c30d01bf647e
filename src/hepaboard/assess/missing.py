"""The unknown facts to ask for, those that would exclude most verdicts first."""

from __future__ import annotations

from collections.abc import Sequence

from hepaboard.assess.model import MissingFact, MissingOfLesions
from hepaboard.assess.reading import Reading
from hepaboard.missing import EFFORT, Question, lesion_questions

#: An alert of these levels that cannot be judged is never taken as "no": its facts are asked.
ASKED = frozenset({"urgent", "stop", "warn"})


def missing(reading: Reading, asked: Sequence[Question]) -> list[MissingFact]:
    """Every unknown fact that could change a verdict, or that an alert waits for.

    A fact that keeps a statement open, but whose answer could not change any verdict, is not
    asked for.
    """
    scores = {question.fact: question.score for question in asked}
    changes = {question.fact: list(question.could_change) for question in asked}
    for name in _awaited(reading):
        scores.setdefault(name, 0.0)
    return [_fact(reading, name, scores[name], changes.get(name, [])) for name in scores]


def missing_of_lesions(reading: Reading) -> list[MissingOfLesions]:
    """Every unknown fact of a listed lesion that could change a verdict, the most telling first."""
    names = [name for name, _ in reading.facts.lesions]
    return [
        MissingOfLesions(
            **dict(_fact(reading, item.fact, item.score, list(item.could_change))),
            lesions=[names[index] for index in item.lesions],
        )
        for item in lesion_questions(reading.case)
    ]


def _awaited(reading: Reading) -> list[str]:
    """The facts that alerts wait for."""
    found: dict[str, None] = {}
    guideline = reading.guideline
    for statement in guideline.statements:
        entry = statement.entry
        if entry.kind == "alert" and (entry.if_unknown or entry.alert in ASKED):
            found.update(dict.fromkeys(reading.needs([statement.node])))
    for alert in guideline.alerts:
        if alert.entry.if_unknown or alert.entry.level in ASKED:
            found.update(dict.fromkeys(reading.needs([alert.node])))
    return sorted(found, key=lambda name: (EFFORT[guideline.vocabulary[name].entry.asking], name))


def _fact(reading: Reading, name: str, score: float, changes: list[str]) -> MissingFact:
    entry = reading.guideline.vocabulary[name].entry
    return MissingFact(
        fact=name,
        label=entry.label,
        question=entry.question,
        supplier=entry.supplier,
        asking=entry.asking,
        score=round(score, 3),
        could_change=changes,
    )
