"""Joins one case to one guideline."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hepaboard.assess.alerts import alerts, by_level, ending_stop, stop_alert, stops_open
from hepaboard.assess.disagreements import disagreements
from hepaboard.assess.errata import errata
from hepaboard.assess.flows import flows
from hepaboard.assess.labels import labels
from hepaboard.assess.missing import missing, missing_of_lesions
from hepaboard.assess.model import (
    Assessment,
    Citation,
    FactValue,
    GuidelineRef,
    LesionResult,
    TeamRole,
)
from hepaboard.assess.options import options
from hepaboard.assess.places import concepts, scenarios, scopes
from hepaboard.assess.reading import Reading, plain
from hepaboard.assess.response import response_of, response_warnings
from hepaboard.assess.response_model import ResponseLine
from hepaboard.assess.schedule import broken_windows, schedule
from hepaboard.assess.scores import scores
from hepaboard.assess.subject import Subject, subject_in
from hepaboard.case import CaseFile, Facts, KnownFact, flat_facts, read_case
from hepaboard.guideline import Guideline, load_guideline
from hepaboard.missing import conflict, questions


def assess(
    case: CaseFile | str | Path | dict[str, Any],
    guideline: Guideline | None = None,
    on: date | None = None,
) -> Assessment:
    """The whole answer for one case.

    Parameters
    ----------
    case
        A case, or what ``read_case`` takes.
    guideline
        The shipped guideline with all packs if None.
    on
        The day of assessment; the case's own, or its latest record, if None.

    Raises
    ------
    HepaboardError
        The case cannot be read, has values that do not fit, or contradicts itself.
    """
    guideline = guideline or load_guideline()
    file = case if isinstance(case, CaseFile) else read_case(case)
    return answer(subject_in(file, guideline, on=on))


def assess_facts(
    facts: dict[str, Any] | str | Path, guideline: Guideline | None = None
) -> Assessment:
    """The whole answer for a flat set of facts ``{fact: value}``; see ``flat_facts``."""
    guideline = guideline or load_guideline()
    file, known = flat_facts(facts, guideline.vocabulary, guideline.treatments)
    return answer(subject_in(file, guideline, known))


def first_answer(case: CaseFile, guideline: Guideline) -> Assessment:
    """The answer at once, for a page that asks for the whole one right after it.

    It leaves out what takes long: ``missing`` is not ranked and holds only what alerts wait for,
    and of an open verdict it is not said what can still become of it. No verdict in it is one
    that the whole answer takes back; an open one may be settled there.

    Raises
    ------
    HepaboardError
        The case has values that do not fit, or contradicts itself.
    """
    return answer(subject_in(case, guideline), exact=False)


def answer(subject: Subject, exact: bool = True) -> Assessment:
    """The answer for one subject; the whole one unless ``exact`` is False."""
    file, reading = subject.file, subject.reading
    guideline, facts = reading.guideline, reading.facts
    ended = ending_stop(reading)
    common: dict[str, Any] = {
        "guideline": GuidelineRef(
            version=guideline.version,
            hash=guideline.hash,
            sources=list(guideline.sources),
            policy=guideline.policy.id,
        ),
        "case": subject.ref,
        "facts": _facts(guideline, facts.patient),
        "scopes": scopes(reading),
        "not_considered": [
            name for name in facts.patient if guideline.vocabulary[name].entry.context
        ],
        "scores": scores(
            {**{name: known.value for name, known in facts.patient.items()}, **facts.dates}
        ),
        "response": _response(guideline, file, facts),
        "citations": _citations(guideline),
        "warnings": [
            *facts.warnings,
            *response_warnings(file, facts, guideline),
            *_conflict(reading),
        ],
    }
    if ended is not None:
        nothing: dict[str, Any] = {
            key: []
            for key in (
                "scenarios",
                "flows",
                "options",
                "lesions",
                "concepts",
                "stops_open",
                "missing",
                "missing_of_lesions",
                "schedule",
                "disagreements",
                "errata",
                "team",
            )
        }
        return Assessment(**common, **nothing, labels={}, alerts=[stop_alert(reading, ended)])
    due = schedule(reading)
    asked = questions(reading.case) if exact else []
    places = scenarios(reading)
    chosen = options(reading, asked=asked, exact=exact)
    listed = _lesions(reading, exact)
    every = [*chosen, *(option for lesion in listed for option in lesion.options)]
    warned = by_level([*alerts(reading), *broken_windows(reading, due)])
    stopping = stops_open(reading)
    wanted = missing(reading, asked)
    return Assessment(
        **common,
        scenarios=places,
        flows=flows(reading),
        options=chosen,
        lesions=listed,
        concepts=concepts(reading),
        alerts=warned,
        stops_open=stopping,
        missing=wanted,
        missing_of_lesions=missing_of_lesions(reading) if exact else [],
        labels=labels(guideline.vocabulary, every, places, [*stopping, *warned], wanted),
        schedule=due,
        disagreements=disagreements(reading),
        errata=errata(reading),
        team=_team(reading),
    )


def _conflict(reading: Reading) -> list[str]:
    """A warning where no completion of the case exists."""
    names = conflict(reading.case)
    if not names:
        return []
    vocabulary = reading.guideline.vocabulary
    told = ", ".join(
        f"{vocabulary[name].entry.label} ({vocabulary[name].words(reading.value(name))})"
        for name in names
    )
    return [
        f"What is recorded cannot all be right together: {told}. Correct what is wrong; until "
        "then it is not known which verdicts can still change."
    ]


def _response(guideline: Guideline, file: CaseFile, facts: Facts) -> list[ResponseLine]:
    found = response_of(file, facts, guideline)
    lines = () if found is None else found.lines
    return [ResponseLine.of(line) for line in lines if line.baseline is not None]


def _facts(guideline: Guideline, facts: Any) -> list[FactValue]:
    vocabulary = guideline.vocabulary

    def shown(name: str, known: KnownFact) -> FactValue:
        fact = vocabulary[name]
        return FactValue(
            fact=name,
            value=plain(known.value),
            unit=fact.entry.unit,
            origin=known.origin,
            words=fact.words(known.value),
            label=fact.entry.label,
            on=known.on,
            by=known.by,
            old=known.old,
            instead_of=plain(known.instead_of),
            note=known.note,
        )

    return [shown(name, facts[name]) for name in vocabulary if name in facts]


def _lesions(reading: Reading, exact: bool) -> list[LesionResult]:
    return [
        LesionResult(
            lesion=name,
            facts=_facts(reading.guideline, facts),
            options=[
                o for o in options(reading, index, exact=exact) if o.verdict != "not_addressed"
            ],
        )
        for index, (name, facts) in enumerate(reading.facts.lesions)
    ]


def _team(reading: Reading) -> list[TeamRole]:
    roles: dict[str, dict[str, None]] = {}
    for item in reading.guideline.statements:
        if item.entry.team and reading.truth(item.node) == 3:
            for role in item.entry.team:
                roles.setdefault(role, {})[item.source] = None
    return [TeamRole(role=role, sources=list(sources)) for role, sources in roles.items()]


def _citations(guideline: Guideline) -> list[Citation]:
    return [
        Citation(
            source=name,
            title=source.title,
            citation=source.citation,
            date=source.published,
            review_status=source.review,
            review_note=source.review_note,
        )
        for name, source in guideline.sources.items()
    ]
