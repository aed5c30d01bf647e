"""Mutants of what stands beside the conditions: directions, treatments, windows, levels, scope."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from hepaboard.guideline.knowledge import Knowledge, Read
from hepaboard.guideline.schema import StatementEntry
from hepaboard.guideline.vocabulary import Vocabulary

from .conditions import Key, Kind
from .mutants import Mutant

TURN = {"for": "consider", "consider": "against", "against": "for"}
LEVEL = {"urgent": "stop", "stop": "warn", "warn": "note", "note": "urgent"}

#: class, words, fields of the entry to be replaced
Change = tuple[str, str, dict[str, Any]]


def entry_mutants(
    knowledge: Knowledge, root: Path, vocabulary: Vocabulary, lesion_bound: set[Key]
) -> Iterator[Mutant]:
    """Every mutant of an entry.

    ``lesion_bound`` are the statements whose condition speaks of single lesions: they cannot be
    about the patient as a whole.
    """

    def mutants(
        file: Read[Any], kind: Kind, source: str, owner: str, entry: Any, changes: Iterator[Change]
    ) -> Iterator[Mutant]:
        path = Path(str(file.document.file)).relative_to(root).as_posix()
        for group, words, fields in changes:
            before, _, after = words.rpartition(" to ")
            yield Mutant(
                id=f"{path}:{owner}:{words}",
                kind=group,
                file=path,
                key=Key(kind, source, owner),
                before=before or "as written",
                after=after,
                entry=entry.model_copy(update=fields),
            )

    for source, pack in knowledge.packs.items():
        for file in pack.statements:
            for entry in file.model.statements:
                bound = Key("statement", source, entry.id) in lesion_bound
                changes = _of_statement(entry, bound)
                yield from mutants(file, "statement", source, entry.id, entry, changes)
    safety = knowledge.safety
    for stop in safety.model.stops:
        changes = _lists(stop, ("stop", "except_"))
        yield from mutants(safety, "stop", "", stop.id, stop, changes)
    for delay in safety.model.delays:
        yield from mutants(safety, "delay", "", delay.id, delay, _of_delay(delay))
    for alert in safety.model.alerts:
        yield from mutants(safety, "alert", "", alert.id, alert, _level(alert, "level"))
    for sheet in knowledge.vocabulary.values():
        for rule in sheet.model.implies:
            owner = f"{'+'.join(rule.then)} if {rule.when}"
            changes = _of_rule(rule, vocabulary)
            yield from mutants(sheet, "rule", "", owner, rule, changes)


def _of_statement(entry: StatementEntry, lesion_bound: bool) -> Iterator[Change]:
    if entry.direction is not None:
        other = TURN[entry.direction]
        yield "direction", f"{entry.direction} to {other}", {"direction": other}
        scope = "lesion" if entry.scope == "patient" else "patient"
        if not lesion_bound:
            yield "scope", f"scope {entry.scope} to {scope}", {"scope": scope}
    if entry.alert is not None:
        yield from _level(entry, "alert")
    yield from _lists(entry, ("except_",))
    timing = entry.timing
    if timing is None:
        return
    for end in ("earliest", "latest"):
        for words, value in _durations(getattr(timing, end)):
            yield "timing", f"{end} {words}", {"timing": timing.model_copy(update={end: value})}
    turned = timing.model_copy(update={"repeats": not timing.repeats})
    yield "timing", f"repeats {timing.repeats} to {not timing.repeats}", {"timing": turned}


def _of_delay(delay: Any) -> Iterator[Change]:
    yield from _lists(delay, ("treatments",))
    for words, value in _durations(delay.gap):
        yield "timing", f"gap {words}", {"gap": value}


def _level(entry: Any, field: str) -> Iterator[Change]:
    level = getattr(entry, field)
    yield "level", f"{field} {level} to {LEVEL[level]}", {field: LEVEL[level]}


def _lists(entry: Any, fields: tuple[str, ...]) -> Iterator[Change]:
    """One member left out, of each list."""
    for field in fields:
        values = getattr(entry, field)
        for i, value in enumerate(values):
            rest = (*values[:i], *values[i + 1 :])
            yield "treatments", f"{field.rstrip('_')} without {value}", {field: rest}


def _durations(text: str | None) -> Iterator[tuple[str, str]]:
    """One unit less and more."""
    if text is None:
        return
    number, unit = text.split()
    for value in (int(number) - 1, int(number) + 1):
        if value >= 0:
            yield f"{text} to {value} {unit}", f"{value} {unit}"


def _of_rule(rule: Any, vocabulary: Vocabulary) -> Iterator[Change]:
    """Another value for each fact that the rule fills in."""
    for name, raw in rule.then.items():
        for kind, value in _values(raw, name, vocabulary):
            then = {**rule.then, name: value}
            yield kind, f"{name} {_said(raw)} to {_said(value)}", {"then": then}


def _values(raw: Any, name: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    if isinstance(raw, bool):
        yield "enum", not raw
    elif isinstance(raw, str):
        values = vocabulary.types[name].values
        yield "enum", values[(values.index(raw) + 1) % len(values)]
    elif isinstance(raw, dict):
        for end, number in raw.items():
            for move in (-1, 1):
                yield "threshold", {**raw, end: Decimal(number) + move}
    else:
        for move in (-1, 1):
            yield "threshold", Decimal(raw) + move


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items())
    return str(value)
