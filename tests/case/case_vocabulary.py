"""A small vocabulary and catalogue for cases, and short ways to read a case against them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hepaboard.case import facts_of, flat_facts, read_case
from hepaboard.document import read_text
from hepaboard.errors import HepaboardError
from hepaboard.guideline.schema import TreatmentsFile, VocabularyFile
from hepaboard.guideline.treatments import Treatments
from hepaboard.guideline.vocabulary import vocabulary_of

REST = "question: What is it?\n    supplier: oncology\n    asking: record\n    can_change: true"
FACTS = {
    "fever": "type: boolean\n    stale_after: 4 weeks",
    "gene": "type: enum\n    values: [wild_type, mutant]",
    "signs": "type: set\n    values: [pain, fall]",
    "age": "type: integer\n    unit: years\n    range: [18, 110]",
    "share": 'type: number\n    unit: "%"\n    precision: 0.1\n    range: [0, 100]',
    "bilirubin": (
        "type: number\n    unit: mg/dl\n    computed: true\n    range: [0.1, 60]\n"
        "    units: [umol/L]\n    molar_mass_g_mol: 584.66\n    stale_after: 4 weeks"
    ),
    "albumin": "type: number\n    unit: g/dl\n    computed: true\n    range: [0.5, 8]",
    "width": (
        "type: number\n    unit: cm\n    precision: 0.1\n    range: [0, 40]\n    units: [mm]\n"
        "    synonyms: [breadth]"
    ),
    "n": (
        "type: integer\n    range: [0, 200]\n    bounded: true\n    counts: lesions\n"
        "    derive: {lesion_count: lesions}"
    ),
    "widest": (
        "type: number\n    unit: cm\n    computed: true\n    range: [0, 40]\n    bounded: true\n"
        "    derive: {largest: size}"
    ),
    "narrowest": (
        "type: number\n    unit: cm\n    computed: true\n    range: [0, 40]\n    bounded: true\n"
        "    derive: {smallest: size}"
    ),
    "both_sides": (
        "type: boolean\n"
        "    derive: {both_lobes: {of: place, left: ['2', '3', 4a], right: ['5', '8']}}"
    ),
    "drug_given": "type: boolean\n    derive: {given: drug}",
    "drug_course": "type: enum\n    values: [none, ongoing, completed]\n"
    "    derive: {course_of: drug}",
    "drug_line": "type: enum\n    values: [none_yet, first, second, third, later]\n"
    "    derive: {line_of: drug}",
    "drug_failed": "type: integer\n    range: [0, 20]\n    derive: {lines_failed: drug}",
    "weeks_since_drug": "type: number\n    unit: weeks\n    computed: true\n    range: [0, 999]\n"
    "    derive: {weeks_since_last: drug}",
    "months_since_drug": "type: number\n    unit: months\n    computed: true\n"
    "    range: [0, 999]\n    derive: {months_since_last: drug}",
    "weeks_since_start": "type: number\n    unit: weeks\n    computed: true\n    range: [0, 999]\n"
    "    derive: {weeks_since_start: drug}",
    "months_on_drug": "type: number\n    unit: months\n    computed: true\n    range: [0, 999]\n"
    "    derive: {months_on: drug}",
    "last_local": "type: enum\n    values: [none, heat, cold]\n"
    "    derive: {latest_of: {burning: heat, freezing: cold}}",
    "scanned": "type: boolean\n    derive: {imaged: scan}",
    "size": (
        "type: number\n    unit: cm\n    computed: true\n    range: [0.1, 40]\n    units: [mm]\n"
        "    scope: lesion\n    synonyms: [size_cm]"
    ),
    "place": "type: enum\n    values: ['1', '2', '3', '4a', '5', '8']\n    scope: lesion",
}
VOCABULARY = vocabulary_of(
    {
        "all": VocabularyFile.model_validate(
            read_text(
                "title: All\nfacts:\n"
                + "".join(
                    f"  {name}:\n    label: {name}\n    {text}\n    {REST}\n"
                    for name, text in FACTS.items()
                )
            ).data
        )
    }
)
_CATALOGUE = TreatmentsFile.model_validate(
    read_text(
        "treatments:\n"
        "  drug: {name: drug, modality: systemic}\n"
        "  antibody: {name: antibody, parents: [drug], modality: systemic}\n"
        "  burning: {name: burning, modality: ablation}\n"
        "  freezing: {name: freezing, modality: ablation}\n"
        "  scan: {name: scan, modality: imaging}\n"
        "  other_scan: {name: another scan, modality: imaging}\n"
    ).data
)
CATALOGUE = Treatments(_CATALOGUE.treatments, _CATALOGUE.choices)


def facts(case: Any, on: str | date | None = None):
    """The facts of a case (a dict without its id, or a path) on a day."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    source = {"id": "t", **case} if isinstance(case, dict) else case
    return facts_of(read_case(source), VOCABULARY, CATALOGUE, day)


def values(case: Any, on: str | None = None) -> dict[str, Any]:
    """The values alone."""
    return {name: fact.value for name, fact in facts(case, on).patient.items()}


def flat(source: Any):
    """The facts of a flat set."""
    return flat_facts(source, VOCABULARY, CATALOGUE)[1]


def refused(case: Any, on: str | None = None) -> HepaboardError:
    """The error with which a case is refused."""
    with pytest.raises(HepaboardError) as caught:
        facts(case, on)
    return caught.value


def course(start: str | None = None, end: str | None = None, **more: Any) -> dict[str, Any]:
    """One course of the drug."""
    record = {"treatment": "drug", "start": start, "end": end, **more}
    return {key: value for key, value in record.items() if value is not None}


def treated(*records: dict[str, Any], complete: bool = True) -> dict[str, Any]:
    """A case with these treatments."""
    return {"treatments": {"complete": complete, "records": list(records)}}
