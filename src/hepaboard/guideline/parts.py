"""What a guideline is assembled from; also what the cache keeps."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.guideline.flow import Flow
from hepaboard.guideline.model import Alert, Cap, Definition, Delay, Statement, Stop
from hepaboard.guideline.rows import Row
from hepaboard.guideline.schema import (
    ConceptsFile,
    ErratumEntry,
    PolicyFile,
    SourceFile,
    TopicsFile,
    TreatmentsFile,
    VocabularyFile,
)
from hepaboard.logic import Graph


@dataclass(frozen=True, slots=True)
class Parts:
    """Checked entries of all files in use, with the nodes of their conditions."""

    version: str
    hash: str
    vocabulary: dict[str, VocabularyFile]
    treatments: TreatmentsFile
    concepts: ConceptsFile
    topics: TopicsFile
    policy: PolicyFile
    sources: dict[str, SourceFile]
    errata: dict[str, tuple[ErratumEntry, ...]]
    rows: dict[str, tuple[Row, ...]]
    scopes: dict[str, int]
    definitions: tuple[Definition, ...]
    statements: tuple[Statement, ...]
    stops: tuple[Stop, ...]
    delays: tuple[Delay, ...]
    caps: tuple[Cap, ...]
    alerts: tuple[Alert, ...]
    topic_nodes: dict[str, int]
    implications: tuple[int, ...]
    flows: dict[str, Flow]


@dataclass(frozen=True, slots=True)
class Built:
    """Parts with both node arrays: of the guideline, and of the rules of plausibility."""

    parts: Parts
    graph: Graph
    implications: Graph
