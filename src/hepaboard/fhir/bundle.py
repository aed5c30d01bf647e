"""One patient as a FHIR R4 Bundle after mCODE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hepaboard.fhir.codes import codes
from hepaboard.fhir.writer import Resource, Writer
from hepaboard.guideline import Vocabulary


def bundle(
    ident: str,
    row: Mapping[str, Any],
    lesions: list[dict[str, Any]],
    vocabulary: Vocabulary,
    year: int,
) -> Resource:
    """A Bundle of type collection.

    What is not known is left out: a gene without an Observation was not tested, as far as anybody
    knows.

    Parameters
    ----------
    ident
        The patient's id.
    row
        Recorded values by column of a cohort's table, None where not known.
    lesions
        The same for each listed lesion.
    year
        The year in which the patient has the recorded age.
    """
    writer = Writer(ident, vocabulary, codes())
    writer.add("Patient", **_patient(ident, row, year))
    writer.conditions(row)
    for column, value in row.items():
        if value is not None:
            writer.fact(column, value)
    for number, lesion in enumerate(lesions, 1):
        writer.lesion(number, lesion)
    return {"resourceType": "Bundle", "type": "collection", "entry": writer.entries}


def _patient(ident: str, row: Mapping[str, Any], year: int) -> Resource:
    found: Resource = {
        "meta": {"profile": [codes().profile + "mcode-cancer-patient"]},
        "identifier": [{"system": "urn:hepaboard:synthetic", "value": ident}],
    }
    if row.get("sex") is not None:
        found["gender"] = row["sex"]
    if row.get("age") is not None:
        found["birthDate"] = str(year - int(row["age"]))
    return found
