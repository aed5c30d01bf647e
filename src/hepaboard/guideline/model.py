"""A guideline: all knowledge in use as one immutable, evaluable whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hepaboard.guideline.flow import Flow
from hepaboard.guideline.rows import Row
from hepaboard.guideline.schema import (
    DefinitionEntry,
    ErratumEntry,
    PolicyFile,
    SourceFile,
    StatementEntry,
    StopEntry,
)
from hepaboard.guideline.schema.catalogue import ConceptEntry, TopicEntry
from hepaboard.guideline.schema.safety import CapEntry, DelayEntry, SafetyAlert
from hepaboard.guideline.treatments import Treatments
from hepaboard.guideline.vocabulary import Vocabulary
from hepaboard.logic import Graph, Program, Value


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a source; ``node`` is its condition AND its source's scope.

    Evidence without a condition has the scope alone. ``foresee`` is where its window is shown
    before the treatment it counts from has begun.
    """

    source: str
    entry: StatementEntry
    node: int
    foresee: int | None = None

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.entry.id


@dataclass(frozen=True, slots=True)
class Definition:
    """One term of a source."""

    source: str
    name: str
    entry: DefinitionEntry
    node: int

    @property
    def meaning(self) -> str:
        """The term in words."""
        label = self.entry.label
        return f"{label} - {self.entry.says}" if self.entry.says else label


@dataclass(frozen=True, slots=True)
class Stop:
    """One hard stop."""

    entry: StopEntry
    node: int


@dataclass(frozen=True, slots=True)
class Delay:
    """A timing stop: moves the date of a treatment, never its verdict."""

    entry: DelayEntry
    node: int


@dataclass(frozen=True, slots=True)
class Cap:
    """A rule of the project that holds treatments at contested, whatever speaks for them."""

    entry: CapEntry
    node: int


@dataclass(frozen=True, slots=True)
class Capped:
    """A cap on one option: ``node`` is its condition AND something in favour of the treatment."""

    cap: Cap
    node: int


@dataclass(frozen=True, slots=True)
class Alert:
    """A joint alert of safety.yaml."""

    entry: SafetyAlert
    node: int


@dataclass(frozen=True, slots=True)
class Roots:
    """The four nodes that give a verdict."""

    stop: int
    for_: int
    consider: int
    against: int


@dataclass(frozen=True, slots=True)
class Option:
    """What the guideline holds on one treatment.

    ``statements`` are the treatment's own and the objections it inherits; ``by_source`` has the
    roots of each source that speaks of it (their ``stop`` is the common one). ``caps`` and
    ``offers`` are rules of the project: they are part of ``roots`` and of no source's.
    """

    treatment: str
    roots: Roots
    by_source: Mapping[str, Roots]
    statements: tuple[Statement, ...]
    stops: tuple[Stop, ...]
    caps: tuple[Capped, ...] = ()
    offers: tuple[Cap, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry of a pack in words; ``node`` says when it holds, None for one on the text itself."""

    source: str
    rows: tuple[str, ...]
    says: str
    node: int | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A question on which sources differ, with all that the packs in use hold on it.

    ``node`` says whom the topic is about, None for everybody; ``shown`` is not compared.
    """

    entry: TopicEntry
    node: int | None
    treatments: tuple[str, ...]
    terms: tuple[Definition, ...]
    statements: tuple[Statement, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Implication:
    """A rule of plausibility: where ``node`` (in the implication graph) holds, ``then`` does."""

    node: int
    then: Mapping[str, Value]
    why: str


@dataclass(frozen=True, slots=True)
class Guideline:
    """The whole: immutable, evaluable, with the hash of everything it was made from."""

    version: str
    hash: str
    vocabulary: Vocabulary
    treatments: Treatments
    concepts: Mapping[str, ConceptEntry]
    topics: Mapping[str, Topic]
    policy: PolicyFile
    sources: Mapping[str, SourceFile]
    scopes: Mapping[str, int]
    definitions: tuple[Definition, ...]
    statements: tuple[Statement, ...]
    stops: tuple[Stop, ...]
    delays: tuple[Delay, ...]
    caps: tuple[Cap, ...]
    alerts: tuple[Alert, ...]
    options: Mapping[str, Option]
    lesion_options: Mapping[str, Option]
    evidence: Mapping[str, tuple[Statement, ...]]
    errata: Mapping[str, tuple[ErratumEntry, ...]]
    rows: Mapping[str, tuple[Row, ...]]
    flows: Mapping[str, Flow]
    graph: Graph
    program: Program
    implications: tuple[Implication, ...]
    implication_program: Program

    @property
    def settings(self) -> dict[str, Any]:
        """The value of every setting."""
        return {name: entry.value for name, entry in self.policy.settings.items()}

    def rank(self, source: str) -> int:
        """The place of a source in the policy's order, 0 first; unlisted ones come last."""
        for place, entry in enumerate(self.policy.ranks):
            if source in entry.sources:
                return place
        return len(self.policy.ranks)

    def voice(self, source: str) -> str:
        """The voice a source speaks with; sources of one publisher share one."""
        return self.sources[source].voice or source
