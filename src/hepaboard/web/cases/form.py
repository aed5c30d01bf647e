"""The form of a case, made from the vocabulary: a row a fact, grouped by who supplies it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hepaboard.assess import Assessment
from hepaboard.assess.model import FactValue
from hepaboard.guideline import Fact, Guideline
from hepaboard.web.cases.control import Control, control
from hepaboard.web.cases.data import Data
from hepaboard.web.cases.edits import ABSENT, Field, fields

SUPPLIERS = {
    "radiology": "Radiology",
    "surgery": "Liver surgery",
    "oncology": "Oncology",
    "pathology": "Pathology",
    "laboratory": "Laboratory",
    "patient": "Patient",
    "board": "Board",
    "site": "Site",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact on the form; ``known`` is its value in the assessment, however it came there."""

    name: str
    fact: Fact
    control: Control
    known: FactValue | None
    section: str

    @property
    def elsewhere(self) -> bool:
        """Whether the value comes from records or rules, not from an entry."""
        return self.known is not None and self.control.state == "unknown"

    @property
    def units(self) -> tuple[str, ...]:
        """The units the value may be given in."""
        entry = self.fact.entry
        return (entry.unit, *entry.units) if entry.unit and entry.units else ()

    @property
    def range_words(self) -> str:
        """The accepted range."""
        low, high = self.fact.type.low, self.fact.type.high
        return "" if low is None else f"{low:f} to {high:f}"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one supplier, with how many are known."""

    name: str
    title: str
    rows: tuple[Row, ...]

    @property
    def known(self) -> int:
        """How many of the facts are known."""
        return sum(row.known is not None for row in self.rows)


def form_of(data: Data, answer: Assessment, guideline: Guideline) -> tuple[Group, ...]:
    """The form of a case: every fact with the group of who supplies it."""
    rows = rows_of(data, answer, guideline)
    groups = []
    for supplier, title in SUPPLIERS.items():
        here = tuple(row for row in rows if row.fact.entry.supplier == supplier)
        if here:
            groups.append(Group(supplier, title, here))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class FirstRow:
    """The question that would decide most, with the names of the options it could change."""

    row: Row
    asking: str
    options: tuple[str, ...]


def first_row(data: Data, answer: Assessment, guideline: Guideline) -> FirstRow | None:
    """The first question that a form can ask; None where nothing is missing."""
    for item in answer.missing:
        rows = rows_of(data, answer, guideline, [item.fact])
        if rows:
            names = tuple(guideline.treatments[name].name for name in item.could_change)
            return FirstRow(rows[0], item.asking, names)
    return None


def rows_of(
    data: Data, answer: Assessment, guideline: Guideline, names: Iterable[str] | None = None
) -> list[Row]:
    """Rows of these facts, or of all that a case may record of the patient."""
    known = {item.fact: item for item in answer.facts}
    entered = entries(data, guideline)
    wanted = None if names is None else set(names)
    found = []
    for name, fact in guideline.vocabulary.items():
        if fact.type.scope != "patient" or fact.entry.setting:
            continue
        if wanted is None or name in wanted:
            place, entry = entered.get(name, (place_of(fact), ABSENT))
            row = Row(name, fact, control(fact, entry), known.get(name), place[0])
            found.append(row)
    return found


def entries(data: Data, guideline: Guideline) -> dict[str, tuple[Field, Any]]:
    """Where each recorded fact stands, and its entry; synonyms under their proper name."""
    synonyms = guideline.vocabulary.synonyms
    return {
        synonyms.get(place[1], place[1]): (place, entry)
        for place, entry in fields(data).items()
        if len(place) == 2
        and place[0] not in ("dates", "lesions", "lesion", "treatments", "imaging")
    }


def place_of(fact: Fact) -> Field:
    """Where a fact that is not recorded yet will stand."""
    from hepaboard.case.model import SECTIONS

    return (fact.section if fact.section in SECTIONS else "facts", fact.name)
