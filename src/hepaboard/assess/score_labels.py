"""Results that are no points score: when metastases appeared, and what share remains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hepaboard.assess.score_facts import exact, given
from hepaboard.assess.score_model import ScoreResult
from hepaboard.case.calculators import (
    TIMING_DEFINITIONS,
    Measure,
    classify_timing,
    estimate_body_surface,
    remnant_shares,
    standard_liver_volume,
)
from hepaboard.errors import InputRangeError

DATES = ("primary_diagnosis_date", "primary_surgery_date", "metastasis_detection_date")
REMNANT = "flr_volume_cm3"
VOLUMES = (REMNANT, "total_liver_volume_cm3", "tumour_volume_ml")
BODY = ("height_cm", "weight_kg")
STANDARD = "standard_liver_volume_cm3"
NAMES = {
    "flr_of_total": "Remnant, share of the total liver volume",
    "flr_of_tumour_free": "Remnant, share of the liver volume without tumour",
    "flr_of_standard": "Remnant, share of the standard liver volume",
}


def timing_results(facts: Mapping[str, Any]) -> Iterator[ScoreResult]:
    """Synchronous or metachronous by each definition, where one of its dates is known."""
    dates = {name: _day(facts.get(name)) for name in DATES}
    for definition, clock in TIMING_DEFINITIONS.items():
        found = classify_timing(**dates, definition=definition)
        if not found.inputs:
            continue
        yield ScoreResult(
            score=f"timing_{definition.split()[0].lower().replace('-', '_')}",
            name=f"Synchronous or metachronous by {definition} ({clock})",
            value=None,
            range=None,
            group=found.label,
            possible=[] if found.label else list(found.possible),
            inputs={name: day.isoformat() for name, day in found.inputs.items()},
            missing=list(found.missing),
            status=found.status,
            notes=list(found.notes),
            rows=list(found.rows),
        )


def remnant_results(facts: Mapping[str, Any]) -> Iterator[ScoreResult]:
    """The future liver remnant as a share of each volume, where its own volume is recorded.

    Volumes known only between bounds count as missing: shares take exact volumes.
    """
    if REMNANT not in facts:
        return
    known = given(facts, (*VOLUMES, *BODY))
    notes = [f"{name} is known only between bounds." for name in sorted(known.bounded)]
    try:
        height, weight = (exact(facts, name) for name in BODY)
        surface = estimate_body_surface(height_cm=height, weight_kg=weight)
        standard = standard_liver_volume(body_surface_m2=surface.value)
        volumes = {name: exact(facts, name) for name in VOLUMES}
        shares = remnant_shares(**volumes, **{STANDARD: standard.value})
    except InputRangeError as error:
        yield ScoreResult(
            score="flr",
            name="Remnant, share of the liver",
            value=None,
            range=None,
            group=None,
            inputs=known.shown,
            missing=[],
            status="confirmed",
            notes=[f"Not worked out: {error.what} Accepted: {error.allowed}."],
            rows=[],
        )
        return
    yield _share(shares.of_total, known.shown, (), notes)
    yield _share(shares.of_tumour_free, known.shown, (), notes)
    by_size = [f"Body surface by {surface.method}, standard volume by {standard.method}."]
    yield _share(shares.of_standard, known.shown, surface.missing, [*by_size, *notes])


def _share(
    found: Measure, shown: Mapping[str, Any], body: tuple[str, ...], notes: list[str]
) -> ScoreResult:
    """One share; the standard volume stands for the body size that it is worked out from."""
    used = {name for name in (*found.inputs, *found.missing) if name != STANDARD}
    if STANDARD in (*found.inputs, *found.missing):
        used |= set(BODY)
    missing = [name for name in found.missing if name != STANDARD]
    return ScoreResult(
        score=found.name,
        name=NAMES[found.name],
        value=found.value,
        unit=found.unit,
        range=None,
        group=None,
        inputs={name: value for name, value in shown.items() if name in used},
        missing=[*missing, *body],
        status=found.status,
        notes=[*notes, *found.notes],
        rows=list(found.rows),
    )


def _day(value: Any) -> Any:
    """A day; what is none is left for the calculator to refuse."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
