import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import estimate_body_surface

VECTORS = [
    (170, 70, 1.8181, 1.8097),
    (180, 90, 2.1213, 2.0989),
    (160, 55, 1.5635, 1.5632),
    (175, 80, 1.9720, 1.9561),
]
heights, weights = st.floats(100, 230), st.floats(25, 300)


@pytest.mark.parametrize(("height", "weight", "mosteller", "dubois"), VECTORS)
def test_vectors(height, weight, mosteller, dubois):
    default = estimate_body_surface(height_cm=height, weight_kg=weight)
    assert round(default.value, 4) == mosteller and default.method == "Mosteller"
    other = estimate_body_surface(height_cm=height, weight_kg=weight, formula="dubois")
    assert round(other.value, 4) == dubois and other.method == "DuBois"
    assert default.unit == other.unit == "m2"


@given(heights, heights, weights, weights, st.sampled_from(["mosteller", "dubois"]))
def test_grows_with_height_and_weight(height, taller, weight, heavier, formula):
    def area(h, w):
        return estimate_body_surface(height_cm=h, weight_kg=w, formula=formula).value

    small = area(min(height, taller), min(weight, heavier))
    assert 0.5 < small <= area(max(height, taller), max(weight, heavier)) < 5


def test_missing_is_named():
    found = estimate_body_surface(height_cm=170, weight_kg=None)
    assert found.value is None and found.missing == ("weight_kg",)
    assert estimate_body_surface(height_cm=None, weight_kg=None).missing == (
        "height_cm",
        "weight_kg",
    )


def test_whole_text():
    assert str(refused(lambda: estimate_body_surface(height_cm=1.7, weight_kg=70))) == (
        "height_cm = 1.7 was refused: it lies outside the accepted range.\n"
        "  Where    height_cm\n"
        "  Allowed  100 to 230 cm\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    for field, value in (("weight_kg", 24), ("weight_kg", float("nan")), ("height_cm", 231)):
        facts = {"height_cm": 170, "weight_kg": 70} | {field: value}
        assert refused(lambda facts=facts: estimate_body_surface(**facts)).field == field
    for formula in ("boyd", None):
        error = refused(
            lambda formula=formula: estimate_body_surface(
                height_cm=170, weight_kg=70, formula=formula
            )
        )
        assert error.field == "formula"
