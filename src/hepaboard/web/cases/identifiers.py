"""Finds what probably names a person: a name, a birth date, a hospital number.

Simple rules that people can foresee; they warn and never forbid. A text that names nobody may be
warned about, and a name that looks like any word is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from hepaboard.web.cases.data import Data
from hepaboard.web.cases.edits import ABSENT, Edit
from hepaboard.web.knowledge_in_use import guideline

Kind = Literal["name", "birth date", "hospital number"]
#: A date so many years back is rather a birthday than a finding.
YEARS_BACK = 17
#: So many digits in a row are rather a number of the hospital than a measurement.
DIGITS = 7

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Herr|Frau|Hr|Fr|Señora?|Sra?|Mme|Monsieur|Madame|Signora?)\b\.?"
    r"\s+(?!of\b)[A-ZÀ-Þ][\w'’-]+"
)
_LABELLED_NAME = re.compile(
    r"\b(?:name|patient|surname|nombre|nom)\s*(?::|=|is|called)\s*[A-ZÀ-Þ][\w'’-]+", re.IGNORECASE
)
_COMMA_NAME = re.compile(r"^\s*[A-ZÀ-Þ][a-zà-ÿ'’-]+,\s*[A-ZÀ-Þ][a-zà-ÿ]+\b")
_TWO_WORDS = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]+)[ -]([A-ZÀ-Þ][a-zà-ÿ'’]+)\b")
_BORN = re.compile(
    r"\b(?:born|birth|dob|d\.o\.b\.?|geb\.?|geboren|nacid[oa]|né|née)\b\D{0,12}\d", re.IGNORECASE
)
_DATE = re.compile(r"\b(?:(\d{4})-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./](\d{4}|\d{2}))\b")
_NUMBER = re.compile(
    r"\b(?:mrn|pid|nhs|hospital|patient|case|record|chart|fall|fallnr|fallnummer|nhc|ssn)\b"
    r"[\s.:#-]*(?:number|nummer|no|nr|id)?[\s.:#-]*\d{4,}",
    re.IGNORECASE,
)
_RUN = re.compile(rf"(?<![\d.,])\d(?:[ -]?\d){{{DIGITS - 1},}}(?![\d.,]*\d)")
#: Pairs of capitalised words that medicine writes and that name no patient.
_MEDICAL = frozenset(
    [
        "anti",
        "body",
        "cancer",
        "cell",
        "child",
        "clinic",
        "colorectal",
        "consensus",
        "couinaud",
        "ct",
        "edmonton",
        "fong",
        "hodgkin",
        "hospital",
        "karnofsky",
        "liver",
        "lynch",
        "mri",
        "metastasis",
        "metastases",
        "pet",
        "portal",
        "pugh",
        "recist",
        "score",
        "segment",
        "stage",
        "surgery",
        "syndrome",
        "tumour",
        "tumor",
        "board",
        "university",
        "unit",
        "vein",
        "whipple",
        "right",
        "left",
        "first",
        "second",
        "third",
        "new",
        "no",
        "after",
        "before",
        "under",
        "the",
        "this",
        "man",
        "woman",
        "chemotherapy",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "dr",
        "prof",
        "professor",
    ]
)


@lru_cache(maxsize=1)
def _medical() -> frozenset[str]:
    """Words that name no patient: those above, and those of the catalogue of treatments."""
    catalogue = guideline().treatments.items()
    names = " ".join(f"{name} {entry.name}" for name, entry in catalogue)
    return _MEDICAL | frozenset(re.findall(r"[a-zà-ÿ]{3,}", names.lower().replace("_", " ")))


#: Fields of a case that take free text.
_TEXT_FIELDS = frozenset({"note", "by", "about"})


@dataclass(frozen=True, slots=True)
class Suspect:
    """What was found where; ``words`` are shown to the person who is about to save."""

    field: str
    kind: Kind
    words: str


def suspects_in(text: str, field: str, today: date | None = None) -> list[Suspect]:
    """What in a text probably names a person."""
    found: list[Suspect] = []
    for pattern, kind in (
        (_TITLE, "name"),
        (_LABELLED_NAME, "name"),
        (_COMMA_NAME, "name"),
        (_BORN, "birth date"),
        (_NUMBER, "hospital number"),
    ):
        if match := pattern.search(text):
            found.append(Suspect(field, kind, match[0].strip()))  # type: ignore[arg-type]
    for match in _TWO_WORDS.finditer(text):
        if not {match[1].lower(), match[2].lower()} & _medical():
            found.append(Suspect(field, "name", match[0]))
            break
    year = (today or date.today()).year
    for match in _DATE.finditer(text):
        written = int(match[1] or match[2])
        full = written if written > 99 else written + (2000 if written <= year % 100 else 1900)
        if full <= year - YEARS_BACK:
            found.append(Suspect(field, "birth date", match[0]))
            break
    plain = _DATE.sub(" ", text)
    if match := _RUN.search(plain):
        found.append(Suspect(field, "hospital number", match[0]))
    first: dict[Kind, Suspect] = {}
    for suspect in found:
        first.setdefault(suspect.kind, suspect)
    return list(first.values())


def suspects(changes: list[Edit], today: date | None = None) -> list[Suspect]:
    """What in the changed fields probably names a person; unchanged text is not asked about."""
    found: list[Suspect] = []
    for change in changes:
        if change.after is ABSENT:
            continue
        if change.field == ("id",):
            found += _pseudonym(str(change.after))
            continue
        old = set() if change.before is ABSENT else set(_texts(change.before, change.field[-1]))
        for name, text in _texts(change.after, change.field[-1]):
            if (name, text) not in old:
                found += suspects_in(text, _field_words(change, name), today)
    return found


def suspects_of(data: Data, today: date | None = None) -> list[Suspect]:
    """The same for a whole new case."""
    from hepaboard.web.cases.edits import edits

    return suspects(edits({}, data), today)


def _pseudonym(text: str) -> list[Suspect]:
    """A pseudonym made of digits alone may be the hospital's own number."""
    if re.fullmatch(rf"\D{{0,1}}\d{{{DIGITS},}}", text):
        return [Suspect("id", "hospital number", text)]
    return suspects_in(text.replace("_", " ").replace(".", " "), "id")


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """The free texts inside a value, with the name of their field."""
    if isinstance(value, str):
        if name in _TEXT_FIELDS:
            yield name, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, name)


def _field_words(change: Edit, name: str) -> str:
    place = ".".join(change.field)
    return place if place.endswith(name) else f"{place}, {name}"
