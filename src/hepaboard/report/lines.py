"""The lines of the sheet that need some grouping: places, questions, dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hepaboard.assess import Assessment
from hepaboard.assess.model import MissingFact
from hepaboard.days import day_words
from hepaboard.report.option_lines import few
from hepaboard.report.standing import standings
from hepaboard.report.voices import star

GROUPS = {
    "tissue": "tissue",
    "blood": "laboratory",
    "imaging": "imaging",
    "judgement": "judgement",
    "question": "patient",
    "record": "record",
}
FACTS_IN_A_LINE = 4
QUESTIONS = 6


def place_lines(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Per source: the scenario that holds, those still open and why, or that it does not speak."""
    for place in standings(assessment):
        waits = few(place.waits, FACTS_IN_A_LINE)
        yield place.source, place.words + (f" (not known: {waits})" if waits else "")


def ask_lines(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    """The questions that could change most, grouped by how they are answered."""
    groups: dict[str, list[MissingFact]] = {}
    for item in assessment.missing:
        groups.setdefault(item.asking, []).append(item)
    ranked = sorted(groups.items(), key=lambda pair: -sum(item.score for item in pair[1]))
    for number, (asking, items) in enumerate(ranked[:QUESTIONS], 1):
        names = few([item.label for item in items], FACTS_IN_A_LINE)
        options = {name for item in items for name in item.could_change}
        decides = f"could change {len(options)} option{'s' if len(options) != 1 else ''}"
        yield str(number), f"{GROUPS[asking]}: {names}", decides if options else ""
    if assessment.missing_of_lesions:
        told = [f"{m.label} ({', '.join(m.lesions)})" for m in assessment.missing_of_lesions]
        options = {name for item in assessment.missing_of_lesions for name in item.could_change}
        decides = f"could change {len(options)} option{'s' if len(options) != 1 else ''}"
        number = min(len(ranked), QUESTIONS) + 1
        yield str(number), f"of the lesions: {few(told, FACTS_IN_A_LINE)}", decides


def date_lines(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Each window in real dates where its anchor is known, else for a start today."""
    on = assessment.case.assessed_on
    for entry in assessment.schedule:
        start = entry.if_started_on
        parts = []
        for window in entry.per_source:
            first = window.earliest or window.foreseen_earliest
            last = window.latest or window.foreseen_latest
            dates = f" ({_span(first, last)})" if first or last else ""
            late = " overdue" if window.latest and on and window.latest < on else ""
            who = f"{window.source}{star(assessment, window.source)}"
            parts.append(f"{who} {window.window}{dates}{late}")
        if start is None and entry.earliest is None and entry.latest is None:
            when = f"after {entry.anchor}"
        elif start is not None:
            when = f"{entry.anchor} on {day_words(start)} would give"
        else:
            when = f"after {entry.anchor}"
        clash = "" if entry.overlap else " · no day suits all"
        yield entry.name, f"{when}: " + " · ".join(parts) + clash


def _span(first: date | None, last: date | None) -> str:
    if first and last and first != last:
        same = first.year == last.year
        return f"{day_words(first, year=not same)} - {day_words(last)}"
    day = first or last
    return day_words(day) if day else ""
