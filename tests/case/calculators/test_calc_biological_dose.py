import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import bed_gy, convert_dose, eqd2_gy

VECTORS = [
    (75, 3, 25, 262.50, 218.75, 700.0),
    (60, 3, 20, 180.00, 150.00, 460.0),
    (36, 3, 12, 79.20, 66.00, 180.0),
    (54, 3, 18, 151.20, 126.00, 378.0),
    (54, 5, 10.8, 112.32, 93.60, 248.4),
    (46, 3, 15.33, 116.53, 97.11, 281.1),
    (52, 3, 17.33, 142.13, 118.44, 352.4),
    (46, 6, 7.67, 81.27, 67.72, 163.6),
    (52, 6, 8.67, 97.07, 80.89, 202.2),
    (46, 1, 46, 257.60, 214.67, 751.3),
    (52, 1, 52, 322.40, 268.67, 953.3),
    (50, 5, 10, 100.00, 83.33, 216.7),
    (45, 3, 15, 112.50, 93.75, 270.0),
    (48, 4, 12, 105.60, 88.00, 240.0),
    (40, 1, 40, 200.00, 166.67, 573.3),
    (67.5, 15, 4.5, 97.88, 81.56, 168.8),
    (14, 1, 14, 33.60, 28.00, 79.3),
    (26, 1, 26, 93.60, 78.00, 251.3),
    (30, 3, 10, 60.00, 50.00, 130.0),
    (37.5, 3, 12.5, 84.38, 70.31, 193.8),
]
PRINTED = [(75, 3, 263), (60, 3, 180), (36, 3, 79), (54, 3, 151), (54, 5, 112), (14, 1, 34),
           (26, 1, 94)]  # fmt: skip
doses, counts = st.floats(1, 120), st.integers(1, 40)


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    dose, fractions, per_fraction, bed10, eqd2, bed3 = vector
    found = convert_dose(dose_gy=dose, fractions=fractions)
    assert found.dose_per_fraction_gy == pytest.approx(per_fraction, abs=0.0051)
    assert found.bed10_gy == pytest.approx(bed10, abs=0.0051)
    assert found.eqd2_10_gy == pytest.approx(eqd2, abs=0.0051)
    assert found.bed3_gy == pytest.approx(bed3, abs=0.051)
    assert found.missing == () and found.status == "confirmed"


@pytest.mark.parametrize(("dose", "fractions", "printed"), PRINTED)
def test_figures_that_s2_prints_reproduce_with_10_gy(dose, fractions, printed):
    assert int(convert_dose(dose_gy=dose, fractions=fractions).bed10_gy + 0.5) == printed


@pytest.mark.parametrize(
    ("dose", "fractions", "versus"), [(50, 5, "equal"), (75, 3, "above"), (36, 3, "below")]
)
def test_against_the_100_gy_of_s2(dose, fractions, versus):
    assert convert_dose(dose_gy=dose, fractions=fractions).versus_100_gy == versus


@pytest.mark.parametrize(("dose", "fractions", "noted"), [(45, 3, False), (45.1, 3, True)])
def test_large_fractions_are_noted(dose, fractions, noted):
    notes = convert_dose(dose_gy=dose, fractions=fractions).notes
    assert any("15 Gy per fraction" in note for note in notes) == noted


@given(doses, doses, counts)
def test_more_dose_is_more_effect(one, other, fractions):
    small, large = sorted((one, other))
    first = convert_dose(dose_gy=small, fractions=fractions)
    second = convert_dose(dose_gy=large, fractions=fractions)
    assert first.bed10_gy <= second.bed10_gy and first.bed3_gy <= second.bed3_gy


@given(doses, counts, counts)
def test_more_fractions_are_less_effect(dose, one, other):
    few, many = sorted((one, other))
    assert (
        convert_dose(dose_gy=dose, fractions=few).bed10_gy
        >= convert_dose(dose_gy=dose, fractions=many).bed10_gy
    )


@given(doses, counts)
def test_late_tissue_feels_more_and_effect_exceeds_dose(dose, fractions):
    found = convert_dose(dose_gy=dose, fractions=fractions)
    assert found.bed3_gy > found.bed10_gy > dose


@given(st.integers(1, 40), st.floats(1, 20))
def test_fractions_of_2_gy_are_their_own_equivalent(fractions, ratio):
    bed = bed_gy(dose_gy=2.0 * fractions, fractions=fractions, alpha_beta_gy=ratio)
    assert eqd2_gy(bed, ratio) == pytest.approx(2.0 * fractions)


def test_a_dose_without_fractions_needs_data():
    found = convert_dose(dose_gy=60, fractions=None)
    assert found.missing == ("fractions",)
    assert found.bed10_gy is found.eqd2_10_gy is found.bed3_gy is found.versus_100_gy is None
    assert bed_gy(dose_gy=60, fractions=None, alpha_beta_gy=10) is None


def test_the_row_that_cannot_be_one_value_is_noted():
    assert any("S2-202" in note for note in convert_dose(dose_gy=50, fractions=5).notes)


def test_whole_text():
    assert str(refused(lambda: convert_dose(dose_gy=60, fractions=2.5))) == (
        "fractions = 2.5 was refused: it lies outside the accepted range.\n"
        "  Where    fractions\n"
        "  Allowed  whole number, 1 to 40 fractions\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: convert_dose(dose_gy=121, fractions=3)).field == "dose_gy"
    assert refused(lambda: convert_dose(dose_gy=float("nan"), fractions=3)).field == "dose_gy"
    assert refused(lambda: bed_gy(dose_gy=60, fractions=3, alpha_beta_gy=0.5)).field == (
        "alpha_beta_gy"
    )
    assert refused(lambda: eqd2_gy(100, None)).field == "alpha_beta_gy"
