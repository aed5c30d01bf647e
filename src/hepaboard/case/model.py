"""A case as it is recorded: findings by section, lesions, dated treatments and imaging."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Printed as it stands: no line breaks, no terminal codes.
_ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"


def _iso_date(value: Any) -> Any:
    """Only whole ISO dates: a bare year or a number is not guessed at."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"{value} is not a date: {error}") from None
    if isinstance(value, date):
        return value
    raise ValueError(f"{value!r} is not a date; write it as 2026-06-01")


Day = Annotated[date, BeforeValidator(_iso_date)]
Scalar = bool | int | Decimal | str
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Recorded(_Record):
    """One recorded value: exact, or between bounds; with unit, day and who recorded it."""

    value: Scalar | list[str] | None = None
    at_least: int | Decimal | None = None
    at_most: int | Decimal | None = None
    lacks: list[str] | None = None
    unit: str | None = None
    on: Day | None = None
    by: str | None = None

    @model_validator(mode="after")
    def _something(self) -> Recorded:
        bounds = self.at_least is not None or self.at_most is not None
        if bounds and self.value is not None:
            raise ValueError("either a value or bounds, not both")
        if not bounds and self.value is None:
            raise ValueError("no value; leave the fact out if it is not known")
        return self


def _shape(entry: Any) -> str:
    """Which form an entry has, so that a slip in it is told once and not once for every form."""
    if isinstance(entry, list):
        return "series" if any(isinstance(item, dict | Recorded) for item in entry) else "words"
    return "recorded" if isinstance(entry, dict | Recorded) else "plain"


Entry = (
    Annotated[
        Annotated[Scalar, Tag("plain")]
        | Annotated[list[str], Tag("words")]
        | Annotated[Recorded, Tag("recorded")]
        | Annotated[list[Recorded], Field(min_length=1), Tag("series")],
        Discriminator(_shape),
    ]
    | None
)
Section = dict[str, Entry]


class Lesion(_Record):
    """One lesion: its findings by fact name, and its dated diameters."""

    id: Identifier
    findings: Section = {}


class Lesions(_Record):
    """The lesions that are listed, and whether they are all."""

    complete: bool = False
    listed: list[Lesion] = []


class Treatment(_Record):
    """One dated treatment: a single day (``on``) or a course (``start``; ``end`` or ongoing)."""

    treatment: str
    on: Day | None = None
    start: Day | None = None
    end: Day | None = None
    ongoing: bool = False
    planned: bool = False
    stage: Literal[1, 2] | None = None
    line: Annotated[int, Field(ge=1, le=20)] | None = None
    stopped_for: Literal["completed", "progression", "toxicity", "response", "other"] | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Treatment:
        if self.on is not None and (self.start or self.end or self.ongoing):
            raise ValueError("either on (a single day) or start and end (a course)")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"end ({self.end}) lies before start ({self.start})")
        if self.end and self.ongoing:
            raise ValueError("a treatment that has an end is not ongoing")
        return self

    @property
    def first_day(self) -> date | None:
        """The day it began."""
        return self.on or self.start

    @property
    def last_day(self) -> date | None:
        """The day it ended; None if it goes on or is not recorded."""
        return self.on or self.end


class Dates(_Record):
    """Days that scores count from; what is not recorded is unknown."""

    primary_diagnosis_date: Day | None = None
    primary_surgery_date: Day | None = None
    metastasis_detection_date: Day | None = None


class Treatments(_Record):
    """Treatments given or planned. Only a complete list lets absence be known."""

    complete: bool = False
    records: list[Treatment] = []


class Image(_Record):
    """One examination, done or planned; ``modality`` is an id of the treatment catalogue."""

    modality: str
    on: Day
    planned: bool = False
    note: str | None = None


class Imaging(_Record):
    """Examinations done. Only a complete list lets absence be known."""

    complete: bool = False
    records: list[Image] = []


SECTIONS = (
    "patient",
    "host",
    "primary",
    "molecular",
    "laboratory",
    "liver",
    "remnant",
    "extrahepatic",
    "workup",
    "systemic",
    "response",
    "local",
    "judgements",
    "facts",
)


class Case(_Record):
    """All that is recorded of one patient up to one date, under a pseudonym.

    The sections hold facts of the vocabulary by name. What is not recorded is unknown. ``facts``
    takes any fact; ``judgements`` those that people decide, with who and when.
    """

    id: Identifier
    about: Annotated[str, Field(max_length=200, pattern=_ONE_LINE)] | None = None
    assessed_on: Day | None = None
    patient: Section = {}
    host: Section = {}
    primary: Section = {}
    molecular: Section = {}
    laboratory: Section = {}
    liver: Section = {}
    remnant: Section = {}
    extrahepatic: Section = {}
    workup: Section = {}
    systemic: Section = {}
    response: Section = {}
    local: Section = {}
    judgements: Section = {}
    facts: Section = {}
    dates: Dates = Dates()
    lesions: Lesions | None = None
    treatments: Treatments | None = None
    imaging: Imaging | None = None
    declined: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def _short_lists(cls, data: Any) -> Any:
        """``treatments: []`` is a complete, empty list; a filled one is open unless it says so."""
        if not isinstance(data, dict):
            return data
        data = dict(data)
        for key in ("treatments", "imaging"):
            if isinstance(data.get(key), list):
                data[key] = {"complete": not data[key], "records": data[key]}
        if isinstance(data.get("lesions"), list):
            data["lesions"] = {"complete": False, "listed": data["lesions"]}
        if isinstance(data.get("lesions"), dict):
            lesions = dict(data["lesions"])
            if isinstance(lesions.get("listed"), list):
                lesions["listed"] = [_lesion(item) for item in lesions["listed"]]
            data["lesions"] = lesions
        return {
            key: {} if value is None and key in SECTIONS else value for key, value in data.items()
        }

    def sections(self) -> dict[str, Section]:
        """The sections that hold facts, by name."""
        return {name: getattr(self, name) for name in SECTIONS}


def _lesion(item: Any) -> Any:
    """A lesion may name its findings directly."""
    if isinstance(item, dict) and "findings" not in item:
        findings = {key: value for key, value in item.items() if key != "id"}
        return {**({"id": item["id"]} if "id" in item else {}), "findings": findings}
    return item
