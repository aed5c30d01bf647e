"""Kinetic growth rate of the future liver remnant after portal vein embolisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.case.calculators._accept import known_inputs, missing_inputs
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.hypertrophy import degree_of_hypertrophy
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least

CUT_POINTS_PER_WEEK = 2.0

_NOTES = (
    "Only for the first volumetry after portal vein embolisation; the rate falls with time, so"
    " state the interval (5.4 points per week in week 1, then 1.5; 48 patients, PMC6414468).",
    "Not for ALPPS: the cut-off must not be transferred (unconfirmed).",
)


@dataclass(frozen=True, kw_only=True)
class KineticGrowth:
    """Kinetic growth rate in percentage points per week, and whether it reaches 2.0."""

    points_per_week: float | None
    reaches_cut: bool | None
    weeks_since_pve: float | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "confirmed"
    notes: tuple[str, ...] = _NOTES
    rows: tuple[str, ...] = ("S2-220",)


def kinetic_growth_rate(
    *,
    flr_before_cm3: float | None = None,
    flr_after_cm3: float | None = None,
    standard_liver_volume_cm3: float | None = None,
    weeks_since_pve: float | None = None,
) -> KineticGrowth:
    """Kinetic growth rate: points of standardised remnant gained per week after embolisation.

    Degree of hypertrophy at the first volumetry / weeks since portal vein embolisation. Cut-off
    2.0 points per week, exactly 2.0 reaching it.

    Parameters
    ----------
    flr_before_cm3, flr_after_cm3
        Remnant before and after, 50-4000 cm3.
    standard_liver_volume_cm3
        From `standard_liver_volume`; more than 0, at most 8000 cm3.
    weeks_since_pve
        More than 0, at most 52 weeks.

    Returns
    -------
    KineticGrowth
        None while an input is missing (None).

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    Shindoh J et al., J Am Coll Surg 2013;216:201-209, PMC3632508, PMID 23219349 (confirmed). S2
    gives the interval to volumetry only (S2-220) and rates of ALPPS in ml per day (S2-258).

    Examples
    --------
    >>> found = kinetic_growth_rate(flr_before_cm3=350, flr_after_cm3=470,
    ...                             standard_liver_volume_cm3=1500, weeks_since_pve=4)
    >>> round(found.points_per_week, 6), found.reaches_cut
    (2.0, True)
    """
    growth = degree_of_hypertrophy(
        flr_before_cm3=flr_before_cm3,
        flr_after_cm3=flr_after_cm3,
        standard_liver_volume_cm3=standard_liver_volume_cm3,
    )
    weeks = accept("weeks_since_pve", weeks_since_pve)
    points = growth.hypertrophy_points
    rate = None if points is None or weeks is None else points / weeks
    return KineticGrowth(
        points_per_week=rate,
        reaches_cut=None if rate is None else at_least(rate, CUT_POINTS_PER_WEEK),
        weeks_since_pve=weeks,
        missing=growth.missing + missing_inputs(weeks_since_pve=weeks),
        inputs={**growth.inputs, **known_inputs(weeks_since_pve=weeks)},
    )
