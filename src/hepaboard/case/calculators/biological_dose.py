"""Biologically effective dose of a fractionated irradiation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from hepaboard.case.calculators._accept import known_inputs, missing_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above, at_least

TUMOUR_ALPHA_BETA_GY = 10.0
LATE_TISSUE_ALPHA_BETA_GY = 3.0
S2_BED_GY = 100.0

_NOTES = (
    "Arithmetic of the linear-quadratic model, no dose recommendation.",
    "S2 wants a BED above 100 Gy (S2-144) without naming alpha/beta; its printed figures"
    " reproduce with 10 Gy, except the row 46-52 Gy in 1-6 fractions (S2-202).",
)
_LARGE = "More than 15 Gy per fraction: the linear-quadratic model overstates the effect."


@dataclass(frozen=True, kw_only=True)
class BiologicalDose:
    """Biologically effective dose (BED) and its equivalent in 2-Gy fractions, in Gy.

    `versus_100_gy` compares the BED for tumour with the 100 Gy that S2 wants exceeded.
    """

    dose_per_fraction_gy: float | None
    bed10_gy: float | None
    eqd2_10_gy: float | None
    bed3_gy: float | None
    versus_100_gy: Literal["below", "equal", "above"] | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "confirmed"
    notes: tuple[str, ...] = _NOTES
    rows: tuple[str, ...] = ("S2-144", "S2-202")


def convert_dose(*, dose_gy: float | None, fractions: int | None) -> BiologicalDose:
    """BED for tumour (alpha/beta 10 Gy) and late tissue (3 Gy), and EQD2 for tumour, in Gy.

    d = dose / fractions; BED = dose x (1 + d / (alpha/beta)); EQD2 = BED / (1 + 2 / (alpha/beta)).

    Parameters
    ----------
    dose_gy
        Total dose, 1-120 Gy.
    fractions
        1-40.

    Returns
    -------
    BiologicalDose
        None throughout while the dose or the number of fractions is missing (None).

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    Linear-quadratic formula (arithmetic: confirmed). S2-144 (BED above 100 Gy), S2-196 to S2-210
    (doses and BED of single series; S2-202 cannot be one value, E09f). S0, S1, S3 and S4 do not
    mention radiotherapy of the liver (D54).

    Examples
    --------
    >>> found = convert_dose(dose_gy=75, fractions=3)
    >>> found.bed10_gy, found.eqd2_10_gy, found.bed3_gy
    (262.5, 218.75, 700.0)
    >>> convert_dose(dose_gy=50, fractions=5).versus_100_gy
    'equal'
    """
    dose = accept("dose_gy", dose_gy)
    count = accept("fractions", fractions)
    bed10 = bed_gy(dose_gy=dose_gy, fractions=fractions, alpha_beta_gy=TUMOUR_ALPHA_BETA_GY)
    bed3 = bed_gy(dose_gy=dose_gy, fractions=fractions, alpha_beta_gy=LATE_TISSUE_ALPHA_BETA_GY)
    fraction = None if dose is None or count is None else dose / count
    large = fraction is not None and above(fraction, 15)
    return BiologicalDose(
        dose_per_fraction_gy=fraction,
        bed10_gy=bed10,
        eqd2_10_gy=None if bed10 is None else eqd2_gy(bed10, TUMOUR_ALPHA_BETA_GY),
        bed3_gy=bed3,
        versus_100_gy=None if bed10 is None else _compare(bed10),
        missing=missing_inputs(dose_gy=dose, fractions=count),
        inputs=known_inputs(dose_gy=dose, fractions=count),
        notes=_NOTES + ((_LARGE,) if large else ()),
    )


def bed_gy(*, dose_gy: float | None, fractions: int | None, alpha_beta_gy: float) -> float | None:
    """Biologically effective dose in Gy for any alpha/beta (1-20 Gy); None if dose is not known.

    Examples
    --------
    >>> round(bed_gy(dose_gy=60, fractions=3, alpha_beta_gy=10), 6)
    180.0
    """
    dose = accept("dose_gy", dose_gy)
    count = accept("fractions", fractions)
    ratio = accept("alpha_beta_gy", alpha_beta_gy)
    if dose is None or count is None or ratio is None:
        return None
    return dose * (1 + dose / count / ratio)


def eqd2_gy(bed: float, alpha_beta_gy: float) -> float:
    """Dose in 2-Gy fractions with the same effect, in Gy, from a BED of the same alpha/beta.

    Examples
    --------
    >>> round(eqd2_gy(180.0, 10), 6)
    150.0
    """
    ratio = accept("alpha_beta_gy", alpha_beta_gy)
    if ratio is None:
        raise refuse("alpha_beta_gy", None, "it belongs to the BED", "1 to 20 Gy")
    return bed / (1 + 2 / ratio)


def _compare(bed: float) -> Literal["below", "equal", "above"]:
    if above(bed, S2_BED_GY):
        return "above"
    return "equal" if at_least(bed, S2_BED_GY) else "below"
