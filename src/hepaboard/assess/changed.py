"""A case with some facts recorded otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from hepaboard.assess.subject import Subject, subject_in
from hepaboard.case import Case, CaseError, CaseFile, facts_of
from hepaboard.document import read_text
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline
from hepaboard.model_problems import model_problems

UNKNOWN = "unknown"
LESION = re.compile(r"lesions\[(\d+)\]\.(\w+)")


def parsed_change(text: str) -> tuple[str, Any]:
    """The fact and the value of ``fact=value``; None for ``fact=unknown``.

    The value is written as in a case file: ``mutant``, ``2.5``, ``{at_least: 11}``, ``[a, b]``;
    yes and no stand for true and false.

    Raises
    ------
    HepaboardError
        There is no equals sign, or the value cannot be read.
    """
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise HepaboardError(
            f"{text!r} is not a change.",
            allowed="fact=value, fact=unknown, lesions[1].lesion_diameter_cm=2.5",
        )
    if value.strip() == UNKNOWN:
        return name.strip(), None
    found = read_text(f"value: {value}", text).data["value"]
    if found in ("yes", "no"):
        found = found == "yes"
    return name.strip(), found


def changed(subject: Subject, guideline: Guideline, changes: Mapping[str, Any]) -> Subject:
    """The subject with these facts recorded so; None makes a fact unknown.

    What is derived from the records is derived anew; a fact of a lesion is ``lesions[1].name``,
    counted from 1. A fact that rules of plausibility add follows the changed ones.

    Raises
    ------
    HepaboardError
        There is no such fact or lesion, a value does not fit, or the case now contradicts itself.
    """
    data = subject.file.case.model_dump(exclude_defaults=True)
    sections = subject.file.case.sections()
    synonyms = guideline.vocabulary.synonyms
    gone = set()
    for word, value in changes.items():
        lesion = LESION.fullmatch(word)
        if lesion:
            name = synonyms.get(lesion[2], lesion[2])
            _in_lesion(data, int(lesion[1]), _named(guideline, name, "lesion"), value)
            continue
        name = _named(guideline, synonyms.get(word, word), "patient")
        for section in sections:
            for known in [k for k in data.get(section, ()) if synonyms.get(k, k) == name]:
                del data[section][known]
        if value is None:
            gone.add(name)
        else:
            data.setdefault("facts", {})[name] = value
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        raise CaseError(model_problems(error, subject.file.document, Case)) from None
    file = CaseFile(case, subject.file.document)
    facts = facts_of(file, guideline.vocabulary, guideline.treatments, subject.recorded.on)
    kept = {name: known for name, known in facts.patient.items() if name not in gone}
    return subject_in(file, guideline, replace(facts, patient=kept))


def _named(guideline: Guideline, name: str, scope: str) -> str:
    fact = guideline.vocabulary.types.get(name)
    if fact is None or fact.scope != scope:
        from difflib import get_close_matches

        names = [n for n, fact in guideline.vocabulary.types.items() if fact.scope == scope]
        near = get_close_matches(name, names, n=3)
        raise HepaboardError(
            f"There is no fact {name!r} of a {scope}.",
            allowed=f"perhaps {', '.join(near)}" if near else "see: hepaboard schema facts",
        )
    return name


def _in_lesion(data: dict[str, Any], number: int, name: str, value: Any) -> None:
    listed = data.get("lesions", {}).get("listed", [])
    if not 1 <= number <= len(listed):
        raise HepaboardError(
            f"There is no lesion {number}.",
            allowed=f"1 to {len(listed)}" if listed else "the case lists no lesions",
        )
    findings = listed[number - 1].setdefault("findings", {})
    if value is None:
        findings.pop(name, None)
    else:
        findings[name] = value
