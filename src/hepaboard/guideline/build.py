"""Builds a guideline from checked knowledge files: every condition becomes a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version

from hepaboard.document import Place
from hepaboard.errors import HepaboardError
from hepaboard.guideline.flows import flows_of
from hepaboard.guideline.implications import implied_value
from hepaboard.guideline.knowledge import Knowledge, Pack, Read
from hepaboard.guideline.model import (
    Alert,
    Cap,
    Definition,
    Delay,
    Statement,
    Stop,
)
from hepaboard.guideline.parts import Built, Parts
from hepaboard.guideline.problems import KnowledgeError
from hepaboard.guideline.references import reference_problems
from hepaboard.guideline.treatments import Treatments
from hepaboard.guideline.vocabulary import vocabulary_of
from hepaboard.logic import ConditionError, Graph, check
from hepaboard.logic.fact_type import Scope
from hepaboard.logic.parse import parse


def build(knowledge: Knowledge) -> Built:
    """The parts of the guideline that these files describe, with the nodes of every condition.

    Raises
    ------
    KnowledgeError
        Conditions that cannot be used, broken references, duplicate ids, facts that nothing
        uses: all of them, each with its file and line.
    """
    return _Builder(knowledge).built()


class _Builder:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.problems: list[HepaboardError] = []
        self.vocabulary = vocabulary_of(
            {section: file.model for section, file in knowledge.vocabulary.items()}
        )
        self.graph = Graph(counter=self.vocabulary.counter)
        self.definitions: list[Definition] = []

    def built(self) -> Built:
        knowledge = self.knowledge
        try:
            Treatments(knowledge.treatments.model.treatments, {})
        except ValueError as error:
            raise KnowledgeError(
                [knowledge.treatments.problem(str(error), ("treatments",))]
            ) from None
        scopes: dict[str, int] = {}
        statements: list[Statement] = []
        for name, pack in knowledge.packs.items():
            lookup = self.terms(name, pack)
            scopes[name] = self.condition(
                pack.source, ("scope", "when"), pack.source.model.scope.when, lookup
            )
            statements.extend(self.statements(name, pack, scopes[name], lookup))
        stops, delays, caps, alerts = self.safety()
        topic_nodes = self.topics()
        implications, small = self.implications()
        self.problems.extend(
            reference_problems(knowledge, self.vocabulary, self.graph, small, self.definitions)
        )
        if self.problems:
            raise KnowledgeError(self.problems)
        return Built(
            Parts(
                version=version("hepaboard"),
                hash=knowledge.hash,
                vocabulary={n: file.model for n, file in knowledge.vocabulary.items()},
                treatments=knowledge.treatments.model,
                concepts=knowledge.concepts.model,
                topics=knowledge.topics.model,
                policy=knowledge.policy.model,
                sources={name: pack.source.model for name, pack in knowledge.packs.items()},
                errata={
                    name: pack.errata.model.errata if pack.errata else ()
                    for name, pack in knowledge.packs.items()
                },
                rows={name: tuple(rows) for name, rows in knowledge.rows.items()},
                scopes=scopes,
                definitions=tuple(self.definitions),
                statements=tuple(statements),
                stops=tuple(stops),
                delays=tuple(delays),
                caps=tuple(caps),
                alerts=tuple(alerts),
                topic_nodes=topic_nodes,
                implications=tuple(implications),
                flows=flows_of(knowledge, scopes, self.definitions),
            ),
            self.graph,
            small,
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
            return check(parse(text), graph, self.vocabulary.types, lookup, scope=scope, text=text)
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
                if name in open_:
                    return self.circle(file, [*open_[open_.index(name) :], name], "when")
                place: Place = ("definitions", name, "when")
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

    def circle(self, file: Read, names: list[str], *rest: str) -> int:  # type: ignore[type-arg]
        """Notes definitions that need one another; the condition goes on as never true."""
        what = f"The definitions form a circle: {' > '.join(names)}."
        self.problems.append(file.problem(what, ("definitions", names[-1], *rest)))
        return self.graph.add("const", payload=0)

    def statements(
        self, source: str, pack: Pack, scope: int, lookup: Callable[[str], int | None]
    ) -> Iterable[Statement]:
        for file in pack.statements:
            for i, entry in enumerate(file.model.statements):
                if entry.when is None:
                    yield Statement(source, entry, scope)
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

    def safety(self) -> tuple[list[Stop], list[Delay], list[Cap], list[Alert]]:
        file = self.knowledge.safety
        texts = file.model.definitions
        nodes: dict[str, int] = {}
        open_: list[str] = []

        def lookup(name: str) -> int | None:
            if name in texts and name not in nodes:
                if name in open_:
                    return self.circle(file, [*open_[open_.index(name) :], name])
                open_.append(name)
                nodes[name] = self.condition(file, ("definitions", name), texts[name], lookup)
                open_.pop()
            return nodes.get(name)

        for name in texts:
            lookup(name)

        stops = [
            Stop(entry, self.condition(file, ("stops", i, "when"), entry.when, lookup, entry.scope))
            for i, entry in enumerate(file.model.stops)
        ]
        alerts = [
            Alert(entry, self.condition(file, ("alerts", i, "when"), entry.when, lookup))
            for i, entry in enumerate(file.model.alerts)
        ]
        delays = [
            Delay(entry, self.condition(file, ("delays", i, "when"), entry.when, lookup))
            for i, entry in enumerate(file.model.delays)
        ]
        caps = [
            Cap(entry, self.condition(file, ("caps", i, "when"), entry.when, lookup))
            for i, entry in enumerate(file.model.caps)
        ]
        return stops, delays, caps, alerts

    def topics(self) -> dict[str, int]:
        """Whom each topic is about, where it names some patients only."""
        file = self.knowledge.topics
        return {
            name: self.condition(file, ("topics", name, "when"), topic.when, lambda term: None)
            for name, topic in file.model.topics.items()
            if topic.when is not None
        }

    def implications(self) -> tuple[list[int], Graph]:
        """The rules of plausibility, in a small graph of their own."""
        graph = Graph(counter=self.vocabulary.counter)
        found = []
        for file in self.knowledge.vocabulary.values():
            for i, entry in enumerate(file.model.implies):
                node = self.condition(
                    file, ("implies", i, "when"), entry.when, lambda name: None, graph=graph
                )
                for name, raw in entry.then.items():
                    fact = self.vocabulary.types.get(name)
                    if fact is not None and implied_value(fact, raw) is None:
                        place = ("implies", i, "then", name)
                        self.problems.append(
                            file.problem(
                                f"{raw!r} is not a value of {name}.", place, ", ".join(fact.values)
                            )
                        )
                found.append(node)
        return found, graph
