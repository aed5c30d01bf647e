"""Which example shows each executable condition true, which false, which unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hepaboard.assess.implied import with_implied
from hepaboard.case import facts_of, read_case
from hepaboard.guideline import Guideline

TRUTHS = {3: "true", 0: "false", 1: "unknown"}


@dataclass(frozen=True, slots=True)
class Witness:
    """One executable condition, with the first example of each value; None where there is none.

    ``kind`` is advice, alert, team, evidence, definition, scenario, window, stop, delay, cap or
    scope. ``false`` names an example inside the source's scope where there is one. ``never`` says
    why a value cannot be shown.
    """

    id: str
    kind: str
    source: str
    true: str | None
    false: str | None
    unknown: str | None
    never: Mapping[str, str]

    @property
    def lacks(self) -> tuple[str, ...]:
        """The values that no example shows although a patient could."""
        shown = [truth for truth in TRUTHS.values() if getattr(self, truth) is not None]
        return tuple(t for t in TRUTHS.values() if t not in shown and t not in self.never)


@dataclass(frozen=True, slots=True)
class _Condition:
    id: str
    kind: str
    source: str
    node: int


def witnesses(
    guideline: Guideline,
    cases: Mapping[str, dict[str, Any]],
    never: Mapping[str, Mapping[str, str]],
) -> list[Witness]:
    """For every executable condition an example of each of its values.

    A condition about lesions has the values of every listed lesion.

    Parameters
    ----------
    cases
        Cases by name, in the order in which they are preferred.
    never
        By id, the values that no patient can give a condition, each with the reason.

    Raises
    ------
    HepaboardError
        A case cannot be used.
    """
    conditions = list(_conditions(guideline))
    found: dict[str, dict[str, str]] = {item.id: {} for item in conditions}
    inside: set[str] = set()
    for name, case in cases.items():
        facts = facts_of(read_case(case), guideline.vocabulary, guideline.treatments)
        values = guideline.program(with_implied(facts, guideline).valuation())
        for item in conditions:
            within = item.source in guideline.scopes and values[guideline.scopes[item.source]] == 3
            for truth in _truths(values[item.node]):
                found[item.id].setdefault(truth, name)
                if truth == "false" and within and item.id not in inside:
                    inside.add(item.id)
                    found[item.id][truth] = name
    return [_witness(item, found[item.id], never.get(item.id, {})) for item in conditions]


def _witness(item: _Condition, found: Mapping[str, str], never: Mapping[str, str]) -> Witness:
    shown = (found.get("true"), found.get("false"), found.get("unknown"))
    return Witness(item.id, item.kind, item.source, *shown, never)


def _truths(value: Any) -> Iterable[str]:
    """The value of a condition, or those of all listed lesions (the last stands for the rest)."""
    return {TRUTHS[part] for part in value[:-1]} if isinstance(value, list) else (TRUTHS[value],)


def _conditions(guideline: Guideline) -> Iterator[_Condition]:
    for source, node in guideline.scopes.items():
        yield _Condition(source, "scope", source, node)
    for term in guideline.definitions:
        kind = "scenario" if term.entry.scenario else "definition"
        yield _Condition(f"{term.source}.{term.name}", kind, term.source, term.node)
    for item in guideline.statements:
        if item.entry.when is not None:
            yield _Condition(item.id, item.entry.kind, item.source, item.node)
        if item.foresee is not None:
            yield _Condition(f"{item.id}/foresee", "window", item.source, item.foresee)
    for stop in guideline.stops:
        yield _Condition(stop.entry.id, "stop", "safety", stop.node)
    for delay in guideline.delays:
        yield _Condition(delay.entry.id, "delay", "safety", delay.node)
    for alert in guideline.alerts:
        yield _Condition(alert.entry.id, "alert", "safety", alert.node)
    for cap in guideline.caps:
        yield _Condition(cap.entry.id, "cap", "safety", cap.node)
