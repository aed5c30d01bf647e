"""The response that dated diameters give, as the JSON of an assessment holds it."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from hepaboard.assess.score_model import EvidenceStatus
from hepaboard.case.response_line import LineResponse
from hepaboard.case.response_point import TimePoint


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ResponsePoint(_Part):
    """One scan: sum of diameters in mm, changes in percent, RECIST 1.1 response or what is open."""

    on: date
    sum_mm: float | None
    change_from_baseline_pct: float | None
    change_from_nadir_pct: float | None
    response: str | None
    possible: list[str]
    new_lesions: list[str]
    missing: list[str]
    status: EvidenceStatus
    notes: list[str]


class ResponseLine(_Part):
    """One line of systemic therapy: its baseline, its scans, best response and nadir."""

    line: int | None
    baseline_on: date | None
    baseline_mm: float | None
    nadir_mm: float | None
    nadir_on: date | None
    best: str | None
    best_on: date | None
    points: list[ResponsePoint]
    notes: list[str]

    @staticmethod
    def of(found: LineResponse) -> ResponseLine:
        """The line as the case room works it out."""
        baseline = found.baseline
        return ResponseLine(
            line=found.line.number,
            baseline_on=None if baseline is None else baseline.on,
            baseline_mm=None if baseline is None else baseline.sum_mm,
            nadir_mm=found.nadir_mm,
            nadir_on=found.nadir_on,
            best=found.best.response,
            best_on=found.best_on,
            points=[_point(point) for point in found.points],
            notes=list(found.notes),
        )


def _point(point: TimePoint) -> ResponsePoint:
    return ResponsePoint(
        on=point.on,
        sum_mm=point.sum_mm,
        change_from_baseline_pct=point.change_from_baseline_pct,
        change_from_nadir_pct=point.change_from_nadir_pct,
        response=point.response,
        possible=list(point.possible),
        new_lesions=list(point.new_lesions),
        missing=list(point.missing),
        status=point.status,
        notes=list(point.notes),
    )
