"""Reads the knowledge files into checked models; every finding keeps its file and line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from hepaboard.document import Document, Place, read_document
from hepaboard.errors import HepaboardError
from hepaboard.guideline.place import ROOT, source_ids
from hepaboard.guideline.problems import KnowledgeError
from hepaboard.guideline.rows import Row, read_rows
from hepaboard.guideline.schema import (
    ConceptsFile,
    DefinitionsFile,
    ErrataFile,
    FlowFile,
    PolicyFile,
    SafetyFile,
    SourceFile,
    StatementsFile,
    TopicsFile,
    TreatmentsFile,
    VocabularyFile,
)

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read(Generic[Model]):
    """A checked file with its document, for messages."""

    model: Model
    document: Document

    def problem(
        self, what: str, place: Place, allowed: str | None = None, todo: str | None = None
    ) -> HepaboardError:
        """An error at a place of this file."""
        return HepaboardError(
            what,
            file=self.document.file,
            line=self.document.line(place),
            field=".".join(str(part) for part in place) or None,
            allowed=allowed,
            todo=todo,
        )


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of one source."""

    source: Read[SourceFile]
    definitions: Read[DefinitionsFile] | None
    statements: tuple[Read[StatementsFile], ...]
    errata: Read[ErrataFile] | None
    flow: Read[FlowFile] | None


@dataclass(slots=True)
class Knowledge:
    """All knowledge files in use.

    ``rows`` lists the rows of every known source, of those without a pack too. ``hash`` covers
    the content of every file that was read.
    """

    vocabulary: dict[str, Read[VocabularyFile]]
    treatments: Read[TreatmentsFile]
    concepts: Read[ConceptsFile]
    topics: Read[TopicsFile]
    safety: Read[SafetyFile]
    policy: Read[PolicyFile]
    packs: dict[str, Pack]
    rows: dict[str, tuple[Row, ...]]
    complete: bool
    hash: str = ""


@dataclass(slots=True)
class _Reader:
    problems: list[HepaboardError] = field(default_factory=list)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def read(self, path: Path, model: type[Model]) -> Read[Model] | None:
        """A file as a model; what is wrong is noted."""
        try:
            document = read_document(path)
        except HepaboardError as error:
            self.problems.append(error)
            return None
        self.digest.update(f"{path.name}\0{document.text}\0".encode())
        try:
            return Read(model.model_validate(document.data), document)
        except ValidationError as error:
            from hepaboard.model_problems import model_problems

            self.problems.extend(model_problems(error, document, model))
            return None

    def must(self, path: Path, model: type[Model]) -> Read[Model]:
        """A file that everything else needs."""
        found = self.read(path, model)
        if found is None:
            raise KnowledgeError(self.problems)
        return found


def read_knowledge(
    root: Path = ROOT, sources: tuple[str, ...] | None = None, policy: Path | None = None
) -> Knowledge:
    """All knowledge files, checked one by one.

    Parameters
    ----------
    root
        The folder of the knowledge files.
    sources
        Packs to use; all if None.
    policy
        Another policy file than the shipped one.

    Raises
    ------
    KnowledgeError
        Lists every file that could not be read and every field that was refused.
    """
    wanted = source_ids(root) if sources is None else sorted(set(sources))
    reader = _Reader()
    vocabulary = {
        path.stem: reader.must(path, VocabularyFile)
        for path in sorted((root / "vocabulary").glob("*.yaml"))
    }
    treatments = reader.must(root / "treatments.yaml", TreatmentsFile)
    concepts = reader.must(root / "concepts.yaml", ConceptsFile)
    topics = reader.must(root / "topics.yaml", TopicsFile)
    safety = reader.must(root / "safety.yaml", SafetyFile)
    order = reader.must(policy or root / "policy.yaml", PolicyFile)
    packs = {name: _pack(reader, root / "sources" / name) for name in wanted}
    if reader.problems:
        raise KnowledgeError(reader.problems)
    return Knowledge(
        vocabulary,
        treatments,
        concepts,
        topics,
        safety,
        order,
        {name: pack for name, pack in packs.items() if pack is not None},
        {
            path.parent.name: read_rows(path)
            for path in sorted((root / "sources").glob("*/rows.csv"))
        },
        complete=sources is None,
        hash=reader.digest.hexdigest(),
    )


def _pack(reader: _Reader, folder: Path) -> Pack | None:
    source = reader.read(folder / "source.yaml", SourceFile)
    definitions = folder / "definitions.yaml"
    errata = folder / "errata.yaml"
    flow = folder / "flow.yaml"
    found = Pack(
        source,  # type: ignore[arg-type]
        reader.read(definitions, DefinitionsFile) if definitions.exists() else None,
        tuple(
            part
            for path in sorted((folder / "statements").glob("*.yaml"))
            if (part := reader.read(path, StatementsFile)) is not None
        ),
        reader.read(errata, ErrataFile) if errata.exists() else None,
        reader.read(flow, FlowFile) if flow.exists() else None,
    )
    return found if source is not None else None
