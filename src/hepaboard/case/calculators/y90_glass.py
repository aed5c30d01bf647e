"""Glass microspheres: activity for a dose (MIRD), for education."""

from __future__ import annotations

from hepaboard.case.calculators._accept import known_inputs, missing_inputs
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.measure import Measure
from hepaboard.case.calculators.y90_resin import EDUCATION

GY_KG_PER_GBQ = 50.0

_NOTES = (
    EDUCATION,
    "Constant 50 Gy kg per GBq; exact values run from 49.38 to 49.67 (partly confirmed).",
    "Investigational for metastatic colorectal cancer in the United States (confirmed).",
    "None of the five source documents gives a dose; the place of the treatment differs (D22).",
)


def glass_activity(
    *,
    target_dose_gy: float | None,
    mass_kg: float | None,
    lung_shunt_fraction: float | None,
    residual_fraction: float | None,
) -> Measure:
    """Activity of glass microspheres in GBq for a mean dose to the treated mass (education only).

    dose x mass / (50 x (1 - lung shunt) x (1 - residual)).

    Parameters
    ----------
    target_dose_gy
        1-500 Gy.
    mass_kg
        Treated mass, 0.01-8 kg.
    lung_shunt_fraction
        0 to below 1.
    residual_fraction
        Share of the activity that stays in the vial, 0 to below 1.

    Returns
    -------
    Measure
        With a missing input (None) the value is None.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    TheraSphere label; doi 10.1007/s00270-013-0783-z (partly confirmed). D22.

    Examples
    --------
    >>> round(glass_activity(target_dose_gy=120, mass_kg=1.5, lung_shunt_fraction=0.05,
    ...                      residual_fraction=0.02).value, 4)
    3.8668
    """
    dose = accept("target_dose_gy", target_dose_gy)
    mass = accept("mass_kg", mass_kg)
    shunt = accept("lung_shunt_fraction", lung_shunt_fraction)
    residual = accept("residual_fraction", residual_fraction)
    given = {
        "target_dose_gy": dose,
        "mass_kg": mass,
        "lung_shunt_fraction": shunt,
        "residual_fraction": residual,
    }
    value = None
    if dose is not None and mass is not None and shunt is not None and residual is not None:
        value = dose * mass / (GY_KG_PER_GBQ * (1 - shunt) * (1 - residual))
    return _measure("y90_glass_activity", value, "GBq", given)


def glass_dose(*, activity_gbq: float | None, mass_kg: float | None) -> Measure:
    """Mean dose in Gy of an activity that stays entirely in a mass (education only).

    50 x activity / mass.

    Parameters
    ----------
    activity_gbq
        0.01-20 GBq.
    mass_kg
        0.01-8 kg.

    Returns
    -------
    Measure
        With a missing input (None) the value is None.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    As for `glass_activity`.

    Examples
    --------
    >>> glass_dose(activity_gbq=3.0, mass_kg=1.5).value
    100.0
    """
    activity = accept("activity_gbq", activity_gbq)
    mass = accept("mass_kg", mass_kg)
    value = None if activity is None or mass is None else GY_KG_PER_GBQ * activity / mass
    return _measure("y90_glass_dose", value, "Gy", {"activity_gbq": activity, "mass_kg": mass})


def _measure(name: str, value: float | None, unit: str, given: dict[str, float | None]) -> Measure:
    return Measure(
        name=name,
        value=value,
        unit=unit,
        method="MIRD",
        missing=missing_inputs(**given),
        inputs=known_inputs(**given),
        status="partly_confirmed",
        notes=_NOTES,
    )
