"""Where a patient stands in the flow of a source: the part of an assessment."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hepaboard.assess.because import Because


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True
    )


class StoppedOption(_Part):
    """A treatment of a step on which hard stops hold, by their ids."""

    treatment: str
    stops: list[str]


class FlowNodeResult(_Part):
    """One step: reached (holds), perhaps reached (possible), or not.

    ``because`` holds the facts that decide its own condition; it is empty where the steps above
    decide instead. ``stopped`` are the treatments of the step that a hard stop forbids: the source
    leads there, the patient must not be taken there.
    """

    id: str
    label: str
    status: Literal["holds", "possible", "not_reached"]
    rows: list[str]
    because: list[Because]
    stopped: list[StoppedOption]


class OpenBranch(_Part):
    """An edge from a reached step to one that is still open, and the unknown facts that decide.

    ``from`` is null where the source's scope itself is open.
    """

    from_: str | None = Field(validation_alias="from", serialization_alias="from")
    to: str
    needs: list[str]


class FlowResult(_Part):
    """One source's flow for this patient.

    ``place`` are the reached steps from which no reached step leads on: where the patient stands.
    """

    source: str
    nodes: list[FlowNodeResult]
    place: list[str]
    open: list[OpenBranch]
