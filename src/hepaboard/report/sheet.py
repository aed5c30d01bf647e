"""The board sheet as data: the order, the words and the reasons, without any layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hepaboard.assess import Assessment, OptionResult
from hepaboard.assess.model import AlertResult
from hepaboard.report.dates import day_words
from hepaboard.report.lines import ask_lines, date_lines, place_lines
from hepaboard.report.voices import said_by, star

#: Order of the verdicts on the sheet; dangers first.
VERDICTS = {
    "contraindicated": "contraindicated",
    "recommended": "recommended",
    "contested": "contested",
    "acceptable": "acceptable",
    "needs_data": "needs data",
    "undetermined": "undetermined",
    "not_recommended": "not recommended",
}
SIGNS = {
    "contraindicated": "■",
    "recommended": "●",
    "contested": "◐",
    "acceptable": "○",
    "needs_data": "?",
    "undetermined": "?",
    "not_recommended": "–",
    "urgent": "‼",
    "stop": "■",
    "warn": "▲",
    "note": "·",
}
#: What prepares a decision stands apart from what treats.
WORK_UP = frozenset({"imaging", "test", "team"})
FACTS = 6
INTENDED_USE = (
    "Decision support for professionals who check its reasons. Not a medical device. "
    "The sources decide, and the board."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a label (a verdict), its kind for sign and colour, the text, and what goes with it.

    ``aside`` stands behind the text, ``more`` below it.
    """

    text: str
    label: str = ""
    kind: str = ""
    aside: str = ""
    more: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One headed part of the sheet."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet."""

    head: str
    guideline: str
    phase: str
    pending: bool
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]
    foot: str = INTENDED_USE


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
        Block("OPTIONS", tuple(_options(assessment, work_up=False))),
        Block("WORK-UP", tuple(_options(assessment, work_up=True))),
        Block(
            "ASK NEXT",
            tuple(Line(text, label, aside=aside) for label, text, aside in ask_lines(assessment)),
        ),
        Block("DATES", tuple(Line(text, label) for label, text in date_lines(assessment))),
        Block("NOT CONSIDERED BY ANY SOURCE", tuple(_not_considered(assessment))),
    ]
    return Sheet(
        head=head,
        guideline=f"guideline {assessment.guideline.version} · "
        + " ".join(source + stars[source] for source in assessment.guideline.sources),
        phase=phase or "phase of care not known",
        pending=any(stars.values()),
        blocks=tuple(block for block in blocks if block.lines),
        warnings=tuple(assessment.warnings),
    )


def _assessed(on: date | None) -> str:
    return f"assessed {day_words(on)}" if on else "no date"


def _stops(assessment: Assessment) -> Iterable[Line]:
    holding = [alert for alert in assessment.alerts if alert.level == "stop"]
    for alert in holding:
        yield Line(alert.text, alert.id, "stop", more=(alert.do,), rows=tuple(alert.rows))
    if not holding:
        yield Line("none holds")
    names = {option.treatment: option.name for option in assessment.options}
    labels = _labels(assessment)
    grouped: dict[str, list[str]] = {}
    for stop in assessment.stops_open:
        for fact in stop.needs:
            known = grouped.setdefault(names.get(stop.treatment, stop.treatment), [])
            if labels.get(fact, fact) not in known:
                known.append(labels.get(fact, fact))
    if grouped:
        parts = [f"{name} ({', '.join(facts[:5])})" for name, facts in grouped.items()]
        yield Line("not yet known: " + " · ".join(parts))


def _watch(assessment: Assessment) -> Iterable[Line]:
    for alert in assessment.alerts:
        if alert.level != "stop":
            yield Line(
                _alert_words(assessment, alert),
                kind=alert.level,
                more=(alert.do,),
                rows=tuple(alert.rows),
            )


def _alert_words(assessment: Assessment, alert: AlertResult) -> str:
    if alert.source is None:
        return alert.text
    return f"{alert.text} ({alert.source}{star(assessment, alert.source)})"


def _options(assessment: Assessment, work_up: bool) -> Iterable[Line]:
    """Options by verdict; those of which the same is said share a line."""
    labels = _labels(assessment)
    chosen = [o for o in assessment.options if (o.modality in WORK_UP) == work_up]
    for verdict, words in VERDICTS.items():
        groups: dict[tuple[str, ...], list[OptionResult]] = {}
        for option in chosen:
            if option.verdict == verdict and _shown(option):
                facts = ", ".join(labels.get(fact, fact) for fact in option.needs[:FACTS])
                key = (said_by(assessment, option), facts, option.review, str(option.lead))
                groups.setdefault(key, []).append(option)
        for (said, facts, review, lead), members in groups.items():
            names = ", ".join(m.name + (" (declined)" if m.declined else "") for m in members)
            more = []
            aside = said
            if facts and verdict in ("needs_data", "undetermined"):
                aside = f"not known: {facts}" + (f" · {said}" if said else "")
            elif facts and verdict in ("recommended", "acceptable"):
                more.append(f"unless the answer speaks against it: {facts}")
            if verdict == "contested":
                more.append(f"the policy lets {'neither side' if lead == 'None' else lead} lead")
            if review == "unreviewed_only":
                names += " (unreviewed sources only)"
            yield Line(names, words, verdict, aside, tuple(more))
    if not work_up and all(o.verdict == "not_addressed" for o in chosen):
        yield Line("no source in use speaks of a treatment for this case")


def _shown(option: OptionResult) -> bool:
    """A child whose verdict is only its parent's objection stands on the parent's line."""
    own = [s for s in option.statements if s.option == option.treatment]
    if option.verdict in ("contraindicated", "not_recommended"):
        favoured = any(s.direction in ("for", "consider") for s in option.statements)
        stopped_itself = any(
            s.direction == "stop" and option.treatment in s.option.split(", ")
            for s in option.statements
        )
        return bool(own) or favoured or stopped_itself
    return True


def _labels(assessment: Assessment) -> dict[str, str]:
    return {item.fact: item.label for item in assessment.missing}


def _not_considered(assessment: Assessment) -> Iterable[Line]:
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
