"""treatments.yaml, concepts.yaml and topics.yaml: what sources speak of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hepaboard.guideline.schema.base import (
    Condition,
    Entry,
    Modality,
    Name,
    Names,
    OptionalRows,
    Sentence,
    Words,
)

OptionalNames = Annotated[tuple[Name, ...], Field(strict=False)]


class TreatmentEntry(Entry):
    """One treatment or action. ``record`` ones are history only (an operation on the primary)."""

    name: str
    parents: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    modality: Modality
    codes: dict[str, str] = {}
    unaddressed: Words = ()


class ChoiceEntry(Entry):
    """Treatments of which one patient follows one."""

    question: Sentence
    members: Names


class TreatmentsFile(Entry):
    """The catalogue."""

    treatments: dict[Name, TreatmentEntry]
    choices: dict[Name, ChoiceEntry] = {}


class ConceptEntry(Entry):
    """A question that sources answer each in their own way."""

    label: str
    question: Sentence


class ConceptsFile(Entry):
    """All concepts."""

    concepts: dict[Name, ConceptEntry]


class Compared(Entry):
    """What a topic compares: answers, advice, windows.

    ``rows`` are shown beside these, and stand alone where sources differ in figures or in trust
    only: no case can decide between two figures.
    """

    concepts: OptionalNames = ()
    options: OptionalNames = ()
    choices: OptionalNames = ()
    timing: OptionalNames = ()
    rows: OptionalRows = ()

    @model_validator(mode="after")
    def _some(self) -> Compared:
        if not (self.concepts or self.options or self.choices or self.timing or self.rows):
            raise ValueError("a topic compares concepts, options, choices, timing or rows")
        return self


class TopicEntry(Entry):
    """One question on which sources are known to differ (D01-D56).

    ``type`` is how they stand to one another in general; for a case it is computed. ``when`` says
    which patients the question is about; all if it is not given. ``general_only`` is the reason
    why no single case can show the sources at odds.
    """

    question: Sentence
    type: Literal["conflict", "numeric", "detail", "agree", "scope"]
    when: Condition | None = None
    compares: Compared
    general_only: Sentence | None = None


class TopicsFile(Entry):
    """All topics."""

    topics: dict[str, TopicEntry]
