"""Growth of the future liver remnant between two volumetries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.case.calculators._accept import known_inputs, missing_inputs
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least

SHARE_CUT_PCT = 29.6
HYPERTROPHY_CUT_POINTS = 7.5

_NOTES = (
    "Points of the standardised share and relative gain in volume are two different figures; name"
    " the one that is meant.",
    "S2 prints a mean gain of 37.9 % (20.5-69.4 %) without saying which of the two (S2-221).",
)


@dataclass(frozen=True, kw_only=True)
class Hypertrophy:
    """Growth of the remnant, in points of the standardised share and relative to its start.

    `reaches_share_cut` and `reaches_points_cut` compare the share afterwards with 29.6 % and the
    growth with 7.5 points (Shindoh 2013).
    """

    before_pct: float | None
    after_pct: float | None
    hypertrophy_points: float | None
    relative_gain_pct: float | None
    reaches_share_cut: bool | None
    reaches_points_cut: bool | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "confirmed"
    notes: tuple[str, ...] = _NOTES
    rows: tuple[str, ...] = ("S2-220", "S2-221")


def degree_of_hypertrophy(
    *,
    flr_before_cm3: float | None = None,
    flr_after_cm3: float | None = None,
    standard_liver_volume_cm3: float | None = None,
) -> Hypertrophy:
    """Degree of hypertrophy in percentage points of the standardised liver, and relative gain.

    DH = share after - share before, each 100 x remnant / standardised total liver volume.
    Relative gain = 100 x (after - before) / before, in percent of the first remnant volume.

    Parameters
    ----------
    flr_before_cm3, flr_after_cm3
        Remnant before and after, 50-4000 cm3.
    standard_liver_volume_cm3
        From `standard_liver_volume`; more than 0, at most 8000 cm3.

    Returns
    -------
    Hypertrophy
        Each figure is None while one of its inputs is missing (None); negative = shrunk.

    Raises
    ------
    InputRangeError
        A volume lies outside its accepted range or is NaN.

    References
    ----------
    Shindoh J et al., J Am Coll Surg 2013;216:201-209, PMC3632508 (formula and cut-offs:
    confirmed). S2-220 has volumetry repeated 3-5 weeks after embolisation.

    Examples
    --------
    >>> found = degree_of_hypertrophy(flr_before_cm3=300, flr_after_cm3=450,
    ...                               standard_liver_volume_cm3=1600)
    >>> found.hypertrophy_points, found.relative_gain_pct
    (9.375, 50.0)
    """
    before = accept("flr_before_cm3", flr_before_cm3, like="flr_volume_cm3")
    after = accept("flr_after_cm3", flr_after_cm3, like="flr_volume_cm3")
    standard = accept("standard_liver_volume_cm3", standard_liver_volume_cm3)
    given = {
        "flr_before_cm3": before,
        "flr_after_cm3": after,
        "standard_liver_volume_cm3": standard,
    }
    before_pct = None if before is None or standard is None else 100 * before / standard
    after_pct = None if after is None or standard is None else 100 * after / standard
    points = None if before_pct is None or after_pct is None else after_pct - before_pct
    gain = None if before is None or after is None else 100 * (after - before) / before
    return Hypertrophy(
        before_pct=before_pct,
        after_pct=after_pct,
        hypertrophy_points=points,
        relative_gain_pct=gain,
        reaches_share_cut=None if after_pct is None else at_least(after_pct, SHARE_CUT_PCT),
        reaches_points_cut=None if points is None else at_least(points, HYPERTROPHY_CUT_POINTS),
        missing=missing_inputs(**given),
        inputs=known_inputs(**given),
    )
