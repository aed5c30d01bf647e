"""The guideline that a mutant makes, from the one it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hepaboard.guideline.assemble import _evidence, _options
from hepaboard.guideline.implications import implied_value
from hepaboard.guideline.model import Guideline
from hepaboard.guideline.topics import topics_of
from hepaboard.logic import Graph

from .conditions import Key
from .frame import Frame, copied
from .tail import Tail


def with_roots(frame: Frame, graph: Graph, roots: Mapping[Key, int]) -> Guideline:
    """The guideline with other nodes behind some of its roots."""
    return _assembled(frame, graph, roots, {})


def with_entry(frame: Frame, key: Key, entry: Any) -> Guideline:
    """The guideline with another entry, its conditions as they were."""
    if key.kind == "rule":
        return with_rule_value(frame, key, entry)
    return _assembled(frame, copied(frame.guideline.graph), {}, {key: entry})


def with_rule(frame: Frame, key: Key, graph: Graph, node: int) -> Guideline:
    """The guideline with another condition of a rule of plausibility."""
    guideline = frame.guideline
    rules = list(guideline.implications)
    place = frame.rule_place(key)
    rules[place] = replace(rules[place], node=node)
    program: Any = Tail(guideline.implication_program, graph)
    return replace(guideline, implications=tuple(rules), implication_program=program)


def with_rule_value(frame: Frame, key: Key, entry: Any) -> Guideline:
    """The guideline with a rule of plausibility that gives another value."""
    guideline = frame.guideline
    rules = list(guideline.implications)
    place = frame.rule_place(key)
    then = {}
    for name, raw in entry.then.items():
        value = implied_value(guideline.vocabulary.types[name], raw)
        assert value is not None
        then[name] = value
    rules[place] = replace(rules[place], then=then)
    return replace(guideline, implications=tuple(rules))


def _assembled(
    frame: Frame, graph: Graph, roots: Mapping[Key, int], entries: Mapping[Key, Any]
) -> Guideline:
    old = frame.guideline

    def node(key: Key) -> int:
        return roots.get(key, frame.roots[key])

    def of_statement(item: Any) -> Any:
        key = Key("statement", item.source, item.id)
        ahead = Key("foresee", item.source, item.id)
        return replace(
            item,
            entry=entries.get(key, item.entry),
            node=node(key),
            foresee=None if item.foresee is None else node(ahead),
        )

    def of_safety(kind: Any, items: Any) -> tuple[Any, ...]:
        found = []
        for item in items:
            key = Key(kind, "", item.entry.id)
            found.append(replace(item, entry=entries.get(key, item.entry), node=node(key)))
        return tuple(found)

    statements = tuple(of_statement(item) for item in old.statements)
    definitions = tuple(
        replace(term, node=node(Key("definition", term.source, term.name)))
        for term in old.definitions
    )
    stops = of_safety("stop", old.stops)
    caps = of_safety("cap", old.caps)
    scopes = {name: node(Key("scope", name, "scope")) for name in old.scopes}
    parts = replace(
        frame.parts,
        scopes=scopes,
        definitions=definitions,
        statements=statements,
        stops=stops,
        caps=caps,
        topic_nodes={n: node(Key("topic", "", n)) for n in frame.parts.topic_nodes},
    )
    options = _options(graph, old.treatments, parts, "patient")
    lesion_options = _options(graph, old.treatments, parts, "lesion")
    program: Any = Tail(old.program, graph)
    return replace(
        old,
        scopes=scopes,
        definitions=definitions,
        statements=statements,
        stops=stops,
        caps=caps,
        delays=of_safety("delay", old.delays),
        alerts=of_safety("alert", old.alerts),
        options=options,
        lesion_options=lesion_options,
        topics=topics_of(parts, old.treatments, (options, lesion_options)),
        evidence=_evidence(statements),
        graph=graph,
        program=program,
    )
