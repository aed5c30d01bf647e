"""Radioembolisation: partition model of tumour and normal liver, for education."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.case.calculators._accept import known_inputs, missing_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.y90_glass import GY_KG_PER_GBQ
from hepaboard.case.calculators.y90_resin import EDUCATION

_NOTES = (
    EDUCATION,
    "The ratio is one of concentrations (GBq per kg). Kao 2013 defines a ratio of activities: the"
    " two must not be mixed.",
    "Goals of 100-120 Gy or more to the tumour and at most 40-50 Gy to normal liver with resin:"
    " unconfirmed.",
)


@dataclass(frozen=True, kw_only=True)
class PartitionDose:
    """Activity in GBq with the mean doses to normal liver and tumour in Gy."""

    activity_gbq: float | None
    normal_liver_gy: float | None
    tumour_gy: float | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "partly_confirmed"
    notes: tuple[str, ...] = _NOTES


def partition_dose(
    *,
    lung_shunt_fraction: float | None,
    tumour_to_normal_ratio: float | None,
    tumour_mass_kg: float | None,
    normal_mass_kg: float | None,
    activity_gbq: float | None = None,
    normal_liver_gy: float | None = None,
) -> PartitionDose:
    """Mean doses to tumour and normal liver by the partition model (education only).

    With TN the tumour-to-normal ratio of concentrations: normal liver
    50 x activity x (1 - lung shunt) / (TN x tumour mass + normal mass); tumour TN times that.
    Given a dose to normal liver instead of an activity, the activity is solved for.

    Parameters
    ----------
    lung_shunt_fraction
        0 to below 1.
    tumour_to_normal_ratio
        0.1-50, of concentrations.
    tumour_mass_kg, normal_mass_kg
        0.01-8 kg each.
    activity_gbq
        0.01-20 GBq; give it or `normal_liver_gy`, not both.
    normal_liver_gy
        1-500 Gy.

    Returns
    -------
    PartitionDose
        With a missing input (None) the doses are None.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN, or both activity and dose are given.

    References
    ----------
    Kao YH et al. 2011, PMID 21643807; Lam MGEH et al., J Vasc Interv Radiol 2014 (partly
    confirmed). None of the five source documents gives a dose; D22.

    Examples
    --------
    >>> found = partition_dose(activity_gbq=2, lung_shunt_fraction=0.05, tumour_to_normal_ratio=3,
    ...                        tumour_mass_kg=0.2, normal_mass_kg=1.4)
    >>> round(found.normal_liver_gy, 6), round(found.tumour_gy, 6)
    (47.5, 142.5)
    """
    shunt = accept("lung_shunt_fraction", lung_shunt_fraction)
    ratio = accept("tumour_to_normal_ratio", tumour_to_normal_ratio)
    tumour_mass = accept("tumour_mass_kg", tumour_mass_kg, like="mass_kg")
    normal_mass = accept("normal_mass_kg", normal_mass_kg, like="mass_kg")
    activity = accept("activity_gbq", activity_gbq)
    normal = accept("normal_liver_gy", normal_liver_gy, like="target_dose_gy")
    if activity is not None and normal is not None:
        raise refuse("normal_liver_gy", normal, "an activity is given too", "one of the two")
    given = {
        "lung_shunt_fraction": shunt,
        "tumour_to_normal_ratio": ratio,
        "tumour_mass_kg": tumour_mass,
        "normal_mass_kg": normal_mass,
    }
    missing = missing_inputs(**given)
    if activity is None and normal is None:
        missing += ("activity_gbq",)
    inputs = known_inputs(**given, activity_gbq=activity, normal_liver_gy=normal)
    if shunt is None or ratio is None or tumour_mass is None or normal_mass is None or missing:
        return PartitionDose(
            activity_gbq=activity,
            normal_liver_gy=normal,
            tumour_gy=None,
            missing=missing,
            inputs=inputs,
        )
    gy_per_gbq = GY_KG_PER_GBQ * (1 - shunt) / (ratio * tumour_mass + normal_mass)
    if activity is not None:
        normal = activity * gy_per_gbq
    elif normal is not None:
        activity = normal / gy_per_gbq
    return PartitionDose(
        activity_gbq=activity,
        normal_liver_gy=normal,
        tumour_gy=None if normal is None else ratio * normal,
        missing=(),
        inputs=inputs,
    )
