"""What differs between two answers: verdicts, places, alerts, and what follows of facts."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from hepaboard.assess.model import (
    AlertResult,
    Assessment,
    FactValue,
    OptionResult,
    ScenarioPlace,
    Status,
)
from hepaboard.guideline import Verdict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FactChange(_Part):
    """One fact before and after, in words; null: not known. ``origin`` is that of the new value."""

    fact: str
    label: str
    before: str | None
    after: str | None
    origin: str | None


class OptionChange(_Part):
    """One treatment, or one for a single lesion; a side is null where the guideline gives none."""

    treatment: str
    name: str
    lesion: str | None
    before: Verdict | None
    after: Verdict | None
    settled_before: bool | None
    settled_after: bool | None
    possible_before: list[Verdict] | None
    possible_after: list[Verdict] | None


class PlaceChange(_Part):
    """One scenario of a source; a status is null where it is ruled out."""

    source: str
    scenario: str
    label: str
    before: str | None
    after: str | None


class AlertChange(_Part):
    """One alert that appears, disappears, or is decided; a status is null where it is silent."""

    id: str
    level: str
    text: str
    before: Status | None
    after: Status | None


class Difference(_Part):
    """All that differs between two answers for one case."""

    case: str
    facts: list[FactChange]
    options: list[OptionChange]
    scenarios: list[PlaceChange]
    alerts: list[AlertChange]
    warnings: list[str]


def difference(before: Assessment, after: Assessment) -> Difference:
    """What is otherwise in the second answer; ``warnings`` are those it has alone."""
    return Difference(
        case=after.case.id,
        facts=_facts(before, after),
        options=[
            *_options(before.options, after.options, None),
            *_lesions(before, after),
        ],
        scenarios=_places(before.scenarios, after.scenarios),
        alerts=_alerts(before.alerts, after.alerts),
        warnings=[text for text in after.warnings if text not in before.warnings],
    )


def _facts(before: Assessment, after: Assessment) -> list[FactChange]:
    subjects: list[tuple[str, list[FactValue], list[FactValue]]] = [("", before.facts, after.facts)]
    old = {lesion.lesion: lesion.facts for lesion in before.lesions}
    subjects += [
        (f"{lesion.lesion}: ", old.get(lesion.lesion, []), lesion.facts) for lesion in after.lesions
    ]
    found = []
    for who, first, second in subjects:
        one, two = ({item.fact: item for item in items} for items in (first, second))
        for name in dict.fromkeys((*one, *two)):
            a, b = one.get(name), two.get(name)
            if (a and a.value) == (b and b.value) and (a is None) == (b is None):
                continue
            shown = b or a
            assert shown is not None
            found.append(
                FactChange(
                    fact=name,
                    label=who + shown.label,
                    before=a.words if a else None,
                    after=b.words if b else None,
                    origin=b.origin if b else None,
                )
            )
    return found


def _options(
    before: Iterable[OptionResult], after: Iterable[OptionResult], lesion: str | None
) -> list[OptionChange]:
    one, two = ({option.treatment: option for option in items} for items in (before, after))
    found = []
    for name in dict.fromkeys((*one, *two)):
        a, b = one.get(name), two.get(name)
        shown = b or a
        assert shown is not None
        change = OptionChange(
            treatment=name,
            name=shown.name,
            lesion=lesion,
            before=a.verdict if a else None,
            after=b.verdict if b else None,
            settled_before=a.settled if a else None,
            settled_after=b.settled if b else None,
            possible_before=a.possible_verdicts if a else None,
            possible_after=b.possible_verdicts if b else None,
        )
        first = (change.before, change.settled_before, change.possible_before)
        if first != (change.after, change.settled_after, change.possible_after):
            found.append(change)
    return found


def _lesions(before: Assessment, after: Assessment) -> list[OptionChange]:
    old = {lesion.lesion: lesion.options for lesion in before.lesions}
    return [
        change
        for lesion in after.lesions
        for change in _options(old.get(lesion.lesion, []), lesion.options, lesion.lesion)
    ]


def _places(before: Iterable[ScenarioPlace], after: Iterable[ScenarioPlace]) -> list[PlaceChange]:
    one, two = ({(p.source, p.scenario): p for p in items} for items in (before, after))
    found = []
    for key in dict.fromkeys((*one, *two)):
        a, b = one.get(key), two.get(key)
        shown = b or a
        assert shown is not None
        if (a and a.status) != (b and b.status):
            found.append(
                PlaceChange(
                    source=shown.source,
                    scenario=shown.scenario,
                    label=shown.label,
                    before=a.status if a else None,
                    after=b.status if b else None,
                )
            )
    return found


def _alerts(before: Iterable[AlertResult], after: Iterable[AlertResult]) -> list[AlertChange]:
    one, two = ({alert.id: alert for alert in items} for items in (before, after))
    found = []
    for key in dict.fromkeys((*one, *two)):
        a, b = one.get(key), two.get(key)
        shown = b or a
        assert shown is not None
        if (a and a.status) != (b and b.status):
            found.append(
                AlertChange(
                    id=key,
                    level=shown.level,
                    text=shown.text,
                    before=a.status if a else None,
                    after=b.status if b else None,
                )
            )
    return found
