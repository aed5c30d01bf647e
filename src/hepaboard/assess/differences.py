"""Where sources differ, with the errata inside each source: for the guideline, or for one case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from hepaboard.assess.assess import assess
from hepaboard.assess.disagreements import all_disagreements
from hepaboard.assess.errata import all_errata
from hepaboard.assess.model import ErratumResult
from hepaboard.assess.topic_model import Disagreement, Position, TopicType
from hepaboard.case import CaseFile
from hepaboard.guideline import Guideline


class TopicResult(BaseModel):
    """One topic with its positions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    topic: str
    type: TopicType
    positions: list[Position]
    lead: str | None
    general_only: str | None = None


class Differences(BaseModel):
    """Topics and errata; with a case only those that touch it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str | None
    disagreements: list[TopicResult]
    errata: list[ErratumResult]


def differences(
    case: CaseFile | str | Path | dict[str, Any] | None,
    guideline: Guideline,
    on: date | None = None,
) -> Differences:
    """All topics and errata of the packs in use, or those that touch a case."""
    if case is None:
        topics = _results(all_disagreements(guideline))
        return Differences(case=None, disagreements=topics, errata=all_errata(guideline))
    found = assess(case, guideline, on)
    return Differences(
        case=found.case.id, disagreements=_results(found.disagreements), errata=found.errata
    )


def _results(topics: list[Disagreement]) -> list[TopicResult]:
    return [
        TopicResult(
            id=topic.id,
            topic=topic.text,
            type=topic.type,
            positions=topic.positions,
            lead=topic.lead,
            general_only=topic.general_only,
        )
        for topic in topics
    ]
