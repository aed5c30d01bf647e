"""Why a statement holds, does not, or is open for one case: its condition part by part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import Reading, read
from hepaboard.case import CaseFile, KnownFact, facts_of
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Alert, Delay, Guideline, Stop
from hepaboard.guideline.model import Cap
from hepaboard.guideline.phrase import Phrase, phrase

Value = Literal["true", "false", "unknown"]
VALUES: dict[int, Value] = {0: "false", 1: "unknown", 3: "true"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a condition with its value for the case."""

    phrase: Phrase
    value: Value
    parts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """One fact that the condition reads, with its value, origin and day; None is not known."""

    fact: str
    label: str
    words: str
    known: KnownFact | None


@dataclass(frozen=True, slots=True)
class Why:
    """The condition of a statement, stop or alert with the value of each part.

    ``entry`` is what stands in the knowledge files; ``says`` the claim in words, ``rows`` and
    ``where`` its place. ``decided_by`` names the facts that decided it or keep it open.
    """

    id: str
    source: str | None
    entry: Any
    says: str
    rows: tuple[str, ...]
    where: str
    value: Value
    reason: Reason
    used: tuple[Used, ...]
    decided_by: tuple[str, ...]


def why(
    case: CaseFile,
    guideline: Guideline,
    statement: str,
    on: date | None = None,
    lesion: int | None = None,
) -> Why:
    """The reasons behind one statement, stop or alert.

    Parameters
    ----------
    statement
        The id of a statement of a source, of a stop, delay, cap or alert of ``safety.yaml``.
    lesion
        The place of a lesion in the list, for a statement on lesions.

    Raises
    ------
    HepaboardError
        There is no such statement.
    """
    facts = facts_of(case, guideline.vocabulary, guideline.treatments, on)
    reading = read(guideline, with_implied(facts, guideline))
    source, entry, node = found(guideline, statement)
    says = getattr(entry, "says", "") or getattr(entry, "reason", "") or getattr(entry, "text", "")
    return Why(
        id=statement,
        source=source,
        entry=entry,
        says=says,
        rows=tuple(getattr(entry, "rows", ())),
        where=getattr(entry, "where", "safety.yaml"),
        value=VALUES[reading.truth(node, lesion)],
        reason=_reason(reading, phrase(guideline, node), lesion),
        used=tuple(_used(reading, name, lesion) for name in _support(guideline, node)),
        decided_by=tuple(reading.deciding.facts(node, lesion)),
    )


def found(guideline: Guideline, statement: str) -> tuple[str | None, Any, int]:
    """Source, entry and node of a statement, stop, delay, cap or alert."""
    for item in guideline.statements:
        if item.id == statement:
            return item.source, item.entry, item.node
    rules: list[Stop | Delay | Cap | Alert] = [
        *guideline.stops,
        *guideline.delays,
        *guideline.caps,
        *guideline.alerts,
    ]
    for rule in rules:
        if rule.entry.id == statement:
            return None, rule.entry, rule.node
    raise HepaboardError(f"There is no statement {statement!r}.", field="statement")


def _reason(reading: Reading, part: Phrase, lesion: int | None) -> Reason:
    value = reading.values[part.node]
    if isinstance(value, list) and lesion is None:
        # Of the lesions one by one: said once, valued for none of them.
        return Reason(part, "unknown", tuple(_reason(reading, p, lesion) for p in part.parts))
    return Reason(
        part,
        VALUES[reading.truth(part.node, lesion)],
        tuple(_reason(reading, below, lesion) for below in part.parts),
    )


def _support(guideline: Guideline, node: int) -> list[str]:
    support = guideline.graph.support(node)
    return [name for name in guideline.vocabulary if name in support]


def _used(reading: Reading, name: str, lesion: int | None) -> Used:
    fact = reading.guideline.vocabulary[name]
    known = reading.facts.patient.get(name)
    if known is None and lesion is not None:
        known = reading.facts.lesions[lesion][1].get(name)
    if known is None and fact.type.scope == "lesion" and lesion is None:
        return Used(name, fact.entry.label, "of each lesion", None)
    words = fact.words(None if known is None else known.value)
    return Used(name, fact.entry.label, words, known)
