"""vocabulary/*.yaml: every fact, how it is asked for, what it implies, how it is derived."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from hepaboard.guideline.schema.base import Condition, Entry, Name, Scope, Sentence, Words

Supplier = Literal[
    "patient", "radiology", "laboratory", "pathology", "surgery", "oncology", "board", "site"
]
Asking = Literal["record", "question", "blood", "imaging", "tissue", "judgement"]
Number = int | Decimal


class FactEntry(Entry):
    """One fact.

    ``precision`` is the smallest step of an entered number; ``computed`` numbers are float64.
    ``score`` facts are read by calculators, whatever conditions read.
    ``setting`` facts take their value from policy.yaml; ``context`` facts are recorded although
    no source has a rule for them. ``covers`` names values that leave open which of others it is
    ("colon or rectum"): a rule may narrow such a value, and a completion may be any of those.
    ``outdated_by`` is the treatment after which an earlier value is
    shown as old. ``derive`` names a rule that fills the fact from records.
    """

    label: str
    type: Literal["boolean", "enum", "integer", "number", "set"]
    values: dict[str, str] | None = None
    covers: dict[str, Words] = {}
    unit: str | None = None
    precision: Number | None = None
    computed: bool = False
    range: Annotated[tuple[Number, Number], Field(strict=False)] | None = None
    bounded: bool = False
    scope: Scope = "patient"
    counts: Literal["lesions"] | None = None
    question: Sentence
    supplier: Supplier
    asking: Asking
    can_change: bool
    stale_after: str | None = None
    outdated_by: Name | None = None
    with_: Name | None = Field(default=None, alias="with")
    synonyms: Words = ()
    units: Words = ()
    molar_mass_g_mol: Number | None = None
    codes: dict[str, str] = {}
    context: bool = False
    score: bool = False
    setting: bool = False
    derive: dict[str, Any] | None = None
    note: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _values_as_words(cls, data: Any) -> Any:
        """A list of values is short for a mapping to the same words."""
        if isinstance(data, dict) and isinstance(data.get("values"), list):
            words = {str(value): str(value).replace("_", " ") for value in data["values"]}
            if len(words) != len(data["values"]):
                raise ValueError("a value stands twice")
            return {**data, "values": words}
        return data

    @model_validator(mode="after")
    def _type_fits(self) -> FactEntry:
        listed = self.type in ("enum", "set")
        if listed != (self.values is not None):
            raise ValueError("values belong to enum and set, and they need them")
        numeric = self.type in ("integer", "number")
        if numeric != (self.range is not None):
            raise ValueError("a range belongs to integer and number, and they need it")
        if self.type == "number" and self.computed == (self.precision is not None):
            raise ValueError("a number has either a precision or computed: true")
        if self.bounded and not numeric:
            raise ValueError("only a number can be bounded")
        named = {word for value, under in self.covers.items() for word in (value, *under)}
        if (self.type != "enum" and named) or not named <= {*(self.values or ())}:
            raise ValueError("covers names values of an enum")
        return self


class ImplicationEntry(Entry):
    """What must hold of one fact once others are known."""

    when: Condition
    then: dict[Name, Any]
    why: Sentence


class VocabularyFile(Entry):
    """One section of the vocabulary."""

    title: str
    facts: dict[Name, FactEntry]
    implies: Annotated[tuple[ImplicationEntry, ...], Field(strict=False)] = ()
