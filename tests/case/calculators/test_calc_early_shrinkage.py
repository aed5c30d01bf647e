import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import judge_early_shrinkage


def judge(baseline, first, week):
    return judge_early_shrinkage(baseline_mm=baseline, first_mm=first, first_week=week)


@pytest.mark.parametrize(
    ("first", "week", "answer"),
    [(80, 8, "yes"), (81, 8, "no"), (75, 12, "not evaluable")],
)
def test_vectors(first, week, answer):
    assert judge(100, first, week).answer == answer


@pytest.mark.parametrize(
    ("week", "answer"),
    [(6, "yes"), (10, "yes"), (5.9, "not evaluable"), (10.1, "not evaluable")],
)
def test_window_includes_its_ends(week, answer):
    assert judge(100, 50, week).answer == answer


def test_cut_forgives_residue_only():
    assert judge(0.3, 0.24, 8).answer == "yes"
    assert judge(100, 80.00001, 8).answer == "no"


def test_fall_is_positive_for_shrinkage():
    assert judge(100, 80, 8).fall_pct == pytest.approx(20)
    assert judge(100, 130, 8).fall_pct == pytest.approx(-30)
    assert judge(100, 130, 8).answer == "no"


@given(st.floats(1, 2000), st.floats(0, 2000), st.floats(0, 2000), st.floats(6, 10))
def test_less_tumour_never_loses_the_yes(baseline, one, other, week):
    small, large = sorted((one, other))
    if judge(baseline, large, week).answer == "yes":
        assert judge(baseline, small, week).answer == "yes"


@given(st.floats(1, 100), st.floats(0, 100), st.floats(1, 20))
def test_unit_of_length_does_not_matter(baseline, first, factor):
    fall = judge(baseline, first, 8).fall_pct
    assert judge(baseline * factor, first * factor, 8).fall_pct == pytest.approx(fall, abs=1e-6)


def test_missing_and_not_evaluable():
    assert judge(100, None, 8).answer is None and judge(100, None, 8).missing == ("first_mm",)
    assert judge(None, None, None).missing == ("baseline_mm", "first_mm", "first_week")
    assert judge(None, None, 20).answer == "not evaluable"
    assert judge(0, 10, 8).answer == "not evaluable"
    assert judge(100, 80, 8).status == "confirmed"


def test_whole_text():
    assert str(refused(lambda: judge(100, 80, -1))) == (
        "first_week = -1 was refused: it lies outside the accepted range.\n"
        "  Where    first_week\n"
        "  Allowed  0 to 520 weeks\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: judge(2001, 80, 8)).field == "baseline_mm"
    assert refused(lambda: judge(100, float("nan"), 8)).field == "first_mm"
