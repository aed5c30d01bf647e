"""Puts a guideline together from its parts: the options with their roots, the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hepaboard.guideline.implications import implications_of
from hepaboard.guideline.model import Cap, Capped, Guideline, Option, Roots, Statement, Stop
from hepaboard.guideline.parts import Built, Parts
from hepaboard.guideline.topics import topics_of
from hepaboard.guideline.treatments import Treatments
from hepaboard.guideline.vocabulary import vocabulary_of
from hepaboard.logic import Graph, Program
from hepaboard.logic.fact_type import Scope


def assemble(built: Built) -> Guideline:
    """The guideline made of these parts; the graph receives the roots of every option."""
    parts, graph = built.parts, built.graph
    vocabulary = vocabulary_of(parts.vocabulary)
    treatments = Treatments(parts.treatments.treatments, parts.treatments.choices)
    options = _options(graph, treatments, parts, "patient")
    lesion_options = _options(graph, treatments, parts, "lesion")
    return Guideline(
        version=parts.version,
        hash=parts.hash,
        vocabulary=vocabulary,
        treatments=treatments,
        concepts=parts.concepts.concepts,
        topics=topics_of(parts, treatments, (options, lesion_options)),
        policy=parts.policy,
        sources=parts.sources,
        scopes=parts.scopes,
        definitions=parts.definitions,
        statements=parts.statements,
        stops=parts.stops,
        delays=parts.delays,
        caps=parts.caps,
        alerts=parts.alerts,
        options=options,
        lesion_options=lesion_options,
        evidence=_evidence(parts.statements),
        errata=parts.errata,
        rows=parts.rows,
        flows=parts.flows,
        graph=graph,
        program=Program(graph),
        implications=tuple(implications_of(parts.vocabulary, vocabulary, parts.implications)),
        implication_program=Program(built.implications),
    )


def _evidence(statements: Iterable[Statement]) -> dict[str, tuple[Statement, ...]]:
    """The evidence about each treatment, scenario or concept."""
    found: dict[str, list[Statement]] = {}
    for item in statements:
        for subject in item.entry.about:
            found.setdefault(subject, []).append(item)
    return {subject: tuple(items) for subject, items in found.items()}


def _options(graph: Graph, treatments: Treatments, parts: Parts, scope: Scope) -> dict[str, Option]:
    """What is said on each treatment: for the patient, or for a single lesion.

    A lesion hears the patient-level statements too, but only where some statement or stop
    on the treatment speaks of single lesions.
    """
    found = {}
    for name in treatments:
        kinds = (name, *treatments.ancestors(name))
        own = [
            item
            for item in parts.statements
            if item.entry.option == name
            or (
                item.entry.direction == "against"
                and item.entry.option in kinds
                and name not in item.entry.except_
                and not any(kind in item.entry.except_ for kind in kinds)
            )
        ]
        over = [
            stop
            for stop in parts.stops
            if any(kind in stop.entry.stop for kind in kinds)
            and not any(kind in stop.entry.except_ for kind in kinds)
        ]
        if scope == "patient":
            own = [item for item in own if item.entry.scope == "patient"]
            over = [stop for stop in over if stop.entry.scope == "patient"]
        elif not {"lesion"} & {*(s.entry.scope for s in own), *(s.entry.scope for s in over)}:
            continue
        modality = treatments[name].modality
        caps = [
            cap
            for cap in parts.caps
            if modality in cap.entry.modalities and name not in cap.entry.except_
        ]
        offers = [cap for cap in parts.caps if scope == "patient" and name in cap.entry.offer]
        if own or over or offers:
            found[name] = _limited(graph, _option(graph, name, own, over), caps, offers)
    return found


def _limited(graph: Graph, option: Option, caps: list[Cap], offers: list[Cap]) -> Option:
    """The option under the project's own rules.

    A cap is an objection only where something speaks in favour, so that it lowers a verdict to
    contested and leaves what nobody favours as it was.
    """
    roots = option.roots
    favour = graph.disjunction([roots.for_, roots.consider])
    capped = [Capped(cap, graph.conjunction([cap.node, favour])) for cap in caps]
    return replace(
        option,
        roots=replace(
            roots,
            consider=graph.disjunction([roots.consider, *(cap.node for cap in offers)]),
            against=graph.disjunction([roots.against, *(held.node for held in capped)]),
        ),
        caps=tuple(capped),
        offers=tuple(offers),
    )


def _option(graph: Graph, name: str, statements: list[Statement], stops: list[Stop]) -> Option:
    stop = graph.disjunction([stop.node for stop in stops])

    def roots(items: list[Statement]) -> Roots:
        def either(direction: str) -> int:
            return graph.disjunction([i.node for i in items if i.entry.direction == direction])

        return Roots(stop, either("for"), either("consider"), either("against"))

    sources = dict.fromkeys(item.source for item in statements)
    by_source = {
        source: roots([item for item in statements if item.source == source]) for source in sources
    }
    return Option(name, roots(statements), by_source, tuple(statements), tuple(stops))
