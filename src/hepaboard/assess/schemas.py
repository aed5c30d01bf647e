"""JSON Schemas: of a case, of an assessment, of a flat set of facts."""

from __future__ import annotations

from typing import Any

from hepaboard.assess.model import Assessment
from hepaboard.case import Case
from hepaboard.guideline import Fact, Guideline

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def facts_schema(guideline: Guideline) -> dict[str, Any]:
    """The flat set that ``assess_facts`` takes; under ``properties`` each fact with its limits."""
    vocabulary = guideline.vocabulary
    patient = {n: _fact(f) for n, f in vocabulary.items() if f.type.scope == "patient"}
    lesion = {n: _fact(f) for n, f in vocabulary.items() if f.type.scope == "lesion"}
    return {
        "$schema": DRAFT,
        "title": "Facts of one case; what is not named is unknown",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **patient,
            "lesions": {
                "type": "array",
                "description": "Listed lesions; all of them only if as many as n_liver_mets",
                "items": {"type": "object", "additionalProperties": False, "properties": lesion},
            },
            "declined": {
                "type": "array",
                "description": "Treatments that the patient declines",
                "items": {"enum": sorted(guideline.treatments)},
            },
        },
    }


def case_schema(guideline: Guideline) -> dict[str, Any]:
    """A case file: sections of facts, lesions, dated treatments and imaging."""
    schema = Case.model_json_schema()
    schema["$schema"] = DRAFT
    recorded = {"$ref": "#/$defs/Recorded"}
    by_section: dict[str, dict[str, Any]] = {}
    for name, fact in guideline.vocabulary.items():
        if fact.type.scope == "patient":
            plain = _fact(fact)
            series = {"type": "array", "items": recorded}
            entry = {
                "description": plain.pop("description"),
                "anyOf": [plain, recorded, series],
            }
            for section in (fact.section, "facts", "judgements"):
                by_section.setdefault(section, {})[name] = entry
    for section, properties in by_section.items():
        if section in schema["properties"]:
            schema["properties"][section] = {"type": "object", "properties": properties}
    treatment = schema["$defs"]["Treatment"]["properties"]["treatment"]
    treatment["enum"] = sorted(guideline.treatments)
    return schema


def assessment_schema() -> dict[str, Any]:
    """The JSON of an assessment."""
    schema = Assessment.model_json_schema(mode="serialization")
    schema["$schema"] = DRAFT
    return schema


def _fact(fact: Fact) -> dict[str, Any]:
    entry, kind = fact.entry, fact.type
    words = f"{entry.question}{f' In {entry.unit}.' if entry.unit else ''}"
    shared: dict[str, Any] = {"description": words, "title": entry.label}
    if kind.kind == "boolean":
        return {**shared, "type": "boolean"}
    if kind.kind == "enum":
        return {**shared, "enum": list(kind.values)}
    if kind.kind == "set":
        items = {"enum": list(kind.values)}
        return {**shared, "type": "array", "items": items, "uniqueItems": True}
    number: dict[str, Any] = {"type": "integer" if kind.kind == "integer" else "number"}
    assert kind.low is not None and kind.high is not None
    number["minimum"], number["maximum"] = _plain(kind.low), _plain(kind.high)
    if kind.kind == "integer":
        number["multipleOf"] = 1
    elif not kind.computed:
        number["multipleOf"] = _plain(10**-kind.digits)
    if entry.unit:
        number["x-unit"] = entry.unit
    if not kind.bounded:
        return {**shared, **number}
    bounds = {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {"at_least": number, "at_most": number},
    }
    # The limits stand beside anyOf too: they bind numbers only, and forms read them there.
    limits = {key: value for key, value in number.items() if key != "type"}
    return {**shared, "anyOf": [number, bounds], **limits}


def _plain(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)
