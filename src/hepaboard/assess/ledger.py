"""What each source says of one patient, by id and complete: what an example expects of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hepaboard.assess.model import Assessment, OptionResult

Ledger = dict[str, dict[str, Any]]

#: The parts of what a source says, in the order in which they are written.
PARTS = (
    *("scenario", "yes", "no", "stops", "for", "consider", "against"),
    *("alerts", "windows"),
)


def ledger(found: Assessment) -> Ledger:
    """All that each source, and ``safety``, says in an answer; what is not listed is not said.

    A source has, where it is not empty: ``scenario``; ``yes`` and ``no``, the concepts that it
    answers so; ``for``, ``consider`` and ``against``, its advice that holds; ``alerts`` that hold,
    with their level; ``windows`` in words; and, under a lesion's name, the advice on that lesion
    alone. ``safety`` has ``stops`` and joint ``alerts``, ``project`` the rules without a source.
    What cannot be judged yet is left out.
    """
    said: Ledger = {scope.source: {} for scope in found.scopes if scope.status != "out_of_scope"}
    said["safety"] = {}
    for place in found.scenarios:
        if place.status == "holds":
            _note(said[place.source], "scenario", place.scenario)
    for concept in found.concepts:
        for answer in concept.answers:
            if answer.value is not None:
                _note(said[answer.source], "yes" if answer.value else "no", concept.concept)
    _advice(said, found.options, None, frozenset())
    common = frozenset(item.id for option in found.options for item in option.statements)
    for lesion in found.lesions:
        _advice(said, lesion.options, lesion.lesion, common)
    for alert in found.alerts:
        if alert.status == "holds":
            said[alert.source or "safety"].setdefault("alerts", {})[alert.id] = alert.level
    for entry in found.schedule:
        for window in entry.per_source:
            said[window.source].setdefault("windows", {})[window.statement] = window.window
    return {source: _ordered(part) for source, part in said.items()}


def ledger_differences(where: str, said: Any, told: Any) -> Iterator[str]:
    """Where what was expected of a source and what it says differ, in words."""
    for key in sorted({*said, *told}):
        wanted, given = said.get(key), told.get(key)
        if isinstance(wanted, dict) and isinstance(given, dict):
            yield from ledger_differences(f"{where} {key}", wanted, given)
        elif wanted != given:
            yield f"{where} {key}: {wanted} expected, {given}"


def _advice(
    said: Ledger, options: Iterable[OptionResult], lesion: str | None, common: frozenset[str]
) -> None:
    """Notes the statements of options that hold; of a lesion's those that it has alone."""
    for option in options:
        for item in option.statements:
            if item.status != "holds" or item.id in common:
                continue
            part = said.setdefault(item.source, {})
            if lesion is not None:
                part = part.setdefault(lesion, {})
            _note(part, "stops" if item.direction == "stop" else item.direction, item.id)


def _note(part: dict[str, Any], key: str, name: str) -> None:
    names = part.setdefault(key, [])
    if name not in names:
        names.append(name)


def _ordered(part: dict[str, Any]) -> dict[str, Any]:
    """The same with its parts in order and names sorted; lesions come last."""
    found: dict[str, Any] = {}
    for key in sorted(part, key=lambda key: PARTS.index(key) if key in PARTS else len(PARTS)):
        value = part[key]
        if isinstance(value, list):
            found[key] = sorted(value)
        elif key in PARTS:
            found[key] = dict(sorted(value.items()))
        else:
            found[key] = _ordered(value)
    return found
