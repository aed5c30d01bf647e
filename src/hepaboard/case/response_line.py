"""Response by RECIST 1.1 along one line of therapy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from hepaboard.case.calculators import (
    Assessment,
    BestResponse,
    EarlyShrinkage,
    ResponseDepth,
    best_response,
    judge_early_shrinkage,
    measure_response_depth,
)
from hepaboard.case.lines import Line
from hepaboard.case.measurements import Measurements
from hepaboard.case.response_baseline import Baseline, appeared_after, baseline_of
from hepaboard.case.response_point import TimePoint, time_point

WEEK_DAYS = 7
_NO_BASELINE = "No scan on or before {start}: nothing to compare with, so not evaluable."


@dataclass(frozen=True, slots=True)
class LineResponse:
    """The response of one line, scan by scan.

    Parameters
    ----------
    baseline
        None where no scan lies on or before the start of the line.
    points
        The scans after the baseline, up to the baseline of the next line.
    best, best_on
        Best response without confirmation, and the day on which it was deepest.
    nadir_mm, nadir_on
        Smallest whole sum of the line, baseline included.
    early_shrinkage, depth
        Information on outlook, never a reason to change treatment.
    """

    line: Line
    baseline: Baseline | None
    points: tuple[TimePoint, ...]
    best: BestResponse
    best_on: date | None
    nadir_mm: float | None
    nadir_on: date | None
    early_shrinkage: EarlyShrinkage | None
    depth: ResponseDepth | None
    notes: tuple[str, ...] = ()


def line_response(
    line: Line, measured: Measurements, baseline_on: date | None, days: Sequence[date]
) -> LineResponse:
    """The response of a line.

    Parameters
    ----------
    baseline_on
        The day of the scan to compare with, None if there is none.
    days
        The days of the scans that belong to the line, oldest first.
    """
    if baseline_on is None:
        return _without_baseline(line, days)
    baseline = baseline_of(line, measured, baseline_on)
    points: list[TimePoint] = []
    for day in days:
        points.append(
            time_point(
                day,
                _weeks(line.start, day),
                measured.on(day),
                baseline,
                [point.sum_mm for point in points],
                _new(measured, baseline_on, day),
                measured.complete,
            )
        )
    best = _best(points)
    sums = [(point.sum_mm, point.on) for point in points if point.sum_mm is not None]
    if baseline.targets:
        sums.insert(0, (baseline.sum_mm, baseline_on))
    lowest, lowest_on = min(sums, default=(None, None))
    first = points[0] if points else None
    usable = baseline.sum_mm if baseline.sum_mm > 0 else None
    return LineResponse(
        line=line,
        baseline=baseline,
        points=tuple(points),
        best=best,
        best_on=_best_on(points, best),
        nadir_mm=lowest,
        nadir_on=lowest_on,
        early_shrinkage=judge_early_shrinkage(
            baseline_mm=usable, first_mm=first.sum_mm, first_week=_within(first.week)
        )
        if first
        else None,
        depth=measure_response_depth(
            baseline_mm=usable, later_mm=[point.sum_mm for point in points]
        )
        if points
        else None,
        notes=line.notes,
    )


def _new(measured: Measurements, baseline_on: date, day: date) -> list[str]:
    """Lesions seen since the baseline that were not there, or gone, at the baseline."""
    return [
        name
        for name, sizes in measured.sizes_mm.items()
        if any(size > 0 and baseline_on < on <= day for on, size in sizes.items())
        and (appeared_after(measured, name, baseline_on) or sizes.get(baseline_on) == 0)
    ]


def _best(points: Sequence[TimePoint]) -> BestResponse:
    """Best response; the place in the line stands for the week, which only orders the scans."""
    return best_response(
        [
            Assessment(
                week=float(place),
                response="NE" if point.response == "not_applicable" else point.response,
            )
            for place, point in enumerate(points, 1)
        ]
    )


def _best_on(points: Sequence[TimePoint], best: BestResponse) -> date | None:
    """The day of the smallest sum among the scans that show the best response."""
    counted: list[TimePoint] = []
    for point in points:
        counted.append(point)
        if point.response == "PD":
            break
    showing = [p for p in counted if p.response == best.response and p.response != "NE"]
    if best.response is None or not showing:
        return None
    return min(showing, key=lambda p: (inf if p.sum_mm is None else p.sum_mm, p.on)).on


def _weeks(start: date | None, day: date) -> float | None:
    return None if start is None else (day - start).days / WEEK_DAYS


def _within(week: float | None) -> float | None:
    """A week as the calculators accept it; what lies beyond ten years is as late as that."""
    return None if week is None else min(week, 520.0)


def _without_baseline(line: Line, days: Sequence[date]) -> LineResponse:
    note = _NO_BASELINE.format(start=line.start)
    points = tuple(
        TimePoint(
            on=day,
            week=_weeks(line.start, day),
            sum_mm=None,
            measured_mm=None,
            nadir_mm=None,
            progression_limit_mm=None,
            change_from_baseline_pct=None,
            change_from_nadir_pct=None,
            change_from_nadir_mm=None,
            target="NE",
            response="NE",
            possible=("NE",),
            new_lesions=(),
            missing=("baseline",),
            status="confirmed",
            notes=(note,),
        )
        for day in days
    )
    return LineResponse(
        line=line,
        baseline=None,
        points=points,
        best=_best(points),
        best_on=None,
        nadir_mm=None,
        nadir_on=None,
        early_shrinkage=None,
        depth=None,
        notes=(*line.notes, note),
    )
