"""Where sources differ: what the JSON holds."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

#: For a case computed; for the guideline as a whole as topics.yaml lists it.
TopicType = Literal[
    "agree",
    "different_strength",
    "one_silent",
    "open",
    "incompatible",
    "conflict",
    "numeric",
    "detail",
    "scope",
]


class Position(BaseModel):
    """What one source says on a topic, in one line.

    ``holds`` is null where the case does not decide it, and for the guideline as a whole.
    ``stance`` is the position in the fewest words, on what is at issue; empty where none is. A
    source is ``divided`` where it speaks for and against the same treatment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    says: str
    rows: list[str]
    holds: bool | None
    stance: str = ""
    divided: bool = False


class Disagreement(BaseModel):
    """One topic with the positions of the sources.

    ``lead`` names the highest-ranked source that speaks; null for the guideline as a whole, and
    where that source is divided or sources of its rank differ. ``general_only`` says, for the
    guideline as a whole, why no single case can show the sources at odds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    type: TopicType
    positions: list[Position]
    lead: str | None = None
    general_only: str | None = None
