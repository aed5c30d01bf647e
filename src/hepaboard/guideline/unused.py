"""Finds what nothing uses: facts that no condition reads, definitions that nothing names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.guideline.knowledge import Knowledge
from hepaboard.guideline.model import Definition
from hepaboard.guideline.vocabulary import Vocabulary
from hepaboard.logic import Graph


def unused_problems(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    graph: Graph,
    implications: Graph,
    definitions: list[Definition],
) -> Iterator[HepaboardError]:
    """One error per unused fact (where all packs are read) and per unused definition."""
    if knowledge.complete:
        used = set(graph.facts) | set(implications.facts)
        yield from _unused_facts(knowledge, vocabulary, used)
    yield from _unused_definitions(knowledge, definitions)


def _unused_facts(
    knowledge: Knowledge, vocabulary: Vocabulary, used: set[str]
) -> Iterator[HepaboardError]:
    """Facts that no condition reads; context facts are recorded without a rule on purpose."""
    for fact in vocabulary.values():
        used.update(_names_in(fact.entry.derive))
        if fact.entry.with_:
            used.add(fact.entry.with_)
    for file in knowledge.vocabulary.values():
        for rule in file.model.implies:
            used.update(rule.then)
    for file in knowledge.vocabulary.values():
        for name, entry in file.model.facts.items():
            if name not in used and not (entry.context or entry.score):
                yield file.problem(
                    f"No condition reads the fact {name}.",
                    ("facts", name),
                    todo="Use it, mark it context: true or score: true, or remove it.",
                )


def _names_in(value: Any) -> Iterator[str]:
    """Every word inside a derivation rule."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _names_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _names_in(part)


def _unused_definitions(
    knowledge: Knowledge, definitions: list[Definition]
) -> Iterator[HepaboardError]:
    """Definitions that nothing reads and that answer no concept or scenario."""
    for source, pack in knowledge.packs.items():
        if pack.definitions is None:
            continue
        entries = pack.definitions.model.definitions
        texts = [pack.source.model.scope.when, *(entry.when for entry in entries.values())]
        if pack.flow:
            texts += [step.when or "" for step in pack.flow.model.nodes.values()]
        for file in pack.statements:
            for statement in file.model.statements:
                timing = statement.timing
                texts += [statement.when or "", (timing and timing.foresee) or ""]
        words = {word for text in texts for word in _words(text)}
        for term in definitions:
            if (
                term.source == source
                and term.name not in words
                and not term.entry.concept
                and not term.entry.scenario
            ):
                yield pack.definitions.problem(
                    f"Nothing uses the definition {term.name}.", ("definitions", term.name)
                )


def _words(text: str) -> set[str]:
    return set("".join(c if c.isalnum() or c == "_" else " " for c in text).split())
