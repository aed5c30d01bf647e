"""The tables of a case as the page shows them: lesions, treatments, examinations, days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hepaboard.assess import Assessment
from hepaboard.case.model import Dates, Treatment
from hepaboard.guideline import Fact, Guideline
from hepaboard.web.cases.control import Control, control
from hepaboard.web.cases.data import Data
from hepaboard.web.cases.edits import ABSENT


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact of one lesion."""

    fact: Fact
    control: Control


@dataclass(frozen=True, slots=True)
class LesionRow:
    """One lesion: the cells of the table, and the rest below it."""

    id: str
    cells: tuple[Cell, ...]

    @property
    def known(self) -> int:
        """How many of its facts are recorded."""
        return sum(cell.control.state == "known" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """A treatment or examination that can be recorded."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one case."""

    lesions: tuple[LesionRow, ...]
    lesions_complete: bool
    lesions_given: bool
    lesion_facts: tuple[Fact, ...]
    treatments: tuple[Data, ...]
    treatments_complete: bool
    imaging: tuple[Data, ...]
    imaging_complete: bool
    assessed_on: str
    dates: tuple[tuple[str, str], ...]
    declined: tuple[str, ...]
    declinable: tuple[Choice, ...]
    given: tuple[Choice, ...]
    examined: tuple[Choice, ...]
    stopped_for: tuple[str, ...]


def tables_of(data: Data, answer: Assessment | None, guideline: Guideline) -> Tables:
    """The tables of a case; lists of choices come from the guideline."""
    facts = tuple(f for f in guideline.vocabulary.values() if f.type.scope == "lesion")
    lesions: dict[str, Any] = data.get("lesions") or {"complete": False, "listed": []}
    treatments: dict[str, Any] = data.get("treatments") or {}
    imaging: dict[str, Any] = data.get("imaging") or {}
    choices = [
        (Choice(name, treatment.name), treatment.modality)
        for name, treatment in guideline.treatments.items()
    ]
    asked = {option.treatment for option in answer.options} if answer else set()
    dates = data.get("dates") or {}
    return Tables(
        lesions=tuple(
            LesionRow(
                item["id"], tuple(Cell(f, control(f, item.get(f.name, ABSENT))) for f in facts)
            )
            for item in lesions["listed"]
        ),
        lesions_complete=lesions["complete"],
        lesions_given=data.get("lesions") is not None,
        lesion_facts=facts,
        treatments=tuple(treatments.get("records", ())),
        treatments_complete=bool(treatments.get("complete")),
        imaging=tuple(imaging.get("records", ())),
        imaging_complete=bool(imaging.get("complete")),
        assessed_on=str(data.get("assessed_on") or ""),
        dates=tuple((name, str(dates.get(name) or "")) for name in Dates.model_fields),
        declined=tuple(data.get("declined") or ()),
        declinable=tuple(choice for choice, _ in choices if choice.id in asked),
        given=tuple(choice for choice, kind in choices if kind not in ("imaging", "test", "team")),
        examined=tuple(choice for choice, kind in choices if kind == "imaging"),
        stopped_for=_stopped_for(),
    )


@lru_cache(maxsize=1)
def _stopped_for() -> tuple[str, ...]:
    """The reasons for stopping that a case file knows."""
    schema = Treatment.model_json_schema()["properties"]["stopped_for"]
    return tuple(value for part in schema["anyOf"] for value in part.get("enum", ()))
