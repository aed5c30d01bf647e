"""Builds a guideline from checked knowledge files: every condition becomes a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from hepaboard.document import Place
from hepaboard.errors import HepaboardError
from hepaboard.guideline.knowledge import Knowledge, Pack, Read
from hepaboard.guideline.model import (
    Alert,
    Definition,
    Guideline,
    Implication,
    Option,
    Roots,
    Statement,
    Stop,
)
from hepaboard.guideline.problems import KnowledgeError
from hepaboard.guideline.references import reference_problems
from hepaboard.guideline.treatments import Treatments
from hepaboard.guideline.vocabulary import Vocabulary, fact_of
from hepaboard.logic import Bounds, ConditionError, Graph, Program, Value, check
from hepaboard.logic.fact_type import Scope
from hepaboard.logic.parse import parse


def build(knowledge: Knowledge) -> Guideline:
    """The guideline that these files describe.

    Raises
    ------
    KnowledgeError
        Conditions that cannot be used, broken references, duplicate ids, facts that nothing
        uses: all of them, each with its file and line.
    """
    return _Builder(knowledge).guideline()


class _Builder:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.problems: list[HepaboardError] = []
        self.vocabulary = Vocabulary(
            {
                name: fact_of(name, entry, section)
                for section, file in knowledge.vocabulary.items()
                for name, entry in file.model.facts.items()
            }
        )
        self.graph = Graph(counter=self.vocabulary.counter)
        self.definitions: list[Definition] = []

    def guideline(self) -> Guideline:
        knowledge = self.knowledge
        try:
            treatments = Treatments(
                knowledge.treatments.model.treatments, knowledge.treatments.model.choices
            )
        except (ValueError, KeyError) as error:
            raise KnowledgeError([knowledge.treatments.problem(str(error), ("treatments",))]) from None
        scopes: dict[str, int] = {}
        statements: list[Statement] = []
        for name, pack in knowledge.packs.items():
            lookup = self.terms(name, pack)
            scopes[name] = self.condition(
                pack.source, ("scope", "when"), pack.source.model.scope.when, lookup
            )
            statements.extend(self.statements(name, pack, scopes[name], lookup))
        stops, alerts = self.safety()
        implications, small = self.implications()
        self.problems.extend(
            reference_problems(knowledge, self.vocabulary, self.graph, small, self.definitions)
        )
        if self.problems:
            raise KnowledgeError(self.problems)
        return Guideline(
            version=version("hepaboard"),
            hash=knowledge.hash,
            vocabulary=self.vocabulary,
            treatments=treatments,
            concepts=knowledge.concepts.model.concepts,
            topics=knowledge.topics.model.topics,
            policy=knowledge.policy.model,
            sources={name: pack.source.model for name, pack in knowledge.packs.items()},
            scopes=scopes,
            definitions=tuple(self.definitions),
            statements=tuple(statements),
            stops=tuple(stops),
            alerts=tuple(alerts),
            options=self.options(treatments, statements, stops, "patient"),
            lesion_options=self.options(treatments, statements, stops, "lesion"),
            errata={
                name: pack.errata.model.errata if pack.errata else ()
                for name, pack in knowledge.packs.items()
            },
            rows=knowledge.rows,
            graph=self.graph,
            program=Program(self.graph),
            implications=tuple(implications),
            implication_program=Program(small),
        )

    def condition(
        self,
        file: Read,  # type: ignore[type-arg]
        place: Place,
        text: str,
        lookup: Callable[[str], int | None],
        scope: Scope = "patient",
        graph: Graph | None = None,
    ) -> int:
        """The node of a condition; one that cannot be used is noted with its place."""
        graph = self.graph if graph is None else graph
        try:
            return check(
                parse(text), graph, self.vocabulary.types, lookup, scope=scope, text=text
            )
        except ConditionError as error:
            error.file = file.document.file
            error.field = ".".join(str(part) for part in place)
            error.line, error.column = file.document.spot(place, error.offset or 0)
            self.problems.append(error)
            return graph.add("const", payload=0)

    def terms(self, source: str, pack: Pack) -> Callable[[str], int | None]:
        """Enters a source's definitions, each when it is first needed; returns the look-up."""
        file = pack.definitions
        if file is None:
            return lambda name: None
        entries = file.model.definitions
        nodes: dict[str, int] = {}
        open_: list[str] = []

        def lookup(name: str) -> int | None:
            if name not in entries:
                return None
            if name not in nodes:
                place: Place = ("definitions", name, "when")
                if name in open_:
                    circle = " > ".join([*open_[open_.index(name) :], name])
                    self.problems.append(
                        file.problem(f"The definitions form a circle: {circle}.", place)
                    )
                    return self.graph.add("const", payload=0)
                open_.append(name)
                entry = entries[name]
                nodes[name] = self.condition(file, place, entry.when, lookup, entry.scope)
                open_.pop()
                self.graph.names.setdefault(nodes[name], []).append(entry.label)
                self.definitions.append(Definition(source, name, entry, nodes[name]))
            return nodes[name]

        for name in entries:
            lookup(name)
        return lookup

    def statements(
        self, source: str, pack: Pack, scope: int, lookup: Callable[[str], int | None]
    ) -> Iterable[Statement]:
        for file in pack.statements:
            for i, entry in enumerate(file.model.statements):
                if entry.when is None:
                    yield Statement(source, entry, None)
                    continue
                node = self.condition(
                    file, ("statements", i, "when"), entry.when, lookup, entry.scope
                )
                foresee = None
                if entry.timing and entry.timing.foresee:
                    ahead = self.condition(
                        file,
                        ("statements", i, "timing", "foresee"),
                        entry.timing.foresee,
                        lookup,
                        entry.scope,
                    )
                    foresee = self.graph.conjunction([scope, ahead])
                both = self.graph.conjunction([scope, node])
                yield Statement(source, entry, both, foresee)

    def safety(self) -> tuple[list[Stop], list[Alert]]:
        file = self.knowledge.safety
        texts = file.model.definitions
        nodes: dict[str, int] = {}

        def lookup(name: str) -> int | None:
            if name in texts and name not in nodes:
                nodes[name] = self.condition(file, ("definitions", name), texts[name], lookup)
            return nodes.get(name)

        stops = [
            Stop(entry, self.condition(file, ("stops", i, "when"), entry.when, lookup, entry.scope))
            for i, entry in enumerate(file.model.stops)
        ]
        alerts = [
            Alert(entry, self.condition(file, ("alerts", i, "when"), entry.when, lookup))
            for i, entry in enumerate(file.model.alerts)
        ]
        return stops, alerts

    def implications(self) -> tuple[list[Implication], Graph]:
        """The rules of plausibility, in a small graph of their own."""
        graph = Graph(counter=self.vocabulary.counter)
        found = []
        for file in self.knowledge.vocabulary.values():
            for i, entry in enumerate(file.model.implies):
                node = self.condition(
                    file, ("implies", i, "when"), entry.when, lambda name: None, graph=graph
                )
                then = {
                    name: value
                    for name, raw in entry.then.items()
                    if (value := self.value(file, ("implies", i, "then", name), name, raw))
                    is not None
                }
                found.append(Implication(node, then, entry.why))
        return found, graph

    def value(self, file: Read, place: Place, name: str, raw: Any) -> Value | None:  # type: ignore[type-arg]
        """What an implication gives a fact; what does not fit is noted."""
        fact = self.vocabulary.types.get(name)
        if fact is None:
            return None
        if isinstance(raw, dict) and fact.bounded and set(raw) <= {"at_least", "at_most"}:
            ends = {key: Decimal(end) for key, end in raw.items()}
            return Bounds(ends.get("at_least"), ends.get("at_most"))
        fits = {
            "boolean": isinstance(raw, bool),
            "enum": raw in fact.values,
            "set": False,
        }.get(fact.kind, isinstance(raw, int | Decimal))
        if not fits:
            self.problems.append(
                file.problem(f"{raw!r} is not a value of {name}.", place, ", ".join(fact.values))
            )
            return None
        return Decimal(raw) if fact.numeric else raw

    def options(
        self,
        treatments: Treatments,
        statements: list[Statement],
        stops: list[Stop],
        scope: Scope,
    ) -> dict[str, Option]:
        """What is said on each treatment: for the patient, or for a single lesion.

        A lesion hears the patient-level statements too, but only where some statement or stop
        on the treatment speaks of single lesions.
        """
        found = {}
        for name in treatments:
            kinds = (name, *treatments.ancestors(name))
            own = [
                item
                for item in statements
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
                for stop in stops
                if any(kind in stop.entry.stop for kind in kinds)
                and not any(kind in stop.entry.except_ for kind in kinds)
            ]
            if scope == "patient":
                own = [item for item in own if item.entry.scope == "patient"]
                over = [stop for stop in over if stop.entry.scope == "patient"]
            elif not any(item.entry.scope == "lesion" for item in (*own, *over)):
                continue
            if own or over:
                found[name] = self.option(name, own, over)
        return found

    def option(self, name: str, statements: list[Statement], stops: list[Stop]) -> Option:
        stop = self.graph.disjunction([stop.node for stop in stops])

        def roots(items: list[Statement]) -> Roots:
            def either(direction: str) -> int:
                return self.graph.disjunction(
                    [i.node for i in items if i.entry.direction == direction and i.node is not None]
                )

            return Roots(stop, either("for"), either("consider"), either("against"))

        sources = dict.fromkeys(item.source for item in statements)
        by_source = {
            source: roots([item for item in statements if item.source == source])
            for source in sources
        }
        return Option(name, roots(statements), by_source, tuple(statements), tuple(stops))

