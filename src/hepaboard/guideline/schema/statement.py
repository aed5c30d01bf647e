"""statements/*.yaml: what a source says, when, and how strongly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hepaboard.guideline.schema.base import (
    Condition,
    Duration,
    Entry,
    Figure,
    Id,
    Name,
    Names,
    Rows,
    Scope,
    Sentence,
    Words,
)


class Strength(Entry):
    """The strength in the source's own words and scale."""

    said: str
    scale: Literal["acr", "oxford", "words", "none"] = "words"
    level: str | None = None
    grade: str | None = None


class Anchor(Entry):
    """The event that a window counts from: the start or end of a treatment, or a dated fact."""

    treatment: Name | None = None
    event: Literal["start", "end"] = "start"
    words: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Anchor:
        if (self.treatment is None) == (self.words is None):
            raise ValueError("an anchor is a treatment, or words where no record dates it")
        return self


class Timing(Entry):
    """A window after an anchor.

    ``foresee`` says when the window is shown ahead of its anchor (treatment not begun yet).
    """

    anchor: Anchor
    earliest: Duration | None = None
    latest: Duration | None = None
    repeats: bool = False
    foresee: Condition | None = None

    @model_validator(mode="after")
    def _some(self) -> Timing:
        if self.earliest is None and self.latest is None:
            raise ValueError("a window has an earliest or a latest end")
        return self


class StatementEntry(Entry):
    """One statement.

    kind ``advice`` has option and direction; ``alert`` has level and do; ``team`` has team;
    ``evidence`` has about and never makes a verdict.

    An alert may have ``if_unknown``, its text while it cannot be judged; without it, it then stays
    silent. With ``unknown_facts`` it speaks only while no other fact keeps it open.
    """

    id: Id
    kind: Literal["advice", "alert", "team", "evidence"] = "advice"
    rows: Rows
    where: str
    when: Condition | None = None
    scope: Scope = "patient"
    option: Name | None = None
    direction: Literal["for", "consider", "against"] | None = None
    except_: Annotated[tuple[Name, ...], Field(strict=False, alias="except")] = ()
    except_rows: Annotated[tuple[str, ...], Field(strict=False)] = ()
    strength: Strength | None = None
    alert: Literal["urgent", "stop", "warn", "note"] | None = None
    do: Sentence | None = None
    if_unknown: Sentence | None = None
    unknown_facts: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    team: Names | None = None
    about: Words = ()
    timing: Timing | None = None
    figures: dict[str, Figure] = {}
    erratum: Id | None = None
    status: Literal["confirmed", "unconfirmed"] | None = None
    reading: Id | None = None
    says: Sentence

    @model_validator(mode="after")
    def _kind_fits(self) -> StatementEntry:
        advice = self.kind == "advice"
        if advice != (self.option is not None and self.direction is not None):
            raise ValueError("advice needs option and direction; other kinds have neither")
        if advice and self.strength is None:
            raise ValueError("advice needs its strength as the source states it")
        if (self.kind == "alert") != (self.alert is not None and self.do is not None):
            raise ValueError("kind alert needs alert (its level) and do")
        if self.unknown_facts and self.if_unknown is None:
            raise ValueError("unknown_facts belong to if_unknown")
        if self.if_unknown is not None and self.kind != "alert":
            raise ValueError("if_unknown belongs to an alert")
        if (self.kind == "team") != (self.team is not None):
            raise ValueError("kind team needs team")
        if (self.kind == "evidence") != bool(self.about):
            raise ValueError("kind evidence needs about")
        if self.when is None and self.kind != "evidence":
            raise ValueError("a condition is missing")
        if bool(self.except_) != bool(self.except_rows):
            raise ValueError("an exception names its row or publication (except_rows)")
        if self.timing is not None and not advice:
            raise ValueError("a window belongs to advice")
        return self


class StatementsFile(Entry):
    """Statements on one topic."""

    topic: str
    statements: Annotated[tuple[StatementEntry, ...], Field(strict=False, min_length=1)]
