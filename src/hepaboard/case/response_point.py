"""Response by RECIST 1.1 at one time point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hepaboard.case.calculators import (
    OverallResponse,
    Status,
    TargetReading,
    TargetResponse,
    TargetSum,
    nadir_mm,
    overall_response,
    sum_targets,
    target_response,
)
from hepaboard.case.response_baseline import Baseline
from hepaboard.case.response_limits import progression_limit_mm

_GONE = "Tumour markers decide: with normal markers the other lesions are a complete response too."
_PROVED = (
    "What was measured alone lies {change:.0f} mm over the smallest sum: progression by an"
    " exception that is unconfirmed."
)


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One scan of a line.

    Parameters
    ----------
    week
        Weeks since the line began; None where no therapy is recorded.
    sum_mm
        Sum of the target diameters in mm; None unless every target was measured.
    measured_mm
        Sum of the targets that were measured.
    nadir_mm, progression_limit_mm
        Smallest sum before this scan, baseline included, and the sum at which progression begins.
    change_from_baseline_pct, change_from_nadir_pct, change_from_nadir_mm
        Unrounded; None where the sum is.
    target, response
        Response of the targets and of the whole; None while ``missing`` could change it, with
        the answers ``possible``.
    new_lesions
        Lesions seen after the baseline, up to this scan, that it did not show.
    missing
        Targets that were not measured, and what else keeps the response open.
    status
        How far the rule that gave the response was checked against its publication.
    local
        Local treatments of the liver since the baseline, each with its day; after them the
        diameters show more than systemic therapy.
    """

    on: date
    week: float | None
    sum_mm: float | None
    measured_mm: float | None
    nadir_mm: float | None
    progression_limit_mm: float | None
    change_from_baseline_pct: float | None
    change_from_nadir_pct: float | None
    change_from_nadir_mm: float | None
    target: str | None
    response: str | None
    possible: tuple[str, ...]
    new_lesions: tuple[str, ...]
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]
    local: tuple[tuple[date, str], ...] = ()


def time_point(
    on: date,
    week: float | None,
    sizes_mm: Mapping[str, float],
    baseline: Baseline,
    sums_before_mm: Sequence[float | None],
    new_lesions: Sequence[str],
    complete: bool,
) -> TimePoint:
    """The response at one scan.

    A target that was not measured makes the targets not evaluable, whatever the others show; a
    new lesion is progression all the same.

    Parameters
    ----------
    sizes_mm
        Diameters of this day by lesion, 0 for one that is gone.
    sums_before_mm
        Sums of the scans of this line before, baseline left out.
    complete
        Whether the list of lesions is complete; if not, the others were not all evaluated.
    """
    found = _sum(baseline.targets, sizes_mm)
    lowest = nadir_mm([baseline.sum_mm, *sums_before_mm])
    assert lowest is not None
    measured = any(name in sizes_mm for name in baseline.targets)
    target = target_response(
        baseline_mm=baseline.sum_mm,
        nadir_mm=lowest,
        now_mm=found.measured_mm if measured or not baseline.targets else None,
        targets_gone=found.targets_gone,
        all_assessed=found.all_assessed,
    )
    notes: list[str] = []
    answer = target.response
    if not found.all_assessed and baseline.targets:
        if answer == "PD":
            notes.append(_PROVED.format(change=found.measured_mm - lowest))
        answer = "NE"
    overall = _overall(answer, baseline, sizes_mm, bool(new_lesions), complete)
    missing = list(found.missing)
    if overall.response is None:
        missing.append("tumour markers")
        notes.append(_GONE)
    whole = found.total_mm if baseline.targets else None
    return TimePoint(
        on=on,
        week=week,
        sum_mm=whole,
        measured_mm=found.measured_mm if measured else None,
        nadir_mm=lowest if baseline.targets else None,
        progression_limit_mm=progression_limit_mm(lowest) if baseline.targets else None,
        change_from_baseline_pct=_pct(whole, baseline.sum_mm),
        change_from_nadir_pct=_pct(whole, lowest),
        change_from_nadir_mm=None if whole is None else whole - lowest,
        target=answer,
        response=overall.response,
        possible=tuple(overall.possible),
        new_lesions=tuple(new_lesions),
        missing=tuple(missing),
        status=_weaker(target, overall),
        notes=(*notes, *overall.notes),
    )


def _sum(targets: Sequence[str], sizes_mm: Mapping[str, float]) -> TargetSum:
    return sum_targets(
        [
            TargetReading(lesion_id=name, nodal=False, state="not_assessed")
            if name not in sizes_mm
            else TargetReading(lesion_id=name, nodal=False, state="gone")
            if sizes_mm[name] == 0
            else TargetReading(
                lesion_id=name, nodal=False, state="measured", size_mm=sizes_mm[name]
            )
            for name in targets
        ]
    )


def _overall(
    target: str | None,
    baseline: Baseline,
    sizes_mm: Mapping[str, float],
    new: bool,
    complete: bool,
) -> OverallResponse:
    """Overall response; open where all other lesions are gone and markers would decide."""
    new_lesion = "unequivocal" if new else "none"
    others = [sizes_mm.get(name) for name in baseline.others]
    if None in others or not complete:
        answers = ["not_evaluated"]
    elif not others:
        answers = ["none"]
    elif any(others):
        answers = ["non_CR_non_PD"]
    else:
        answers = ["CR", "non_CR_non_PD"]
    found = [
        overall_response(target=target, non_target=answer, new_lesion=new_lesion)
        for answer in answers
    ]
    if len({one.response for one in found}) == 1:
        return found[0]
    return OverallResponse(
        response=None,
        possible=tuple(one.response for one in found if one.response is not None),
        label=None,
        missing=("tumour markers",),
        status="confirmed",
        notes=(),
    )


def _weaker(target: TargetResponse, overall: OverallResponse) -> Status:
    order: tuple[Status, ...] = ("confirmed", "partly_confirmed", "unconfirmed")
    return max(target.status, overall.status, key=order.index)


def _pct(now: float | None, before: float) -> float | None:
    return None if now is None or not before else 100 * (now - before) / before
