"""Two people changed the same field: both values side by side, and the choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hepaboard.guideline import Fact, Guideline
from hepaboard.web.cases.data import Data
from hepaboard.web.cases.edits import ABSENT, Edit, Field
from hepaboard.web.cases.saving import Conflict
from hepaboard.web.cases.writing import yaml_text
from hepaboard.web.knowledge_in_use import guideline


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in words: before, by oneself, by the others."""

    field: str
    label: str
    before: str
    after: str
    theirs: str = ""


def conflict_page(request: Any, conflict: Conflict, base: int, mine: Data) -> HttpResponse:
    """The page that asks for each field which value counts; one's own text stays in it whole."""
    said = {
        "case": conflict.head.case,
        "head": conflict.head,
        "base": base,
        "mine": yaml_text(mine),
        "differences": [difference(change, guideline(), here) for change, here in conflict.pairs],
    }
    if not request.htmx:
        return render(request, "conflict.html", said, status=409)
    response = render(request, "_conflict.html", said, status=409)
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML"
    return response


def difference(change: Edit, guideline: Guideline, here: Any = ABSENT) -> Difference:
    """An edit in words."""
    fact = _fact(change.field, guideline)
    return Difference(
        field_id(change.field),
        field_label(change.field, guideline),
        *(value_words(value, fact) for value in (change.before, change.after, here)),
    )


def field_id(field: Field) -> str:
    """The name of a field in a form."""
    return ".".join(field)


def field_label(field: Field, guideline: Guideline) -> str:
    """The name of a field in words."""
    fact = _fact(field, guideline)
    label = fact.entry.label if fact else field[-1].replace("_", " ")
    if field[0] == "lesion":
        return f"lesion {field[1]}" + (f": {label}" if len(field) > 2 else "")
    if field[-1] in ("records", "complete"):
        return f"{field[0]}: {'complete' if field[-1] == 'complete' else 'list'}"
    return label


def value_words(value: Any, fact: Fact | None = None) -> str:
    """A value as people say it; what holds more than a value as it stands in the case file."""
    if value is ABSENT:
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if fact is not None and isinstance(value, str):
        return fact.word(value)
    return yaml_text({"x": value}).removeprefix("x:").strip()


def _fact(field: Field, guideline: Guideline) -> Fact | None:
    name = guideline.vocabulary.synonyms.get(field[-1], field[-1])
    return guideline.vocabulary.get(name)
