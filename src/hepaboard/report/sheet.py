"""The board sheet as data: the order, the words and the reasons, without any layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hepaboard.assess import Assessment
from hepaboard.assess.model import AlertResult
from hepaboard.days import day_words
from hepaboard.report.difference_lines import difference_lines
from hepaboard.report.lesion_lines import barred_lines, lesion_lines
from hepaboard.report.line import Line
from hepaboard.report.lines import ask_lines, date_lines, place_lines
from hepaboard.report.option_lines import few, labels_of, option_lines
from hepaboard.report.score_lines import score_lines
from hepaboard.report.voices import star

STOP_FACTS = 3
#: Letters of a hash that a person can compare.
MARK = 8
INTENDED_USE = (
    "Decision support for professionals who check its reasons. Not a medical device. "
    "The sources decide, and the board."
)


@dataclass(frozen=True, slots=True)
class Block:
    """One headed part of the sheet."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet. ``marks`` tells which case and which guideline gave it."""

    head: str
    guideline: str
    phase: str
    pending: bool
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]
    foot: str = INTENDED_USE
    marks: str = ""


#: A stop that no source, plan or treatment touches stands with its option, further down.
NONE_IN_PLAY = "none holds on what is planned, given or favoured; others: contraindicated, below"


def sheet(assessment: Assessment) -> Sheet:
    """The board sheet of an assessment."""
    case = assessment.case
    head = " · ".join(part for part in (case.id, case.about, _assessed(case.assessed_on)) if part)
    stars = {c.source: star(assessment, c.source) for c in assessment.citations}
    phase = next((f.words for f in assessment.facts if f.fact == "decision_point"), "")
    blocks = [
        Block(
            "WHERE THE PATIENT STANDS",
            tuple(Line(text, label) for label, text in place_lines(assessment)),
        ),
        Block("STOP", tuple(_stops(assessment))),
        Block("WATCH", tuple(_watch(assessment))),
        Block("OPTIONS", tuple(option_lines(assessment, work_up=False))),
        Block("EACH LESION", tuple(lesion_lines(assessment))),
        Block("SOURCES DIFFER", tuple(difference_lines(assessment))),
        Block("WORK-UP", tuple(option_lines(assessment, work_up=True))),
        Block(
            "ASK NEXT",
            tuple(Line(text, label, aside=aside) for label, text, aside in ask_lines(assessment)),
        ),
        Block("DATES", tuple(Line(text, label) for label, text in date_lines(assessment))),
        Block("SCORES AND RESPONSE", tuple(score_lines(assessment))),
        Block("NOT CONSIDERED BY ANY SOURCE", tuple(not_considered_lines(assessment))),
    ]
    return Sheet(
        head=head,
        guideline=f"guideline {assessment.guideline.version} · "
        + " ".join(source + stars[source] for source in assessment.guideline.sources),
        phase=phase or "phase of care not known",
        pending=any(stars.values()),
        blocks=tuple(block for block in blocks if block.lines),
        warnings=tuple(assessment.warnings),
        marks=f"case {case.id} {case.hash[:MARK]} · guideline {assessment.guideline.version} "
        f"{assessment.guideline.hash[:MARK]}",
    )


def _assessed(on: date | None) -> str:
    return f"assessed {day_words(on)}" if on else "no date"


def _stopped(assessment: Assessment) -> bool:
    return any(option.verdict == "contraindicated" for option in assessment.options)


def _stops(assessment: Assessment) -> Iterable[Line]:
    holding = [alert for alert in assessment.alerts if alert.level == "stop"]
    barred = list(barred_lines(assessment))
    for alert in holding:
        yield Line(alert.text, alert.id, "stop", more=(alert.do,), rows=tuple(alert.rows))
    if not holding:
        whole = "none holds on the patient as a whole" if barred else "none holds"
        yield Line(NONE_IN_PLAY if _stopped(assessment) else whole)
    yield from (Line(words) for words in barred)
    names = {option.treatment: option.name for option in assessment.options}
    labels = labels_of(assessment)
    waiting: dict[str, dict[str, None]] = {}
    for stop in assessment.stops_open:
        name = names.get(stop.treatment, stop.treatment)
        waiting.setdefault(name, {}).update((labels.get(f, f), None) for f in stop.needs)
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name, needed in waiting.items():
        grouped.setdefault(tuple(needed), []).append(name)
    if grouped:
        parts = [
            f"{', '.join(treatments)} ({few(facts, STOP_FACTS)})"
            for facts, treatments in grouped.items()
        ]
        yield Line("not yet known: " + " · ".join(parts))


def _watch(assessment: Assessment) -> Iterable[Line]:
    for alert in assessment.alerts:
        if alert.level != "stop" and not any(tells(a, alert) for a in assessment.alerts):
            yield Line(
                _alert_words(assessment, alert),
                kind=alert.level,
                more=(alert.do,),
                rows=tuple(alert.rows),
            )


def tells(joint: AlertResult, alert: AlertResult) -> bool:
    """Whether a joint alert says what a source's own alert says, on the same rows."""
    return (
        joint.source is None
        and alert.source is not None
        and set(alert.rows) <= set(joint.rows)
        and alert.status == joint.status
    )


def _alert_words(assessment: Assessment, alert: AlertResult) -> str:
    """The alert with the sources whose own alert it is."""
    said = [a.source for a in assessment.alerts if a is alert or tells(alert, a)]
    names = dict.fromkeys(name + star(assessment, name) for name in said if name is not None)
    return f"{alert.text} ({', '.join(names)})" if names else alert.text


def not_considered_lines(assessment: Assessment) -> Iterable[Line]:
    """Recorded facts that no source has a rule for, and limits that none states."""
    known = {item.fact: item for item in assessment.facts}
    recorded = [f"{known[name].label} ({known[name].words})" for name in assessment.not_considered]
    if recorded:
        yield Line("recorded: " + " · ".join(recorded))
    limits: dict[str, list[str]] = {}
    for option in assessment.options:
        if option.verdict in ("recommended", "acceptable", "contested"):
            for limit in option.not_stated:
                limits.setdefault(limit, []).append(option.name)
    if limits:
        yield Line("no source states limits for: " + " · ".join(limits))
