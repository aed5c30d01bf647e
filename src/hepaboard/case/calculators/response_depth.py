"""Depth of response."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status


@dataclass(frozen=True, kw_only=True)
class ResponseDepth:
    """Depth of response in percent; `at_least_pct` is what the known sums prove."""

    depth_pct: float | None
    at_least_pct: float | None
    missing: tuple[str, ...]
    status: Status = "confirmed"
    notes: tuple[str, ...] = (
        "Prognostic information, never by itself a reason to change treatment.",
    )


def measure_response_depth(
    *, baseline_mm: float | None, later_mm: Sequence[float | None]
) -> ResponseDepth:
    """Depth of response: largest fall of the sum of diameters from baseline, in percent.

    100 x (baseline - smallest later sum) / baseline; negative means growth throughout.

    Parameters
    ----------
    baseline_mm
        Sum of target diameters before treatment, more than 0, at most 2000 mm.
    later_mm
        Sums during treatment, 0-2000 mm; None where one is not known. It could be the smallest,
        so the depth is then None (unless the target disease was gone anyway) and only
        `at_least_pct` is given.

    Returns
    -------
    ResponseDepth
        Unrounded percentages.

    Raises
    ------
    InputRangeError
        A sum lies outside its accepted range or is NaN.

    References
    ----------
    Heinemann V et al. 2015, PMID 26188850; ARCAD pooled analysis, PMC12159729 (confirmed). None
    of the five source documents mentions it.

    Examples
    --------
    >>> measure_response_depth(baseline_mm=100, later_mm=[70, 45, 60]).depth_pct
    55.0
    """
    baseline = accept("baseline_mm", baseline_mm, like="baseline_sum_mm")
    later = [accept("later_mm", one, like="sum_mm") for one in later_mm]
    known = [one for one in later if one is not None]
    proved = 100 * (baseline - min(known)) / baseline if baseline and known else None
    missing = ["baseline_mm"] if baseline is None else []
    if not later or (None in later and min(known, default=None) != 0):
        missing.append("later_mm")
    return ResponseDepth(
        depth_pct=None if missing else proved, at_least_pct=proved, missing=tuple(missing)
    )
