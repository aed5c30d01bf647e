"""The question and the situation of a case in words: what was recorded, not what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hepaboard.assess import Assessment
from hepaboard.assess.model import FactValue
from hepaboard.case import CaseFile, Facts, Treatment
from hepaboard.case.measurements import DIAMETER
from hepaboard.days import day_words
from hepaboard.guideline import Guideline
from hepaboard.report.letter.plain import plain
from hepaboard.report.line import Line
from hepaboard.report.liver_map import MapLesion, map_lesions
from hepaboard.report.liver_map.lesion import SEGMENT

PHASE = "decision_point"


def situation_lines(
    file: CaseFile, facts: Facts, assessment: Assessment, guideline: Guideline
) -> Iterator[Line]:
    """Who it is, what is asked, what is recorded, lesions, and treatments in order of time."""
    about = plain(assessment.case.about or "")
    if about:
        yield Line(about, "patient")
    yield Line(f"{phase_words(assessment)}: what do the sources advise?", "question")
    yield from _recorded(assessment)
    findings = {item.lesion: item.facts for item in assessment.lesions}
    lesions = [
        _lesion(item, findings.get(item.id, [])) for item in map_lesions(file, facts, guideline)
    ]
    if lesions:
        rest = "" if _all_listed(file, facts, guideline) else " · there may be others"
        yield Line(" · ".join(lesions) + rest, "lesions")
    yield Line(_treatments(facts, guideline), "treatments")


def phase_words(assessment: Assessment) -> str:
    """The phase of care in words, as the sheet has it."""
    known = (item.words for item in assessment.facts if item.fact == PHASE)
    return next(known, "phase of care not known")


def _entered(item: FactValue) -> bool:
    return item.origin == "entered" and item.fact != PHASE


def _recorded(assessment: Assessment) -> Iterator[Line]:
    """The entered facts: those without a day, then day by day, the latest first."""
    days: dict[date | None, list[str]] = {None: []}
    for item in assessment.facts:
        if _entered(item):
            old = " (old, confirm)" if item.old else ""
            days.setdefault(item.on, []).append(f"{item.label}: {item.words}{old}")
    undated = days.pop(None)
    if undated or not days:
        yield Line(" · ".join(undated) or "nothing", "recorded")
    for day in sorted((day for day in days if day), reverse=True):
        yield Line(" · ".join(days[day]), day_words(day))


def _all_listed(file: CaseFile, facts: Facts, guideline: Guideline) -> bool:
    """Whether the list names every lesion: it says so, or is as long as their number."""
    lesions = file.case.lesions
    count = facts.patient.get(guideline.vocabulary.counter or "")
    if lesions is None:
        return False
    return lesions.complete or (count is not None and count.value == len(facts.lesions))


def _lesion(item: MapLesion, findings: Sequence[FactValue]) -> str:
    """Segment and size as on the map, then every other finding."""
    place = f"segment {item.segment}" if item.segment else "segment not recorded"
    others = [
        f"{found.label}: {found.words}" + (" (old, confirm)" if found.old else "")
        for found in findings
        if found.fact not in (SEGMENT, DIAMETER)
    ]
    return ", ".join((f"{item.id} {place}", item.size, *others))


def _treatments(facts: Facts, guideline: Guideline) -> str:
    history = facts.history
    done = list(history.treatments) if history else []
    ordered = sorted(done, key=lambda item: item.first_day or date.min)
    names = [_treatment(item, guideline) for item in ordered]
    names += [f"planned: {_treatment(item, guideline)}" for item in facts.plans]
    complete = history is not None and history.treatments_complete
    if not names:
        return "none" if complete else "none recorded; the list may be incomplete"
    return " · ".join(names) + ("" if complete else " · the list may be incomplete")


def _treatment(item: Treatment, guideline: Guideline) -> str:
    parts = [guideline.treatments[item.treatment].name]
    if item.first_day is None:
        parts.append("day not recorded")
    elif item.on is not None:
        parts.append(day_words(item.on))
    elif item.end is not None:
        same = item.first_day.year == item.end.year
        parts.append(f"{day_words(item.first_day, year=not same)} - {day_words(item.end)}")
    else:
        parts.append(f"since {day_words(item.first_day)}")
        parts.append("goes on" if item.ongoing else "end not recorded")
    if item.line is not None:
        parts.append(f"line {item.line}")
    if item.stopped_for is not None:
        parts.append(f"ended: {item.stopped_for}")
    return ", ".join(parts)
