"""The shipped description of invented patients: how each fact is drawn."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from hepaboard.document import read_document

PLACE = Path(__file__).resolve().parents[1] / "knowledge" / "synthetic.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NumberDraw(_Entry):
    """A log-normal number: half lie below ``median``, two thirds within a factor of ``spread``."""

    median: float = Field(gt=0)
    spread: float = Field(gt=1)
    low: float
    high: float


class Between(_Entry):
    """A range of a number already drawn."""

    at_least: float | None = None
    at_most: float | None = None


class How(_Entry):
    """One way to draw a fact: exactly one of these, or nothing to leave it unknown (``skip``)."""

    values: dict[str, float] | None = None
    share: float | None = Field(default=None, ge=0, le=1)
    members: dict[str, float] | None = None
    number: NumberDraw | None = None
    skip: bool = False


class Conditional(_Entry):
    """Something that counts for patients of whom ``when`` holds."""

    when: dict[str, tuple[bool | str, ...] | Between]


class Case(How, Conditional):
    """Another way, for patients of whom ``when`` holds; the first that fits counts."""


class AtLeast(_Entry):
    """A number above this is recorded by a share of patients as "more than"."""

    above: float
    share: float


class Draw(How):
    """How one fact is drawn, where the share comes from, and for what share it is drawn at all."""

    cases: tuple[Case, ...] = ()
    drawn: float = 1.0
    at_least: AtLeast | None = None
    rows: tuple[str, ...] = ()
    note: str | None = None


class LesionDraws(_Entry):
    """The lesions: for which share of patients they are listed, and up to how many of them."""

    listed: float
    most: int
    diameter: str
    largest: str
    smallest: str
    draws: dict[str, Draw]


class Course(Conditional):
    """What is given to some patients, by weight, and the months that half of them survive.

    ``rows`` are those that the survival is taken from.
    """

    given: dict[str, float]
    median_months: float = Field(gt=0)
    rows: tuple[str, ...] = ()
    note: str | None = None


class Outcomes(_Entry):
    """Treatments given and survival; the first course that fits counts.

    ``observed`` are the ends of the months after which observation stops, all alike often.
    """

    courses: tuple[Course, ...]
    observed: tuple[float, float]
    note: str


class Synthetic(_Entry):
    """All draws in order; facts that are not named are drawn as ``rest`` says."""

    title: str
    draws: dict[str, Draw]
    rest: Draw
    lesions: LesionDraws
    outcomes: Outcomes


@lru_cache(maxsize=1)
def synthetic() -> Synthetic:
    """The shipped description."""
    return Synthetic.model_validate(read_document(PLACE).data)
