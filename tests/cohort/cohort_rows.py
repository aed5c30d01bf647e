"""Random flat sets of facts, as a table of patients and a table of lesions."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from hepaboard.case import Facts
from hepaboard.guideline import Guideline
from hepaboard.logic import Bounds, FactType, Members, Value

DENSITIES = (0.03, 0.08, 0.15, 0.3)
#: Common values, so that sources are in scope and rules fire often enough.
COMMON = {"decision_point": "initial", "primary_site": "colon", "liver_dominance": "isolated"}


def random_value(fact: FactType, rng: random.Random) -> Any:
    if fact.kind == "boolean":
        return rng.random() < 0.5
    if fact.kind == "enum":
        return rng.choice(fact.values)
    if fact.kind == "set":
        return rng.sample(fact.values, rng.randint(0, 2))
    assert fact.low is not None and fact.high is not None
    low, high = float(fact.low), min(float(fact.high), 12.0)
    digits = 2 if fact.computed else fact.digits
    value = max(round(rng.uniform(low, high), digits), low)
    return int(value) if digits == 0 else Decimal(str(value))


def random_rows(guideline: Guideline, count: int, seed: int) -> list[dict[str, Any]]:
    """Flat sets of facts as ``assess_facts`` takes them."""
    rng = random.Random(seed)
    facts = [fact for fact in guideline.graph.facts.values() if fact.scope == "patient"]
    lesion = [fact for fact in guideline.vocabulary.types.values() if fact.scope == "lesion"]
    rows = []
    for _ in range(count):
        density = rng.choice(DENSITIES)
        row = {f.name: random_value(f, rng) for f in facts if rng.random() < density}
        row |= {name: value for name, value in COMMON.items() if rng.random() < 0.4}
        for fact in facts:
            if fact.bounded and fact.name in row and rng.random() < 0.4:
                row[fact.name] = {rng.choice(("at_least", "at_most")): row[fact.name]}
        listed = rng.choice((0, 0, 1, 2, 3))
        if listed:
            row["lesions"] = [
                {f.name: random_value(f, rng) for f in lesion if rng.random() < 0.5}
                for _ in range(listed)
            ]
        rows.append(row)
    return rows


def case_rows(facts: Facts) -> dict[str, Any]:
    """The recorded facts of a case as a flat set."""
    row = {name: _plain(known.value) for name, known in facts.patient.items()}
    if facts.lesions:
        row["lesions"] = [
            {name: _plain(known.value) for name, known in lesion.items()}
            for _, lesion in facts.lesions
        ]
    return row


def _plain(value: Value) -> Any:
    if isinstance(value, Members):
        assert value.lacks is None
        return sorted(value.has)
    if isinstance(value, Bounds):
        ends = {"at_least": value.low, "at_most": value.high}
        return {end: number for end, number in ends.items() if number is not None}
    return value


def frames(
    guideline: Guideline, rows: Mapping[str, dict[str, Any]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Flat sets of facts by patient as tables: one row a patient, one row a lesion."""
    schema = {"lesion": {"patient_id": pl.String}, "patient": {"patient_id": pl.String}}
    kinds = {"boolean": pl.Boolean, "enum": pl.String, "set": pl.List(pl.String)}
    for fact in guideline.vocabulary.types.values():
        kind = kinds.get(fact.kind, pl.Float64)
        ends = (f"{fact.name}_min", f"{fact.name}_max") if fact.bounded else ()
        schema[fact.scope] |= dict.fromkeys((fact.name, *ends), kind)
    patients, lesions = [], []
    for name, row in rows.items():
        ident = {"patient_id": name}
        rest = {key: value for key, value in row.items() if key != "lesions"}
        patients.append(ident | _flat(rest))
        lesions += [ident | _flat(lesion) for lesion in row.get("lesions", ())]
    return (
        pl.DataFrame(patients, schema=schema["patient"]),
        pl.DataFrame(lesions, schema=schema["lesion"]),
    )


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            for end, number in value.items():
                flat[f"{name}_{'min' if end == 'at_least' else 'max'}"] = float(number)
        elif isinstance(value, bool | str | list):
            flat[name] = value
        else:
            flat[name] = float(value)
    return flat
