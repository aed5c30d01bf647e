"""A scratch copy of a case: facts changed to see what would follow. Nothing of it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.case.read import CaseFile
from hepaboard.document import read_text
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Fact, Guideline
from hepaboard.web.cases.control import control
from hepaboard.web.cases.data import Data, case_text
from hepaboard.web.cases.edits import ABSENT, put
from hepaboard.web.cases.form import Row, entries, place_of
from hepaboard.web.cases.tables import Tables
from hepaboard.web.cases.writing import yaml_text

#: A fact of a lesion is named ``L1/lesion_diameter_cm``.
OF = "/"


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact that can be changed: its key and its name."""

    key: str
    label: str


class Scratch:
    """The changes, each by the key of its fact; ``ABSENT`` makes a fact unknown."""

    def __init__(self, guideline: Guideline, data: Data, text: str = "") -> None:
        self.guideline = guideline
        self.data = data
        self.changes: dict[str, Any] = {}
        found = read_text(text, "the scratch copy").data if text.strip() else {}
        if not isinstance(found, dict):
            raise HepaboardError("The scratch copy cannot be read.", todo="Begin anew.")
        for key, value in found.items():
            self.set(str(key), ABSENT if value is None else value)

    @property
    def text(self) -> str:
        """The changes as a page carries them to the next one."""
        known = {k: None if v is ABSENT else v for k, v in self.changes.items()}
        return yaml_text(known) if known else ""

    def set(self, key: str, entry: Any) -> None:
        """Changes a fact."""
        self.fact(key)
        self.changes[key] = entry

    def fact(self, key: str) -> Fact:
        """The fact of a key.

        Raises
        ------
        HepaboardError
            There is none.
        """
        lesion, _, name = key.rpartition(OF)
        found = self.guideline.vocabulary.get(name)
        scope = "lesion" if lesion else "patient"
        if found is None or found.type.scope != scope or found.entry.setting:
            raise HepaboardError("There is no such fact.", field=key[:80])
        return found

    def label(self, key: str) -> str:
        """The name of a fact in words, with its lesion."""
        lesion = key.rpartition(OF)[0]
        return (f"{lesion}: " if lesion else "") + self.fact(key).entry.label

    def row(self, key: str) -> Row:
        """The control of a fact, with what the case or the scratch copy says."""
        fact = self.fact(key)
        return Row(fact.name, fact, control(fact, self.entry(key)), None, "")

    def entry(self, key: str) -> Any:
        """What is recorded for a fact, or was changed to."""
        if key in self.changes:
            return self.changes[key]
        lesion, _, name = key.rpartition(OF)
        if lesion:
            listed = (self.data.get("lesions") or {}).get("listed", [])
            found: Data = next((item for item in listed if item["id"] == lesion), {})
            return found.get(name, ABSENT)
        return entries(self.data, self.guideline).get(name, (None, ABSENT))[1]

    def file(self) -> CaseFile:
        """The case with the changes.

        Raises
        ------
        HepaboardError
            A change does not fit.
        """
        data = case_text(yaml_text(self.data)).data
        known = entries(data, self.guideline)
        for key, entry in self.changes.items():
            lesion, _, name = key.rpartition(OF)
            fact = self.fact(key)
            place = known[name][0] if name in known else place_of(fact)
            put(data, ("lesion", lesion, name) if lesion else place, entry)
        return case_text(yaml_text(data)).file


def choices_of(guideline: Guideline, tables: Tables) -> list[tuple[str, list[Choice]]]:
    """Every fact that can be changed, by who supplies it, then by lesion."""
    from hepaboard.web.cases.form import SUPPLIERS

    found: dict[str, list[Choice]] = {title: [] for title in SUPPLIERS.values()}
    lesion = []
    for name, fact in guideline.vocabulary.items():
        if fact.entry.setting:
            continue
        if fact.type.scope == "lesion":
            lesion.append(fact)
        elif fact.entry.supplier in SUPPLIERS:
            found[SUPPLIERS[fact.entry.supplier]].append(Choice(name, fact.entry.label))
    for row in tables.lesions:
        found[f"Lesion {row.id}"] = [
            Choice(f"{row.id}{OF}{fact.name}", fact.entry.label) for fact in lesion
        ]
    return [(title, items) for title, items in found.items() if items]
