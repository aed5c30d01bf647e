"""The rules of plausibility between facts, as values of the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hepaboard.guideline.model import Implication
from hepaboard.guideline.schema import VocabularyFile
from hepaboard.guideline.vocabulary import Vocabulary
from hepaboard.logic import Bounds, FactType, Value


def implications_of(
    files: Mapping[str, VocabularyFile], vocabulary: Vocabulary, nodes: Sequence[int]
) -> Iterator[Implication]:
    """Every rule, in the order of the files, with the node of its condition."""
    entries = [entry for file in files.values() for entry in file.implies]
    for entry, node in zip(entries, nodes, strict=True):
        then = {}
        for name, raw in entry.then.items():
            value = implied_value(vocabulary.types[name], raw)
            assert value is not None
            then[name] = value
        yield Implication(node, then, entry.why)


def implied_value(fact: FactType, raw: Any) -> Value | None:
    """What a rule gives a fact; None if it does not fit the fact."""
    if isinstance(raw, dict):
        if not fact.bounded or not raw or not set(raw) <= {"at_least", "at_most"}:
            return None
        ends = {key: Decimal(end) for key, end in raw.items()}
        return Bounds(ends.get("at_least"), ends.get("at_most"))
    if fact.kind == "boolean":
        return raw if isinstance(raw, bool) else None
    if fact.kind == "enum":
        return raw if raw in fact.values else None
    if fact.numeric and isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return Decimal(raw)
    return None
