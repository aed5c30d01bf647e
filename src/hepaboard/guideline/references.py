"""Finds what does not fit between knowledge files: broken references and doubles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hepaboard.document import Place
from hepaboard.errors import HepaboardError
from hepaboard.guideline.flow_problems import flow_problems
from hepaboard.guideline.knowledge import Knowledge, Read
from hepaboard.guideline.model import Definition
from hepaboard.guideline.schema import DefinitionEntry
from hepaboard.guideline.unused import unused_problems
from hepaboard.guideline.vocabulary import Vocabulary
from hepaboard.logic import Graph

CATALOGUE = "an id of treatments.yaml"


def reference_problems(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    graph: Graph,
    implications: Graph,
    definitions: list[Definition],
) -> Iterator[HepaboardError]:
    """One error per broken reference, duplicate id, unused fact or definition."""
    yield from _twice(knowledge)
    yield from _treatments(knowledge)
    yield from _rows(knowledge)
    yield from _terms(knowledge, vocabulary)
    yield from _settings(knowledge, vocabulary)
    yield from _topics(knowledge)
    yield from _implied(knowledge, vocabulary)
    yield from _delays(knowledge, vocabulary)
    yield from flow_problems(knowledge)
    yield from unused_problems(knowledge, vocabulary, graph, implications, definitions)


def _places(knowledge: Knowledge) -> Iterator[tuple[Read[Any], Place, Any]]:
    """Every statement, stop and alert with its place."""
    for pack in knowledge.packs.values():
        for file in pack.statements:
            for i, entry in enumerate(file.model.statements):
                yield file, ("statements", i), entry
    safety = knowledge.safety
    for key in ("stops", "delays", "caps", "alerts"):
        for i, entry in enumerate(getattr(safety.model, key)):
            yield safety, (key, i), entry


def _twice(knowledge: Knowledge) -> Iterator[HepaboardError]:
    ids: dict[str, str] = {}
    for file, place, entry in _places(knowledge):
        here = f"{file.document.file}, line {file.document.line(place)}"
        if entry.id in ids:
            yield file.problem(
                f"The id {entry.id} stands twice; first in {ids[entry.id]}.", (*place, "id")
            )
        ids.setdefault(entry.id, here)
    facts: dict[str, str] = {}
    for vocabulary in knowledge.vocabulary.values():
        for name, fact in vocabulary.model.facts.items():
            for word in (name, *fact.synonyms):
                if word in facts:
                    yield vocabulary.problem(
                        f"{word} names two facts; first in {facts[word]}.", ("facts", name)
                    )
                facts[word] = vocabulary.document.file


def _treatments(knowledge: Knowledge) -> Iterator[HepaboardError]:
    """Treatments that are named but not in the catalogue."""
    file = knowledge.treatments
    known = file.model.treatments
    for name, treatment in known.items():
        for parent in treatment.parents:
            if parent not in known:
                place: Place = ("treatments", name, "parents")
                yield file.problem(f"There is no treatment {parent}.", place, CATALOGUE)
    for name, choice in file.model.choices.items():
        for member in choice.members:
            if member not in known:
                yield file.problem(f"There is no treatment {member}.", ("choices", name))
    for vocabulary in knowledge.vocabulary.values():
        for name, fact in vocabulary.model.facts.items():
            if fact.outdated_by is not None and fact.outdated_by not in known:
                yield vocabulary.problem(
                    f"There is no treatment {fact.outdated_by}.",
                    ("facts", name, "outdated_by"),
                    CATALOGUE,
                )
    scenarios = {
        entry.scenario
        for pack in knowledge.packs.values()
        if pack.definitions
        for entry in pack.definitions.model.definitions.values()
        if entry.scenario
    }
    subjects = {*known, *scenarios, *knowledge.concepts.model.concepts}
    for file_, place, entry in _places(knowledge):
        option = getattr(entry, "option", None)
        timing = getattr(entry, "timing", None)
        named = (
            *([option] if option else []),
            *getattr(entry, "stop", ()),
            *getattr(entry, "except_", ()),
            *getattr(entry, "treatments", ()),
            *getattr(entry, "offer", ()),
            *getattr(entry, "in_play", ()),
            *([entry.after] if hasattr(entry, "after") else []),
            *([timing.anchor.treatment] if timing and timing.anchor.treatment else []),
        )
        for name in named:
            if name not in known:
                yield file_.problem(f"There is no treatment {name}.", place, CATALOGUE)
        for name in getattr(entry, "about", ()):
            if name not in subjects:
                yield file_.problem(
                    f"{name} is neither a treatment, a scenario nor a concept.", (*place, "about")
                )


def _rows(knowledge: Knowledge) -> Iterator[HepaboardError]:
    """Row ids that no rows.csv lists, and rows of another source."""
    known = {row.id for rows in knowledge.rows.values() for row in rows}
    checked: list[tuple[Read[Any], Place, Iterable[str], str | None]] = [
        (knowledge.safety, place, getattr(entry, "rows", ()), None)
        for file, place, entry in _places(knowledge)
        if file is knowledge.safety
    ]
    for source, pack in knowledge.packs.items():
        entry = pack.source.model
        checked.append((pack.source, ("scope", "rows"), entry.scope.rows, source))
        checked.extend(
            (pack.source, ("metadata", i, "rows"), meta.rows, source)
            for i, meta in enumerate(entry.metadata)
        )
        checked.append((pack.source, ("not_encoded",), entry.not_encoded, source))
        if pack.definitions:
            checked.extend(
                (pack.definitions, ("definitions", name), term.rows, source)
                for name, term in pack.definitions.model.definitions.items()
            )
        if pack.errata:
            checked.extend(
                (pack.errata, ("errata", i), erratum.rows, source)
                for i, erratum in enumerate(pack.errata.model.errata)
            )
        if pack.flow:
            checked.extend(
                (pack.flow, ("nodes", name, "rows"), step.rows, source)
                for name, step in pack.flow.model.nodes.items()
            )
        for file in pack.statements:
            checked.extend(
                (file, ("statements", i, "rows"), statement.rows, source)
                for i, statement in enumerate(file.model.statements)
            )
    for file, place, rows, owner in checked:
        for row in rows:
            if row not in known:
                yield file.problem(f"There is no row {row}.", place, "an id of rows.csv")
            elif owner and not row.startswith(owner):
                yield file.problem(f"{row} is not a row of {owner}.", place)


def _terms(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[HepaboardError]:
    """Concepts, scenarios and errata that are named but not defined; names used twice."""
    concepts = knowledge.concepts.model.concepts
    for name in knowledge.safety.model.definitions:
        if name in vocabulary:
            what = f"{name} is already the name of a fact."
            yield knowledge.safety.problem(what, ("definitions", name))
    for pack in knowledge.packs.values():
        terms: dict[str, DefinitionEntry] = (
            pack.definitions.model.definitions if pack.definitions else {}
        )
        for name, term in terms.items():
            assert pack.definitions is not None
            place: Place = ("definitions", name)
            if name in vocabulary:
                yield pack.definitions.problem(f"{name} is already the name of a fact.", place)
            if term.concept and term.concept not in concepts:
                yield pack.definitions.problem(f"There is no concept {term.concept}.", place)
        scenarios = {term.scenario for term in terms.values()}
        for group, entry in pack.source.model.scenario_groups.items():
            for member in entry.members:
                if member not in scenarios:
                    yield pack.source.problem(
                        f"There is no scenario {member}.", ("scenario_groups", group)
                    )
        errata = {erratum.id for erratum in pack.errata.model.errata} if pack.errata else set()
        for file in pack.statements:
            for i, statement in enumerate(file.model.statements):
                if statement.erratum and statement.erratum not in errata:
                    yield file.problem(
                        f"There is no erratum {statement.erratum}.", ("statements", i, "erratum")
                    )


def _topics(knowledge: Knowledge) -> Iterator[HepaboardError]:
    """Topics that compare what does not exist."""
    file = knowledge.topics
    treatments = knowledge.treatments.model
    rows = {row.id for listed in knowledge.rows.values() for row in listed}
    for name, topic in file.model.topics.items():
        place: Place = ("topics", name, "compares")
        compared = topic.compares
        for concept in compared.concepts:
            if concept not in knowledge.concepts.model.concepts:
                yield file.problem(f"There is no concept {concept}.", place)
        for choice in compared.choices:
            if choice not in treatments.choices:
                yield file.problem(f"There is no choice {choice}.", place)
        for option in (*compared.options, *compared.timing):
            if option not in treatments.treatments:
                yield file.problem(f"There is no treatment {option}.", place, CATALOGUE)
        for row in compared.rows:
            if row not in rows:
                yield file.problem(f"There is no row {row}.", place, "an id of rows.csv")


def _implied(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[HepaboardError]:
    """Rules that fill a fact, or facts that are read with one, that do not exist."""
    for file in knowledge.vocabulary.values():
        for i, rule in enumerate(file.model.implies):
            for name in rule.then:
                if name not in vocabulary:
                    yield file.problem(f"There is no fact {name}.", ("implies", i, "then"))
        for name, entry in file.model.facts.items():
            if entry.with_ and entry.with_ not in vocabulary:
                yield file.problem(f"There is no fact {entry.with_}.", ("facts", name, "with"))


def _delays(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[HepaboardError]:
    """Timing stops that ask a fact that does not exist."""
    for i, delay in enumerate(knowledge.safety.model.delays):
        if delay.given not in vocabulary:
            place: Place = ("delays", i, "given")
            yield knowledge.safety.problem(f"There is no fact {delay.given}.", place)


def _settings(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[HepaboardError]:
    wanted = {name for name, fact in vocabulary.items() if fact.entry.setting}
    given = knowledge.policy.model.settings
    for name in sorted(set(given) - wanted):
        yield knowledge.policy.problem(f"{name} is not a setting.", ("settings", name))
    for name in sorted(wanted - set(given)):
        yield knowledge.policy.problem(f"The setting {name} has no value.", ("settings",))
