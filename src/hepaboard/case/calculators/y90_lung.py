"""Radioembolisation: dose to the lung, for education."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.case.calculators._accept import known_inputs, missing_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_most
from hepaboard.case.calculators.y90_glass import GY_KG_PER_GBQ
from hepaboard.case.calculators.y90_resin import EDUCATION

LIMIT_PER_TREATMENT_GY = 30.0
LIMIT_CUMULATIVE_GY = 50.0

_NOTES = (
    EDUCATION,
    "Limits of 30 Gy per treatment and 50 Gy in all: unconfirmed.",
    "A lung of 1 kg is the convention of the method, not a measurement.",
)


@dataclass(frozen=True, kw_only=True)
class LungDose:
    """Dose to the lung in Gy, of this treatment and in all; None while an input is missing."""

    dose_gy: float | None
    cumulative_gy: float | None
    within_treatment_limit: bool | None
    within_cumulative_limit: bool | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "unconfirmed"
    notes: tuple[str, ...] = _NOTES


def lung_dose(
    *,
    activity_gbq: float | None,
    lung_shunt_fraction: float | None,
    earlier_lung_dose_gy: float | None = None,
    lung_mass_kg: float = 1.0,
) -> LungDose:
    """Dose to the lung in Gy from radioembolisation, against 30 and 50 Gy (education only).

    50 x activity x lung shunt / lung mass.

    Parameters
    ----------
    activity_gbq
        0.01-20 GBq.
    lung_shunt_fraction
        0 to below 1.
    earlier_lung_dose_gy
        From earlier treatments, 0-500 Gy; while it is missing (None) there is no cumulative dose.
    lung_mass_kg
        0.01-8 kg; the method's convention is 1 kg.

    Returns
    -------
    LungDose
        Exactly 30 or 50 Gy is within the limit.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    Device labels; Kao YH et al. 2011, PMID 21643807 (limits: unconfirmed). None of the five
    source documents gives a dose; D22.

    Examples
    --------
    >>> found = lung_dose(activity_gbq=3, lung_shunt_fraction=0.20)
    >>> round(found.dose_gy, 6), found.within_treatment_limit
    (30.0, True)
    """
    activity = accept("activity_gbq", activity_gbq)
    shunt = accept("lung_shunt_fraction", lung_shunt_fraction)
    earlier = accept("earlier_lung_dose_gy", earlier_lung_dose_gy)
    mass = accept("lung_mass_kg", lung_mass_kg, like="mass_kg")
    if mass is None:
        raise refuse("lung_mass_kg", None, "the method needs one", "0.01 to 8 kg")
    dose = None if activity is None or shunt is None else GY_KG_PER_GBQ * activity * shunt / mass
    total = None if dose is None or earlier is None else dose + earlier
    given = {
        "activity_gbq": activity,
        "lung_shunt_fraction": shunt,
        "earlier_lung_dose_gy": earlier,
    }
    return LungDose(
        dose_gy=dose,
        cumulative_gy=total,
        within_treatment_limit=None if dose is None else at_most(dose, LIMIT_PER_TREATMENT_GY),
        within_cumulative_limit=None if total is None else at_most(total, LIMIT_CUMULATIVE_GY),
        missing=missing_inputs(**given),
        inputs=known_inputs(**given, lung_mass_kg=mass),
    )
