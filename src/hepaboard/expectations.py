"""What an example or a rule fixture expects of the answer, and which of it is not met.

An example expects of an assessment: ``scenario``, ``possible``, ``verdicts``, ``statements``,
``alerts`` (ids, or ids with their level), ``concepts``, ``missing``, ``not_missing``,
``missing_first``, ``phase``, ``lesions``, ``facts`` (what follows from the case), ``windows`` (the
days of a statement's window), ``not_before`` (the first day for a treatment), ``no_alerts`` and
``says`` (all that a source says, see ``assess.ledger``). A rule fixture expects truth values of
single conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hepaboard.assess import Assessment
from hepaboard.assess.ledger import ledger, ledger_differences
from hepaboard.assess.model import OptionResult
from hepaboard.guideline import Guideline

Check = Callable[[Any, Assessment], Iterator[str]]


def unmet(expect: Mapping[str, Any], found: Assessment) -> list[str]:
    """The expectations of an example that an assessment does not meet, in words; empty if none.

    Raises
    ------
    ValueError
        There is no such kind of expectation.
    """
    unknown = set(expect) - set(CHECKS)
    if unknown:
        raise ValueError(f"no such expectation: {', '.join(sorted(unknown))}")
    return [words for key, said in expect.items() for words in CHECKS[key](said, found)]


def named_nodes(guideline: Guideline) -> dict[str, int]:
    """The node behind every name that a rule fixture may use.

    Statements, stops, delays, alerts, caps and topics (D01) go by their id, what a window is
    foreseen by as ``ID/foresee``, a source's scope by the source (S2), its terms as S2.name.
    """
    nodes = dict(guideline.scopes)
    nodes |= {f"{term.source}.{term.name}": term.node for term in guideline.definitions}
    nodes |= {name: t.node for name, t in guideline.topics.items() if t.node is not None}
    nodes |= {s.id: s.node for s in guideline.statements}
    nodes |= {f"{s.id}/foresee": s.foresee for s in guideline.statements if s.foresee is not None}
    nodes |= {stop.entry.id: stop.node for stop in guideline.stops}
    nodes |= {delay.entry.id: delay.node for delay in guideline.delays}
    nodes |= {alert.entry.id: alert.node for alert in guideline.alerts}
    nodes |= {cap.entry.id: cap.node for cap in guideline.caps}
    return nodes


def _scenario(said: Any, found: Assessment) -> Iterator[str]:
    yield from _places(said, found, "holds")


def _possible(said: Any, found: Assessment) -> Iterator[str]:
    yield from _places(said, found, "possible")


def _places(said: Any, found: Assessment, wanted: str) -> Iterator[str]:
    places = {(place.source, place.scenario): place.status for place in found.scenarios}
    for source, names in (said or {}).items():
        for name in names if isinstance(names, list) else [names]:
            status = places.get((source, name), "does not hold")
            if status != wanted:
                yield f"scenario {source} {name}: {wanted} expected, {status}"


def _verdicts(said: Any, found: Assessment) -> Iterator[str]:
    yield from _told(said, found.options, "")


def _told(said: Any, options: list[OptionResult], where: str) -> Iterator[str]:
    told = {option.treatment: option.verdict for option in options}
    for treatment, verdict in (said or {}).items():
        given = told.get(treatment, "not_addressed")
        if given != verdict:
            yield f"verdict {where}{treatment}: {verdict} expected, {given}"


def _statements(said: Any, found: Assessment) -> Iterator[str]:
    words = {"holds": "TRUE", "unknown": "UNKNOWN"}
    values = {s.id: words[s.status] for option in found.options for s in option.statements}
    values |= {alert.id: words[alert.status] for alert in found.alerts}
    for name, value in (said or {}).items():
        if values.get(name, "FALSE") != value:
            yield f"statement {name}: {value} expected, {values.get(name, 'FALSE')}"


def _alerts(said: Any, found: Assessment) -> Iterator[str]:
    levels = {alert.id: alert.level for alert in found.alerts}
    for name in said or ():
        if name not in levels:
            yield f"alert {name}: expected, not shown"
        elif isinstance(said, Mapping) and levels[name] != said[name]:
            yield f"alert {name}: {said[name]} expected, {levels[name]}"


def _concepts(said: Any, found: Assessment) -> Iterator[str]:
    answers = {(c.concept, a.source): a.value for c in found.concepts for a in c.answers}
    for concept, by_source in (said or {}).items():
        for source, value in by_source.items():
            given = answers.get((concept, source), "no answer")
            if given is not value:
                yield f"concept {concept} {source}: {value} expected, {given}"


def _missing(said: Any, found: Assessment) -> Iterator[str]:
    listed = {item.fact for item in found.missing}
    listed |= {fact for lesion in found.lesions for o in lesion.options for fact in o.needs}
    for name in sorted(set(said or ()) - listed):
        yield f"missing {name}: expected, not listed"


def _not_missing(said: Any, found: Assessment) -> Iterator[str]:
    for name in sorted(set(said or ()) & {item.fact for item in found.missing}):
        yield f"missing {name}: listed, not expected"


def _missing_first(said: Any, found: Assessment) -> Iterator[str]:
    first = found.missing[0].fact if found.missing else None
    if said is not None and first != said:
        yield f"missing first: {said} expected, {first}"


def _phase(said: Any, found: Assessment) -> Iterator[str]:
    if said is not None:
        yield from _facts({"decision_point": said}, found)


def _facts(said: Any, found: Assessment) -> Iterator[str]:
    known = {fact.fact: fact.value for fact in found.facts}
    for name, value in (said or {}).items():
        if known.get(name) != value:
            yield f"fact {name}: {value} expected, {known.get(name)}"


def _windows(said: Any, found: Assessment) -> Iterator[str]:
    windows = {w.statement: w for entry in found.schedule for w in entry.per_source}
    for name, ends in (said or {}).items():
        for end, day in ends.items():
            given = getattr(windows[name], end) if name in windows else "no window"
            if str(given) != str(day):
                yield f"window {name} {end}: {day} expected, {given}"


def _not_before(said: Any, found: Assessment) -> Iterator[str]:
    days = {option.treatment: option.not_before for option in found.options}
    for treatment, day in (said or {}).items():
        if str(days.get(treatment)) != str(day):
            yield f"not before {treatment}: {day} expected, {days.get(treatment)}"


def _lesions(said: Any, found: Assessment) -> Iterator[str]:
    results = {item.lesion: item.options for item in found.lesions}
    for lesion, verdicts in (said or {}).items():
        yield from _told(verdicts, results.get(lesion, []), f"{lesion} ")


def _no_alerts(said: Any, found: Assessment) -> Iterator[str]:
    for name in sorted(set(said) & {alert.id for alert in found.alerts}):
        yield f"alert {name}: shown, not expected"


def _says(said: Any, found: Assessment) -> Iterator[str]:
    whole = ledger(found)
    for source, told in said.items():
        yield from ledger_differences(source, told, whole.get(source, {}))


CHECKS: dict[str, Check] = {
    "scenario": _scenario,
    "possible": _possible,
    "verdicts": _verdicts,
    "statements": _statements,
    "alerts": _alerts,
    "concepts": _concepts,
    "missing": _missing,
    "not_missing": _not_missing,
    "missing_first": _missing_first,
    "phase": _phase,
    "facts": _facts,
    "windows": _windows,
    "not_before": _not_before,
    "lesions": _lesions,
    "no_alerts": _no_alerts,
    "says": _says,
}
