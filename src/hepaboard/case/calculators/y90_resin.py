"""Resin microspheres: activity by the body surface method, for education."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.case.calculators._accept import Allowed, accept_number, known_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above, at_least

EDUCATION = (
    "Education only: dosing follows the device label and local physics, this is no prescription."
)
_NOTES = (
    EDUCATION,
    "Body surface method and shunt reductions: unconfirmed. Where the shunt bands meet the higher"
    " band applies; exactly 20 % is still treatable (project convention).",
    "The label of the United States covers colorectal metastases together with FUDR given into the"
    " hepatic artery (confirmed).",
    "None of the five source documents gives a dose; the place of the treatment differs (D22).",
)
_FRACTION = Allowed(0, 1, low_open=True)


@dataclass(frozen=True, kw_only=True)
class ResinActivity:
    """Activity in GBq before and after the reduction for lung shunt.

    `activity_gbq` is None while the shunt is not known, or if it bars treatment
    (`treatable` False).
    """

    before_shunt_gbq: float | None
    reduction: float | None
    treatable: bool | None
    activity_gbq: float | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "unconfirmed"
    notes: tuple[str, ...] = _NOTES


def resin_activity(
    *,
    body_surface_m2: float | None,
    tumour_volume_ml: float | None,
    total_liver_volume_cm3: float | None,
    lung_shunt_fraction: float | None = None,
    treated_fraction: float = 1.0,
) -> ResinActivity:
    """Activity of resin microspheres in GBq by the body surface method (education only).

    (body surface - 0.2) + tumour volume / liver volume, times the fraction of the liver that is
    treated. Lung shunt below 10 %: no reduction; from 10 %: 20 % less; from 15 %: 40 % less;
    above 20 %: no treatment.

    Parameters
    ----------
    body_surface_m2
        0.8-3.5 m2, by DuBois as the label has it (`estimate_body_surface`).
    tumour_volume_ml
        1-8000 ml, at most the liver volume.
    total_liver_volume_cm3
        Total liver volume, 1-8000 cm3.
    lung_shunt_fraction
        0 to below 1.
    treated_fraction
        Above 0 to 1; 1 = whole liver.

    Returns
    -------
    ResinActivity
        Figures that need a missing input (None) are None.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN, or the tumour exceeds the liver.

    References
    ----------
    SIR-Spheres label; Kao YH et al. 2011, PMID 21643807 (method and reductions: unconfirmed). S2
    gives no dose and no eligibility test; D22.

    Examples
    --------
    >>> found = resin_activity(body_surface_m2=1.8, tumour_volume_ml=200,
    ...                        total_liver_volume_cm3=1800, lung_shunt_fraction=0.12)
    >>> round(found.before_shunt_gbq, 4), round(found.activity_gbq, 4)
    (1.7111, 1.3689)
    """
    surface = accept("body_surface_m2", body_surface_m2)
    tumour = accept("tumour_volume_ml", tumour_volume_ml, like="dosed_volume_cm3")
    liver = accept("total_liver_volume_cm3", total_liver_volume_cm3, like="dosed_volume_cm3")
    shunt = accept("lung_shunt_fraction", lung_shunt_fraction)
    part = accept_number("treated_fraction", treated_fraction, _FRACTION)
    if part is None:
        raise refuse("treated_fraction", None, "the plan has to name it", _FRACTION.text)
    if tumour is not None and liver is not None and tumour > liver:
        raise refuse(
            "tumour_volume_ml", tumour, "the tumour exceeds the liver", f"1 to {liver:g} ml"
        )
    needed = {
        "body_surface_m2": surface,
        "tumour_volume_ml": tumour,
        "total_liver_volume_cm3": liver,
        "lung_shunt_fraction": shunt,
    }
    before = None
    if surface is not None and tumour is not None and liver is not None:
        before = (surface - 0.2 + tumour / liver) * part
    treatable = None if shunt is None else not above(shunt, 0.20)
    reduction = _reduction(shunt) if treatable and shunt is not None else None
    barred = treatable is False
    return ResinActivity(
        before_shunt_gbq=before,
        reduction=reduction,
        treatable=treatable,
        activity_gbq=None if before is None or reduction is None else before * (1 - reduction),
        missing=() if barred else tuple(name for name, value in needed.items() if value is None),
        inputs=known_inputs(**needed, treated_fraction=part),
        notes=((*_NOTES, "Lung shunt above 20 %: not treatable.") if barred else _NOTES),
    )


def _reduction(shunt: float) -> float:
    if at_least(shunt, 0.15):
        return 0.4
    return 0.2 if at_least(shunt, 0.10) else 0.0
