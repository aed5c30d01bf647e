import math

import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, albi_score

VECTORS = [
    (10, 40, -2.7400, 1),
    (17.1, 40, -2.5862, 2),
    (20.52, 35, -2.1090, 2),
    (10, 45, -3.1650, 1),
    (34.2, 30, -1.5375, 2),
    (51.3, 25, -0.9963, 3),
]
bilirubins, albumins = st.floats(0.1, 58), st.floats(0.5, 7)


def albi(bilirubin, albumin):
    return albi_score(bilirubin_mg_dl=bilirubin, albumin_g_dl=albumin)


@pytest.mark.parametrize(("umol_l", "g_l", "value", "grade"), VECTORS)
def test_vectors(umol_l, g_l, value, grade):
    score = albi(umol_l / 17.1, g_l / 10)
    assert score.value == pytest.approx(value, abs=5e-5)
    assert score.group == f"grade {grade}"


def at(score):
    """Bilirubin in mg/dl that gives this score at 35 g/l."""
    return 10 ** ((score + 0.085 * 35) / 0.66) / 17.1


@pytest.mark.parametrize(
    ("score", "grade"),
    [(-2.60, 1), (-2.5999, 2), (-1.39, 2), (-1.3899, 3)],
)
def test_grades_include_their_upper_cut(score, grade):
    assert albi(at(score), 3.5).group == f"grade {grade}"


@pytest.mark.parametrize(("score", "part"), [(-2.27, "2a"), (-2.2699, "2b")])
def test_split_of_grade_2_is_labelled(score, part):
    assert albi(at(score), 3.5).notes[-1] == f"Modified grade {part} (unconfirmed)."
    assert not any("Modified" in note for note in albi(0.5, 4.5).notes)


@given(bilirubins, bilirubins, albumins, albumins)
def test_worse_values_never_lower_the_score(one, other, albumin, more):
    low, high = sorted((one, other))
    worse, better = sorted((albumin, more))
    assert albi(low, better).value <= albi(high, worse).value


@given(bilirubins, albumins)
def test_formula_in_si_units(bilirubin, albumin):
    expected = 0.66 * math.log10(bilirubin * 17.1) - 0.085 * albumin * 10
    assert albi(bilirubin, albumin).value == pytest.approx(expected, abs=1e-12)


@given(st.one_of(st.none(), bilirubins), st.one_of(st.none(), albumins), bilirubins, albumins)
def test_every_completion_lies_in_the_range(bilirubin, albumin, a_bilirubin, an_albumin):
    score = albi(bilirubin, albumin)
    whole = albi(
        a_bilirubin if bilirubin is None else bilirubin,
        an_albumin if albumin is None else albumin,
    )
    assert score.range[0] <= whole.value <= score.range[1]
    assert score.group in (None, whole.group)
    assert (score.value is None) == (bilirubin is None or albumin is None)


def test_missing_range_runs_to_the_accepted_ends():
    score = albi(1.0, None)
    assert score.missing == ("albumin_g_dl",)
    assert score.range == (albi(1.0, 7).value, albi(1.0, 0.5).value)
    assert albi(Interval(low=0.3, high=0.4), 4.5).group == "grade 1"


def test_status():
    assert albi(1.0, 4.0).status == "partly_confirmed"


def test_whole_texts():
    assert str(refused(lambda: albi(100, 4.0))) == (
        "bilirubin_mg_dl = 100 was refused: it lies outside the accepted range.\n"
        "  Where    bilirubin_mg_dl\n"
        "  Allowed  0.1 to 58.4795 mg/dl (at most 1000 umol/l)\n"
        "  Likely   umol/l entered as mg/dl: divide by 17.1.\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: albi(1.0, 40)).likely == "g/l entered as g/dl: divide by ten."
    assert refused(lambda: albi(float("nan"), 4)).field == "bilirubin_mg_dl"
