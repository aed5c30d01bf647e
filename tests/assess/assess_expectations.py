"""What an example expects of an answer, told in words where it is not met; see CONTRIBUTING.md."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from hepaboard.assess import Assessment
from hepaboard.assess.ledger import ledger
from hepaboard.examples import Example, example_file
from hepaboard.guideline import Guideline


def unmet(expect: Any, found: Assessment) -> list[str]:
    """The expectations that an answer does not meet; empty if none. Unknown kinds are refused."""
    unknown = set(expect) - set(CHECKS)
    if unknown:
        raise ValueError(f"no such expectation: {', '.join(sorted(unknown))}")
    return [words for key, said in expect.items() for words in CHECKS[key](said, found)]


def named_nodes(guideline: Guideline) -> dict[str, int]:
    """The node behind every name that a rule fixture may use.

    Statements, stops, delays, alerts, caps and topics go by their id, what a window is foreseen
    by as ``ID/foresee``, a source's scope by the source (S2), its terms as S2.name.
    """
    nodes = dict(guideline.scopes)
    nodes |= {f"{term.source}.{term.name}": term.node for term in guideline.definitions}
    nodes |= {name: t.node for name, t in guideline.topics.items() if t.node is not None}
    nodes |= {s.id: s.node for s in guideline.statements}
    nodes |= {f"{s.id}/foresee": s.foresee for s in guideline.statements if s.foresee is not None}
    for item in (*guideline.stops, *guideline.delays, *guideline.alerts, *guideline.caps):
        nodes[item.entry.id] = item.node
    return nodes


def bless(example: Example, found: Assessment) -> None:
    """With HEPABOARD_BLESS set, writes anew what each source says in an example."""
    if not os.environ.get("HEPABOARD_BLESS"):
        return
    said = ledger(found)
    text = yaml.dump(
        {"says": said}, default_flow_style=None, sort_keys=False, width=96, allow_unicode=True
    )
    path = example_file(example.name)
    before, _, _ = path.read_text(encoding="utf-8").partition("\n  says:\n")
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    path.write_text(f"{before.rstrip()}\n{lines}", encoding="utf-8")


def _scenario(said: Any, found: Assessment) -> Iterator[str]:
    yield from _places(said, found, "holds")


def _possible(said: Any, found: Assessment) -> Iterator[str]:
    yield from _places(said, found, "possible")


def _places(said: Any, found: Assessment, wanted: str) -> Iterator[str]:
    places = {(place.source, place.scenario): place.status for place in found.scenarios}
    for source, names in said.items():
        for name in names if isinstance(names, list) else [names]:
            status = places.get((source, name), "does not hold")
            if status != wanted:
                yield f"scenario {source} {name}: {wanted} expected, {status}"


def _verdicts(said: Any, found: Assessment) -> Iterator[str]:
    yield from _told(said, found.options, "")


def _told(said: Any, options: Any, where: str) -> Iterator[str]:
    told = {option.treatment: option.verdict for option in options}
    for treatment, verdict in said.items():
        given = told.get(treatment, "not_addressed")
        if given != verdict:
            yield f"verdict {where}{treatment}: {verdict} expected, {given}"


def _statements(said: Any, found: Assessment) -> Iterator[str]:
    words = {"holds": "TRUE", "unknown": "UNKNOWN"}
    values = {s.id: words[s.status] for option in found.options for s in option.statements}
    values |= {alert.id: words[alert.status] for alert in found.alerts}
    for name, value in said.items():
        if values.get(name, "FALSE") != value:
            yield f"statement {name}: {value} expected, {values.get(name, 'FALSE')}"


def _alerts(said: Any, found: Assessment) -> Iterator[str]:
    levels = {alert.id: alert.level for alert in found.alerts}
    for name in said:
        if name not in levels:
            yield f"alert {name}: expected, not shown"
        elif isinstance(said, dict) and levels[name] != said[name]:
            yield f"alert {name}: {said[name]} expected, {levels[name]}"


def _no_alerts(said: Any, found: Assessment) -> Iterator[str]:
    for name in sorted(set(said) & {alert.id for alert in found.alerts}):
        yield f"alert {name}: shown, not expected"


def _concepts(said: Any, found: Assessment) -> Iterator[str]:
    answers = {(c.concept, a.source): a.value for c in found.concepts for a in c.answers}
    for concept, by_source in said.items():
        for source, value in by_source.items():
            given = answers.get((concept, source), "no answer")
            if given is not value:
                yield f"concept {concept} {source}: {value} expected, {given}"


def _missing(said: Any, found: Assessment) -> Iterator[str]:
    for name in sorted(set(said) - {item.fact for item in found.missing}):
        yield f"missing {name}: expected, not listed"


def _not_missing(said: Any, found: Assessment) -> Iterator[str]:
    for name in sorted(set(said) & {item.fact for item in found.missing}):
        yield f"missing {name}: listed, not expected"


def _missing_first(said: Any, found: Assessment) -> Iterator[str]:
    first = found.missing[0].fact if found.missing else None
    if first != said:
        yield f"missing first: {said} expected, {first}"


def _phase(said: Any, found: Assessment) -> Iterator[str]:
    yield from _facts({"decision_point": said}, found)


def _facts(said: Any, found: Assessment) -> Iterator[str]:
    known = {fact.fact: fact.value for fact in found.facts}
    for name, value in said.items():
        if known.get(name) != value:
            yield f"fact {name}: {value} expected, {known.get(name)}"


def _windows(said: Any, found: Assessment) -> Iterator[str]:
    windows = {w.statement: w for entry in found.schedule for w in entry.per_source}
    for name, ends in said.items():
        for end, day in ends.items():
            given = getattr(windows[name], end) if name in windows else "no window"
            if str(given) != str(day):
                yield f"window {name} {end}: {day} expected, {given}"


def _not_before(said: Any, found: Assessment) -> Iterator[str]:
    days = {option.treatment: option.not_before for option in found.options}
    for treatment, day in said.items():
        if str(days.get(treatment)) != str(day):
            yield f"not before, {treatment}: {day} expected, {days.get(treatment)}"


def _lesions(said: Any, found: Assessment) -> Iterator[str]:
    results = {item.lesion: item.options for item in found.lesions}
    for lesion, verdicts in said.items():
        yield from _told(verdicts, results.get(lesion, []), f"{lesion} ")


def _says(said: Any, found: Assessment) -> Iterator[str]:
    whole = ledger(found)
    for source, told in said.items():
        yield from _differences(source, told, whole.get(source, {}))


def _differences(where: str, said: Any, told: Any) -> Iterator[str]:
    for key in sorted({*said, *told}):
        wanted, given = said.get(key), told.get(key)
        if isinstance(wanted, dict) and isinstance(given, dict):
            yield from _differences(f"{where} {key}", wanted, given)
        elif wanted != given:
            yield f"{where} {key}: {wanted} expected, {given}"


CHECKS: dict[str, Callable[[Any, Assessment], Iterator[str]]] = {
    "scenario": _scenario,
    "possible": _possible,
    "verdicts": _verdicts,
    "statements": _statements,
    "alerts": _alerts,
    "no_alerts": _no_alerts,
    "concepts": _concepts,
    "missing": _missing,
    "not_missing": _not_missing,
    "missing_first": _missing_first,
    "phase": _phase,
    "facts": _facts,
    "windows": _windows,
    "not_before": _not_before,
    "lesions": _lesions,
    "says": _says,
}
