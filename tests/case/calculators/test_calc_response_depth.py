import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import measure_response_depth

sums = st.floats(0, 2000)


def depth(baseline, *later):
    return measure_response_depth(baseline_mm=baseline, later_mm=later)


def test_vector():
    assert depth(100, 70, 45, 60).depth_pct == pytest.approx(55)


def test_growth_is_negative():
    assert depth(100, 120, 110).depth_pct == pytest.approx(-10)


def test_complete_disappearance():
    assert depth(100, 0).depth_pct == 100


def test_a_sum_not_known_could_be_the_smallest():
    found = depth(100, 70, None)
    assert found.depth_pct is None and found.missing == ("later_mm",)
    assert found.at_least_pct == pytest.approx(30)
    assert depth(100, 0, None).depth_pct == 100
    assert depth(None, 70).missing == ("baseline_mm",)
    assert depth(100).missing == ("later_mm",)
    assert depth(None).missing == ("baseline_mm", "later_mm")


@given(st.floats(1, 2000), st.lists(sums, min_size=1), sums)
def test_a_further_sum_never_lowers_the_depth(baseline, later, more):
    before, after = depth(baseline, *later).depth_pct, depth(baseline, *later, more).depth_pct
    assert before <= after <= 100 + 1e-9
    assert depth(baseline, *later, None).at_least_pct == before


def test_whole_text():
    assert str(refused(lambda: depth(0, 10))) == (
        "baseline_mm = 0 was refused: it lies outside the accepted range.\n"
        "  Where    baseline_mm\n"
        "  Allowed  more than 0, at most 2000 mm\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: depth(100, -1)).field == "later_mm"


def test_gone_once_is_gone_whatever_the_unknown_sum_was():
    assert depth(100, 70, 0, None).depth_pct == 100
