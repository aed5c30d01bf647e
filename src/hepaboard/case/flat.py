"""A case as a flat set of facts, for scripts: ``{fact: value}``; what is not named is unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hepaboard.case.facts import Facts
from hepaboard.case.known import facts_of
from hepaboard.case.read import CaseFile, case_in, document_of
from hepaboard.document import Document, Place
from hepaboard.errors import HepaboardError
from hepaboard.types import CatalogueLike, VocabularyLike


def flat_facts(
    source: str | Path | dict[str, Any], vocabulary: VocabularyLike, catalogue: CatalogueLike
) -> tuple[CaseFile, Facts]:
    """The facts of a flat set, checked as those of a case are.

    Parameters
    ----------
    source
        A JSON or YAML file, or a dict. A number may be ``{"at_least": 11}``; ``lesions`` is a
        list of such sets, ``declined`` a list of treatments.

    Raises
    ------
    HepaboardError
        Unknown facts, values that do not fit.
    """
    document = document_of(source)
    data = document.data
    if not isinstance(data, dict):
        raise HepaboardError(
            "A set of facts is a mapping.",
            file=document.file,
            line=1,
            allowed='{"ras": "mutant", ...}',
        )
    rest = {key: value for key, value in data.items() if key not in ("lesions", "declined")}
    lesions = data.get("lesions")
    case: dict[str, Any] = {"id": "facts", "facts": rest, "declined": data.get("declined", [])}
    if lesions is not None:
        if not isinstance(lesions, list):
            raise HepaboardError(
                "lesions is a list of fact sets.",
                file=document.file,
                line=document.line(("lesions",)),
                field="lesions",
            )
        case["lesions"] = {
            "complete": False,
            "listed": [{"id": f"L{i}", "findings": item} for i, item in enumerate(lesions, 1)],
        }
    marks = {_in_case(place): mark for place, mark in document.marks.items()}
    file = case_in(Document(case, document.file, document.text, marks))
    return file, facts_of(file, vocabulary, catalogue)


def _in_case(place: Place) -> Place:
    """Where an entry of the flat set stands in the case made of it."""
    if not place or place[0] == "declined":
        return place
    if place[0] == "lesions":
        return (place[0], "listed", *place[1:]) if len(place) > 1 else place
    return ("facts", *place)
