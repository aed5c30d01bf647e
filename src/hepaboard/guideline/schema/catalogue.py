"""treatments.yaml, concepts.yaml and topics.yaml: what sources speak of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hepaboard.guideline.schema.base import Entry, Name, Names, Sentence, Words


class TreatmentEntry(Entry):
    """One treatment or action. ``record`` ones are history only (an operation on the primary)."""

    name: str
    parents: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    modality: Literal[
        "systemic",
        "surgery",
        "ablation",
        "radiation",
        "intra_arterial",
        "imaging",
        "test",
        "team",
        "support",
        "strategy",
    ]
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
    """What a topic compares: exactly one of the three."""

    concept: Name | None = None
    option: Name | None = None
    choice: Name | None = None

    @model_validator(mode="after")
    def _one(self) -> Compared:
        if sum(part is not None for part in (self.concept, self.option, self.choice)) != 1:
            raise ValueError("a topic compares one concept, option or choice")
        return self


class TopicEntry(Entry):
    """One question on which sources are known to differ (D01-D56)."""

    question: Sentence
    type: Literal["conflict", "numeric", "detail", "agree", "scope"]
    compares: Compared


class TopicsFile(Entry):
    """All topics."""

    topics: dict[str, TopicEntry]
