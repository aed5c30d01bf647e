import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval
from hepaboard.case.calculators._accept import (
    Allowed,
    accept_choice,
    accept_number,
    accept_truth,
    choice_ends,
    known_inputs,
    missing_inputs,
    number_ends,
    truth_ends,
)
from hepaboard.case.calculators._completions import complete
from hepaboard.case.calculators._ranges import RANGES, accept
from hepaboard.errors import InputRangeError

TEXTS = {
    "ablation_margin_mm": "0 to 50 mm",
    "activity_gbq": "0.01 to 20 GBq",
    "albumin_g_dl": "0.5 to 7 g/dl",
    "alpha_beta_gy": "1 to 20 Gy",
    "baseline_sum_mm": "more than 0, at most 2000 mm",
    "bilirubin_mg_dl": "0.1 to 60 mg/dl",
    "body_surface_m2": "0.8 to 3.5 m2",
    "cea_ng_ml": "0 to 100000 ng/ml",
    "creatinine_mg_dl": "0.1 to 20 mg/dl",
    "derived_surface_m2": "more than 0, at most 5 m2",
    "disease_free_interval_months": "0 to 600 months",
    "dose_gy": "1 to 120 Gy",
    "dosed_volume_cm3": "1 to 8000 cm3",
    "earlier_lung_dose_gy": "0 to 500 Gy",
    "encephalopathy_grade": "whole number, 0 to 4",
    "flr_segments": "whole number, 0 to 8 segments",
    "flr_volume_cm3": "50 to 4000 cm3",
    "fractions": "whole number, 1 to 40 fractions",
    "height_cm": "100 to 230 cm",
    "inr": "0.5 to 15",
    "largest_lesion_cm": "more than 0, at most 40 cm",
    "lung_shunt_fraction": "at least 0, less than 1",
    "mass_kg": "0.01 to 8 kg",
    "n_liver_mets": "whole number, 1 to 200 lesions",
    "n_segments_resected": "whole number, 0 to 7 segments",
    "residual_fraction": "at least 0, less than 1",
    "size_mm": "0 to 400 mm",
    "slice_thickness_mm": "0.5 to 20 mm",
    "sodium_mmol_l": "100 to 180 mmol/l",
    "standard_liver_volume_cm3": "more than 0, at most 8000 cm3",
    "sum_mm": "0 to 2000 mm",
    "target_dose_gy": "1 to 500 Gy",
    "total_liver_volume_cm3": "400 to 8000 cm3",
    "tumour_replacement_pct": "0 to 100 %",
    "tumour_to_normal_ratio": "0.1 to 50",
    "tumour_volume_ml": "0 to 8000 ml",
    "weeks": "0 to 520 weeks",
    "weeks_since_pve": "more than 0, at most 52 weeks",
    "weight_kg": "25 to 300 kg",
}


def test_every_range_in_words():
    assert {field: allowed.text for field, allowed in RANGES.items()} == TEXTS


@given(st.sampled_from(sorted(RANGES)), st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_accepted_exactly_inside_its_range(field, value):
    allowed = RANGES[field]
    if math.isfinite(value) and allowed.admits(value):
        assert accept(field, value) == value
    else:
        with pytest.raises(InputRangeError):
            accept(field, value)


@pytest.mark.parametrize("field", sorted(RANGES))
def test_ends_of_every_range(field):
    allowed = RANGES[field]
    for end, is_open in ((allowed.low, allowed.low_open), (allowed.high, allowed.high_open)):
        if is_open:
            assert refused(lambda end=end: accept(field, end)).field == field
        else:
            assert accept(field, end) == end


@pytest.mark.parametrize("value", [True, False, "3", [1], Decimal(1), float("nan"), 10**400])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(InputRangeError):
        accept("cea_ng_ml", value)


@pytest.mark.parametrize("value", [3, 3.0, np.float64(3), np.int64(3), Fraction(3)])
def test_every_kind_of_number_is_read(value):
    assert accept("n_liver_mets", value) == 3
    assert type(accept("n_liver_mets", value)) is int
    assert type(accept("cea_ng_ml", value)) is float


def test_a_count_has_to_be_whole():
    assert str(refused(lambda: accept("n_liver_mets", 2.5))) == (
        "n_liver_mets = 2.5 was refused: it lies outside the accepted range.\n"
        "  Where    n_liver_mets\n"
        "  Allowed  whole number, 1 to 200 lesions\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_missing_is_none_and_never_a_default():
    for field in RANGES:
        assert accept(field, None) is None
    assert accept_truth("synchronous", None) is None
    assert accept_choice("kras", None, ("mutant",)) is None
    assert accept_choice("kras", "unknown", ("mutant",)) is None


@pytest.mark.parametrize("value", [0, 1, "yes", 0.0])
def test_truth_takes_only_true_and_false(value):
    error = refused(lambda: accept_truth("synchronous", value))
    assert error.allowed == "true, false"


def test_choice_names_the_list():
    error = refused(lambda: accept_choice("kras", "mut", ("wild_type", "mutant")))
    assert error.allowed == "wild_type, mutant, unknown"
    assert refused(lambda: accept_choice("kras", True, ("a",))).value is True


def test_range_in_words():
    assert Allowed(0, 1, high_open=True).text == "at least 0, less than 1"
    assert Allowed(0, 40, "cm", low_open=True).text == "more than 0, at most 40 cm"
    assert accept_number("x", 1, Allowed(0, 1)) == 1.0


def test_completions_name_only_what_can_change_the_answer():
    found = complete(lambda a, b: a and b, a=(True, False), b=(False,))
    assert found.answer is False and found.missing == ()
    found = complete(lambda a, b: a and b, a=(True, False), b=(True,))
    assert found.answer is None and found.missing == ("a",)
    assert set(found.possible) == {True, False}


def test_ends_are_the_values_still_possible():
    allowed = Allowed(0, 40, "cm", low_open=True)
    assert number_ends("x", None, allowed) == (0, 40)
    assert number_ends("x", 3, allowed) == (3,)
    assert number_ends("x", Interval(low=2), allowed) == (2, 40)
    assert number_ends("x", Interval(high=2), allowed) == (0, 2)
    assert number_ends("x", Interval(low=2, high=2), allowed) == (2,)
    assert number_ends("x", Interval(low=0, high=2), allowed) == (0, 2)
    assert truth_ends("x", None) == (False, True)
    assert truth_ends("x", False) == (False,)
    assert choice_ends("x", "unknown", ("a", "b")) == ("a", "b")
    assert choice_ends("x", "b", ("a", "b")) == ("b",)


def test_known_and_missing_inputs():
    facts = {"a": None, "b": 0, "c": False, "d": "unknown", "e": "x"}
    assert known_inputs(**facts) == {"b": 0, "c": False, "e": "x"}
    assert missing_inputs(**facts) == ("a", "d")


def test_the_probable_slip_is_named_only_above_the_range():
    allowed = Allowed(0, 40, likely="slip")
    assert refused(lambda: accept_number("x", 41, allowed)).likely == "slip"
    assert refused(lambda: accept_number("x", -1, allowed)).likely is None
