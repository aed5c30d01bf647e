"""One score of a case, as the JSON of an assessment holds it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

EvidenceStatus = Literal["confirmed", "partly_confirmed", "unconfirmed"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScoreFactor(_Part):
    """One factor of a list without a count rule; ``present`` is null while an input decides it."""

    name: str
    says: str
    present: bool | None
    missing: list[str]
    rows: list[str]


class ScoreResult(_Part):
    """A score, label or share worked out from the facts, or what is missing for it.

    ``range`` holds the lowest and highest value that the missing inputs leave open, and is null
    once the value is settled or where nothing is counted. ``group`` is given as soon as every
    completion agrees; ``possible`` are the labels still open. ``inputs`` are the facts used, a
    number known only in part as ``{"at_least": .., "at_most": ..}``.
    """

    score: str
    name: str
    value: int | float | None
    unit: str | None = None
    range: tuple[int | float, int | float] | None
    group: str | None
    possible: list[str] = []
    inputs: dict[str, Any]
    missing: list[str]
    status: EvidenceStatus
    notes: list[str]
    rows: list[str]
    factors: list[ScoreFactor] = []
