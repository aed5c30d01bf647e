"""Accepted ranges of the numeric inputs: validation limits of this project, not evidence."""

from __future__ import annotations

from typing import Any

from hepaboard.case.calculators._accept import Allowed, Number, accept_number, number_ends

_SIZE_SLIP = "Millimetres entered as centimetres: divide by ten if the size was read in mm."

RANGES: dict[str, Allowed] = {
    "ablation_margin_mm": Allowed(0, 50, "mm"),
    "activity_gbq": Allowed(0.01, 20, "GBq"),
    "albumin_g_dl": Allowed(0.5, 7, "g/dl"),
    "alpha_beta_gy": Allowed(1, 20, "Gy"),
    "baseline_sum_mm": Allowed(0, 2000, "mm", low_open=True),
    "bilirubin_mg_dl": Allowed(0.1, 60, "mg/dl"),
    "body_surface_m2": Allowed(0.8, 3.5, "m2"),
    "cea_ng_ml": Allowed(0, 100000, "ng/ml"),
    "creatinine_mg_dl": Allowed(0.1, 20, "mg/dl"),
    "derived_surface_m2": Allowed(0, 5, "m2", low_open=True),
    "disease_free_interval_months": Allowed(0, 600, "months"),
    "dose_gy": Allowed(1, 120, "Gy"),
    "dosed_volume_cm3": Allowed(1, 8000, "cm3"),
    "earlier_lung_dose_gy": Allowed(0, 500, "Gy"),
    "encephalopathy_grade": Allowed(0, 4, whole=True),
    "flr_segments": Allowed(0, 8, "segments", whole=True),
    "flr_volume_cm3": Allowed(50, 4000, "cm3"),
    "fractions": Allowed(1, 40, "fractions", whole=True),
    "height_cm": Allowed(100, 230, "cm"),
    "inr": Allowed(0.5, 15),
    "largest_lesion_cm": Allowed(0, 40, "cm", low_open=True, likely=_SIZE_SLIP),
    "lung_shunt_fraction": Allowed(0, 1, high_open=True),
    "mass_kg": Allowed(0.01, 8, "kg"),
    "n_liver_mets": Allowed(1, 200, "lesions", whole=True),
    "n_segments_resected": Allowed(0, 7, "segments", whole=True),
    "residual_fraction": Allowed(0, 1, high_open=True),
    "size_mm": Allowed(0, 400, "mm"),
    "slice_thickness_mm": Allowed(0.5, 20, "mm"),
    "sodium_mmol_l": Allowed(100, 180, "mmol/l"),
    "standard_liver_volume_cm3": Allowed(0, 8000, "cm3", low_open=True),
    "sum_mm": Allowed(0, 2000, "mm"),
    "target_dose_gy": Allowed(1, 500, "Gy"),
    "total_liver_volume_cm3": Allowed(400, 8000, "cm3"),
    "tumour_replacement_pct": Allowed(0, 100, "%"),
    "tumour_to_normal_ratio": Allowed(0.1, 50),
    "tumour_volume_ml": Allowed(0, 8000, "ml"),
    "weeks": Allowed(0, 520, "weeks"),
    "weeks_since_pve": Allowed(0, 52, "weeks", low_open=True),
    "weight_kg": Allowed(25, 300, "kg"),
}


def accept(field: str, value: Any, like: str | None = None) -> float | None:
    """The checked number of a field, None if missing; `like` names another field's range."""
    return accept_number(field, value, RANGES[like or field])


def ends(field: str, value: Number, like: str | None = None) -> tuple[float, ...]:
    """The lowest and highest value still possible of a field; one value if it is known."""
    return number_ends(field, value, RANGES[like or field])
