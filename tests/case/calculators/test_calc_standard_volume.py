import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import estimate_body_surface, standard_liver_volume

VECTORS = [
    (170, 70, 1509.7, 1499.0),
    (180, 90, 1893.9, 1865.5),
    (160, 55, 1186.9, 1186.6),
    (175, 80, 1704.7, 1684.5),
]


@pytest.mark.parametrize(("height", "weight", "mosteller", "dubois"), VECTORS)
def test_vectors_from_the_body(height, weight, mosteller, dubois):
    for formula, volume in (("mosteller", mosteller), ("dubois", dubois)):
        surface = estimate_body_surface(height_cm=height, weight_kg=weight, formula=formula)
        found = standard_liver_volume(body_surface_m2=surface.value)
        assert round(found.value, 1) == volume


@pytest.mark.parametrize(("surface", "volume"), [(1.6, 1233.24), (1.8, 1486.69), (2.0, 1740.15)])
def test_vectors_from_the_surface(surface, volume):
    assert round(standard_liver_volume(body_surface_m2=surface).value, 2) == volume


@pytest.mark.parametrize(("surface", "volume"), [(1.6, 1132.32), (1.8, 1273.56), (2.0, 1414.8)])
def test_urata(surface, volume):
    found = standard_liver_volume(body_surface_m2=surface, formula="urata")
    assert found.value == pytest.approx(volume)
    assert found.method == "Urata" and "Japanese" in found.notes[0]


@given(st.floats(1.5, 3.5))
def test_urata_gives_the_smaller_liver(surface):
    assert (
        standard_liver_volume(body_surface_m2=surface, formula="urata").value
        < standard_liver_volume(body_surface_m2=surface).value
    )


@given(st.floats(0.7, 5), st.floats(0.7, 5), st.sampled_from(["vauthey", "urata"]))
def test_grows_with_the_surface(one, other, formula):
    small, large = sorted((one, other))
    assert (
        standard_liver_volume(body_surface_m2=small, formula=formula).value
        <= standard_liver_volume(body_surface_m2=large, formula=formula).value
    )


@given(st.floats(100, 230), st.floats(25, 300), st.sampled_from(["mosteller", "dubois"]))
def test_every_accepted_body_has_a_liver(height, weight, formula):
    surface = estimate_body_surface(height_cm=height, weight_kg=weight, formula=formula)
    assert standard_liver_volume(body_surface_m2=surface.value).value > 0


def test_missing_and_labels():
    found = standard_liver_volume(body_surface_m2=None)
    assert found.value is None and found.missing == ("body_surface_m2",)
    assert "unconfirmed" in found.notes[0] and found.unit == "cm3"


def test_no_positive_volume_whole_text():
    assert str(refused(lambda: standard_liver_volume(body_surface_m2=0.6))) == (
        "body_surface_m2 = 0.6 was refused: the Vauthey formula gives no positive liver volume for"
        " it.\n"
        "  Where    body_surface_m2\n"
        "  Allowed  more than 0.6269 m2\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize("surface", [0, -1, 5.1, float("nan")])
def test_outside_the_range(surface):
    refused(lambda: standard_liver_volume(body_surface_m2=surface, formula="urata"))


def test_unknown_formula():
    for formula in ("chouker", None):
        error = refused(
            lambda formula=formula: standard_liver_volume(body_surface_m2=1.8, formula=formula)
        )
        assert error.field == "formula"


def test_the_smallest_positive_volume_is_kept():
    found = standard_liver_volume(body_surface_m2=(794.41 + 0.5) / 1267.28)
    assert found.value == pytest.approx(0.5)
