import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import (
    estimate_body_surface,
    remnant_shares,
    standard_liver_volume,
)


@pytest.mark.parametrize(
    ("remnant", "share"), [(250, 14.67), (300, 17.60), (400, 23.46), (500, 29.33), (620, 36.37)]
)
def test_vectors(remnant, share):
    surface = estimate_body_surface(height_cm=175, weight_kg=80).value
    standard = standard_liver_volume(body_surface_m2=surface).value
    found = remnant_shares(flr_volume_cm3=remnant, standard_liver_volume_cm3=standard)
    assert round(found.of_standard.value, 2) == share


def test_three_denominators():
    found = remnant_shares(
        flr_volume_cm3=450,
        total_liver_volume_cm3=1600,
        tumour_volume_ml=100,
        standard_liver_volume_cm3=1500,
    )
    assert found.of_total.value == pytest.approx(28.125)
    assert found.of_tumour_free.value == pytest.approx(30)
    assert found.of_standard.value == pytest.approx(30)
    assert {found.of_total.name, found.of_tumour_free.name, found.of_standard.name} == {
        "flr_of_total",
        "flr_of_tumour_free",
        "flr_of_standard",
    }
    assert found.of_total.unit == "%"


@given(st.floats(50, 4000), st.floats(400, 8000), st.floats(0, 1))
def test_tumour_makes_the_tumour_free_share_larger(remnant, total, part):
    tumour = total * part * 0.99
    remnant = min(remnant, total)
    found = remnant_shares(
        flr_volume_cm3=remnant, total_liver_volume_cm3=total, tumour_volume_ml=tumour
    )
    assert 0 < found.of_total.value <= 100 + 1e-9
    assert found.of_tumour_free.value >= found.of_total.value
    none = remnant_shares(flr_volume_cm3=remnant, total_liver_volume_cm3=total, tumour_volume_ml=0)
    assert none.of_tumour_free.value == none.of_total.value


@given(st.floats(50, 800), st.floats(50, 800), st.floats(800, 8000))
def test_more_remnant_is_a_larger_share(one, other, total):
    small, large = sorted((one, other))
    assert (
        remnant_shares(flr_volume_cm3=small, total_liver_volume_cm3=total).of_total.value
        <= remnant_shares(flr_volume_cm3=large, total_liver_volume_cm3=total).of_total.value
    )


def test_each_share_names_what_it_lacks():
    found = remnant_shares(flr_volume_cm3=400, total_liver_volume_cm3=1600)
    assert found.of_total.value == 25
    assert found.of_tumour_free.missing == ("tumour_volume_ml",)
    assert found.of_standard.missing == ("standard_liver_volume_cm3",)
    assert remnant_shares().of_total.missing == ("flr_volume_cm3", "total_liver_volume_cm3")


def test_a_remnant_larger_than_the_denominator_is_marked():
    found = remnant_shares(flr_volume_cm3=1000, total_liver_volume_cm3=1100, tumour_volume_ml=300)
    assert "check" in found.of_tumour_free.notes[0] and found.of_total.notes == ()


def test_whole_texts():
    assert str(refused(lambda: remnant_shares(flr_volume_cm3=49))) == (
        "flr_volume_cm3 = 49 was refused: it lies outside the accepted range.\n"
        "  Where    flr_volume_cm3\n"
        "  Allowed  50 to 4000 cm3\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    error = refused(lambda: remnant_shares(flr_volume_cm3=1601, total_liver_volume_cm3=1600))
    assert error.what == (
        "flr_volume_cm3 = 1601.0 was refused: the remnant cannot exceed the whole liver."
    )
    error = refused(lambda: remnant_shares(tumour_volume_ml=1600, total_liver_volume_cm3=1600))
    assert error.allowed == "at least 0, less than 1600 ml"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total_liver_volume_cm3", 399),
        ("total_liver_volume_cm3", 8001),
        ("tumour_volume_ml", -1),
        ("standard_liver_volume_cm3", 0),
        ("flr_volume_cm3", float("nan")),
    ],
)
def test_outside_the_range(field, value):
    assert refused(lambda: remnant_shares(**{field: value})).field == field


def test_a_remnant_of_the_whole_liver_is_not_marked():
    found = remnant_shares(flr_volume_cm3=1000, total_liver_volume_cm3=1000)
    assert found.of_total.value == 100 and found.of_total.notes == ()
    found = remnant_shares(flr_volume_cm3=1000, standard_liver_volume_cm3=999)
    assert found.of_standard.notes != ()
