"""Early tumour shrinkage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.case.calculators._accept import missing_inputs
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least, at_most

_NOTES = (
    "Prognostic information, never by itself a reason to change treatment.",
    "S1, S2 and S3 reassess at 2 months, inside the window; S0 allows up to 3 months or 12 weeks,"
    " outside it (D08).",
)


@dataclass(frozen=True, kw_only=True)
class EarlyShrinkage:
    """Whether the tumour shrank early; None while an input is missing."""

    answer: Literal["yes", "no", "not evaluable"] | None
    fall_pct: float | None
    missing: tuple[str, ...]
    status: Status = "confirmed"
    notes: tuple[str, ...] = _NOTES


def judge_early_shrinkage(
    *, baseline_mm: float | None, first_mm: float | None, first_week: float | None
) -> EarlyShrinkage:
    """Early tumour shrinkage: yes if the sum of diameters fell by at least 20 % at week 6-10.

    Judged at the first reassessment, planned 8 weeks after the start, 2 weeks either way; exactly
    20.0 % and exactly week 6 or 10 count.

    Parameters
    ----------
    baseline_mm
        Sum of target diameters before treatment, 0-2000 mm; 0 is not evaluable.
    first_mm
        Sum at the first reassessment, 0-2000 mm.
    first_week
        Week of the first reassessment from the start of treatment, 0-520.

    Returns
    -------
    EarlyShrinkage
        `fall_pct` is positive for shrinkage. Outside the window: "not evaluable".

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    Petrelli F et al. 2015, PMID 25794604. Heinemann V et al. 2015, PMID 26188850 (confirmed).
    None of the five source documents mentions it; their reassessment intervals: D08.

    Examples
    --------
    >>> judge_early_shrinkage(baseline_mm=100, first_mm=80, first_week=8).answer
    'yes'
    >>> judge_early_shrinkage(baseline_mm=100, first_mm=75, first_week=12).answer
    'not evaluable'
    """
    baseline = accept("baseline_mm", baseline_mm, like="sum_mm")
    first = accept("first_mm", first_mm, like="sum_mm")
    week = accept("first_week", first_week, like="weeks")
    fall = 100 * (baseline - first) / baseline if baseline and first is not None else None
    outside = week is not None and not (at_least(week, 6) and at_most(week, 10))
    if baseline == 0 or outside:
        return EarlyShrinkage(answer="not evaluable", fall_pct=fall, missing=())
    missing = missing_inputs(baseline_mm=baseline, first_mm=first, first_week=week)
    if missing or fall is None:
        return EarlyShrinkage(answer=None, fall_pct=fall, missing=missing)
    answer: Literal["yes", "no"] = "yes" if at_least(fall, 20) else "no"
    return EarlyShrinkage(answer=answer, fall_pct=fall, missing=())
