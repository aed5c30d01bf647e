"""source.yaml, definitions.yaml and errata.yaml: a publication and its own terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hepaboard.guideline.schema.base import (
    Condition,
    Entry,
    Id,
    Name,
    Names,
    OptionalRows,
    RowId,
    Rows,
    Scope,
    Sentence,
    SourceId,
)


class ScopeEntry(Entry):
    """Whom the source speaks of; ANDed to every statement."""

    when: Condition
    rows: Rows
    says: Sentence


class MetadataEntry(Entry):
    """A row about the document itself."""

    rows: Rows
    says: Sentence


class ScenarioGroup(Entry):
    """Scenarios of which a patient is in at most one, or (exhaustive) exactly one.

    ``unless_known`` names the fact by which the board may put a patient into several: they
    exclude one another while it is not recorded.
    """

    members: Names
    exclusive: bool
    unless_known: Name | None = None
    exhaustive: bool = False
    rows: Rows


class SourceFile(Entry):
    """One publication. ``voice`` groups sources of one publisher: they count as one."""

    id: SourceId
    title: str
    short: str
    citation: str
    published: str
    kind: Literal["society_consensus", "reviewed_article", "unreviewed_article"]
    review: Literal["reviewed", "pending"]
    review_note: Sentence
    voice: str | None = None
    licence: str
    scope: ScopeEntry
    scenario_groups: dict[Name, ScenarioGroup] = {}
    metadata: Annotated[tuple[MetadataEntry, ...], Field(strict=False)] = ()
    not_encoded: dict[RowId, Sentence] = {}


class DefinitionEntry(Entry):
    """One term of the source, as a condition; private to the source."""

    label: str
    rows: OptionalRows = ()
    when: Condition
    scope: Scope = "patient"
    concept: Name | None = None
    scenario: Name | None = None
    says: Sentence | None = None
    reading: Id | None = None


class DefinitionsFile(Entry):
    """All terms of a source."""

    definitions: dict[Name, DefinitionEntry]


class ErratumEntry(Entry):
    """A misprint or contradiction inside the source, shown with what it touches.

    ``dead`` says that the statements with this erratum can never hold, by the source's own scope.
    """

    id: Id
    rows: Rows
    type: Literal["misprint", "contradiction", "ambiguity", "difference"]
    text: Sentence
    reading: Sentence
    dead: bool = False


class ErrataFile(Entry):
    """All errata of a source."""

    errata: Annotated[tuple[ErratumEntry, ...], Field(strict=False)]
