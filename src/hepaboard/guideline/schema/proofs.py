"""invariants.yaml and typical.yaml: what is proved of the guideline, and near whom cases lie."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from hepaboard.guideline.schema.base import (
    Condition,
    Entry,
    Id,
    Name,
    Names,
    RowId,
    Scope,
    Sentence,
)
from hepaboard.guideline.verdict import Verdict

Verdicts = Annotated[tuple[Verdict, ...], Field(strict=False)]


class InvariantEntry(Entry):
    """What must hold of the verdicts whatever the packs say.

    It is written apart from the stops and names every treatment, so that neither a condition nor
    a parent that went wrong can hide. ``while_`` says whether ``when`` holds or is still open;
    ``only`` lists the verdicts allowed then, ``never`` those that are not.
    """

    id: Id
    when: Condition
    while_: Literal["holds", "open"] = Field(default="holds", alias="while")
    scope: Scope = "patient"
    treatments: Names
    only: Verdicts = ()
    never: Verdicts = ()
    rows: Annotated[tuple[RowId, ...], Field(strict=False)] = ()
    says: Sentence

    @model_validator(mode="after")
    def _one(self) -> InvariantEntry:
        if bool(self.only) == bool(self.never):
            raise ValueError("an invariant has either only or never")
        return self


class InvariantsFile(Entry):
    """All invariants; conditions are over facts alone."""

    invariants: Annotated[tuple[InvariantEntry, ...], Field(strict=False, min_length=1)]


class TypicalFile(Entry):
    """A common patient as a flat set of facts, those of most weight first.

    Cases that proofs show differ from this patient as little as they can.
    """

    about: Sentence
    facts: Annotated[dict[Name, Any], Field(min_length=1)]
