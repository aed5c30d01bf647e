"""Proofs and findings: what the JSON holds."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["proved", "failed", "unknown"]
#: The headings of the report, in this order.
Check = Literal[
    "1. Identical",
    "2. Equivalent",
    "3. Subsumed",
    "4. Interdetermined",
    "5. Overlapping",
    "6. Missing",
    "7. Partial reduction",
    "8. Unnecessary fact",
    "9. Across sources",
]
FindingType = Literal["incompatible", "different_strength", "one_silent", "agree"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ObligationResult(_Result):
    """One obligation.

    ``two_valued`` and ``kleene`` are null where the encoding was not asked. ``witness`` is a flat
    set of facts that ``assess --facts`` accepts: the counter-example of a failed obligation, or a
    case that shows what was asked for; ``unlike`` names where it differs from the typical patient
    (for a case just outside a stop: from the case that raises it).
    """

    id: str
    name: str
    kind: str
    status: Status
    seconds: float
    two_valued: Status | None
    kleene: Status | None
    statements: list[str]
    fault: str | None
    witness: dict[str, Any] | None
    unlike: list[str] | None


class Finding(_Result):
    """One finding of a check: not a fault by itself.

    ``check`` is its heading; ``two_valued`` and ``kleene`` say whether it holds for cases with
    every fact known, and with unknown ones; null where that was not asked. ``type`` says how
    sources stand to one another. ``listed_as`` is the closest of the ``topics`` (D01-D56) that a
    disagreement is listed under, null for one on no list. In ``unlike`` are the facts in which
    the witness differs from the typical patient.
    """

    id: str
    check: Check
    name: str
    statements: list[str]
    sources: list[str]
    same_voice: bool
    type: FindingType | None
    two_valued: bool | None
    kleene: bool | None
    witness: dict[str, Any] | None
    unlike: list[str] | None
    listed_as: str | None
    topics: list[str]


class ListedTopic(_Result):
    """One listed topic (D01-D56) and what the solver found on it; ``reason`` where nothing."""

    id: str
    topic: str
    type: str
    findings: list[str]
    reason: str | None


class GuidelineTold(_Result):
    """Which guideline was proved."""

    version: str
    hash: str
    sources: list[str]


class Bounds(_Result):
    """How far the proofs look."""

    lesions: int
    typical: str


class Verification(_Result):
    """The whole answer of ``hepaboard verify``."""

    guideline: GuidelineTold
    bounds: Bounds
    seconds: float
    obligations: list[ObligationResult]
    findings: list[Finding]
    topics: list[ListedTopic]

    @property
    def holds(self) -> bool:
        """Whether every obligation is proved."""
        return all(result.status == "proved" for result in self.obligations)
