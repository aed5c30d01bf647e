"""safety.yaml and policy.yaml: what is never overruled, and who leads where sources differ."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hepaboard.guideline.schema.base import (
    Condition,
    Duration,
    Entry,
    Figure,
    Id,
    Modality,
    Name,
    Names,
    OptionalRows,
    Rows,
    Scope,
    Sentence,
    SourceId,
)


class StopEntry(Entry):
    """A hard stop. Without ``stop`` it ends the whole assessment."""

    id: Id
    stop: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    except_: Annotated[tuple[Name, ...], Field(strict=False, alias="except")] = ()
    except_rows: Annotated[tuple[str, ...], Field(strict=False)] = ()
    ends_assessment: bool = False
    when: Condition
    scope: Scope = "patient"
    rows: Rows
    reason: Sentence
    do: Sentence

    @model_validator(mode="after")
    def _target(self) -> StopEntry:
        if bool(self.stop) == self.ends_assessment:
            raise ValueError("a stop names treatments, or ends the assessment")
        return self


class DelayEntry(Entry):
    """A timing stop: ``treatments`` wait for ``gap`` after the last dose of ``after``.

    It moves the date and never changes a verdict; where ``when`` does not hold (an emergency) it
    only warns. ``given`` is the fact that tells whether ``after`` was given at all.
    """

    id: Id
    treatments: Names
    after: Name
    given: Name
    gap: Duration
    when: Condition
    rows: Rows
    reason: Sentence
    do: Sentence


class SafetyAlert(Entry):
    """An alert that joins rows of several sources, or a rule of the project (no rows).

    With ``in_play`` it is raised only where one of these treatments is planned, going on or
    favoured by a source.
    """

    id: Id
    level: Literal["urgent", "stop", "warn", "note"]
    when: Condition
    rows: OptionalRows = ()
    text: Sentence
    if_unknown: Sentence | None = None
    unknown_facts: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    in_play: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    do: Sentence


class CapEntry(Entry):
    """A rule of the project without a source, for patients of whom no source speaks.

    Where ``when`` holds, no treatment of these modalities stands above contested, and those in
    ``offer`` are there to consider. ``signed_by`` names the clinician who answers for the rule.
    """

    id: Id
    when: Condition
    modalities: Annotated[tuple[Modality, ...], Field(strict=False, min_length=1)]
    except_: Annotated[tuple[Name, ...], Field(strict=False, alias="except")] = ()
    offer: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    signed_by: str | None = None
    reason: Sentence
    do: Sentence

    @property
    def standing(self) -> str:
        """What the rule rests on."""
        signed = (
            f"signed by {self.signed_by}" if self.signed_by else "not signed by a clinician yet"
        )
        return f"project rule without a source, {signed}"


class SafetyFile(Entry):
    """All stops, caps and joint alerts; always on."""

    definitions: dict[Name, Condition] = {}
    stops: Annotated[tuple[StopEntry, ...], Field(strict=False, min_length=1)]
    delays: Annotated[tuple[DelayEntry, ...], Field(strict=False)] = ()
    caps: Annotated[tuple[CapEntry, ...], Field(strict=False)] = ()
    alerts: Annotated[tuple[SafetyAlert, ...], Field(strict=False)] = ()


class RankEntry(Entry):
    """Sources that rank alike, best rank first in the list."""

    sources: Annotated[tuple[SourceId, ...], Field(strict=False, min_length=1)]
    reason: Sentence


class SettingEntry(Entry):
    """The value of a setting and where it comes from."""

    value: Figure
    reason: Sentence
    rows: Annotated[tuple[str, ...], Field(strict=False)] = ()


class PolicyFile(Entry):
    """How a site wants conflicts shown. It decides which side leads; it never hides the other."""

    id: str
    ranks: Annotated[tuple[RankEntry, ...], Field(strict=False, min_length=1)]
    settings: dict[Name, SettingEntry] = {}
    unreviewed_alone: Literal["keep", "acceptable"] = "keep"
