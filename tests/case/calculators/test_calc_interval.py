import pytest
from calc_oracle import refused

from hepaboard.case.calculators import Interval, fong_score
from hepaboard.errors import InputRangeError


def test_bounds_may_be_left_out():
    assert Interval(low=2).high is None
    assert Interval(high=4.5).low is None


def test_empty_interval_whole_text():
    assert str(refused(lambda: Interval(low=5, high=4))) == (
        "The interval from 5 to 4 was refused: it is empty.\n"
        "  Allowed  a lower bound that does not exceed the upper bound\n"
        "  Next     Exchange the bounds, or leave one out."
    )


def test_nan_bound_is_refused():
    with pytest.raises(InputRangeError):
        Interval(low=float("nan"))


def test_a_bound_outside_the_accepted_range_is_refused():
    with pytest.raises(InputRangeError):
        fong_score(n_liver_mets=Interval(low=0))
    with pytest.raises(InputRangeError):
        fong_score(n_liver_mets=Interval(high=201))
    with pytest.raises(InputRangeError):
        fong_score(n_liver_mets=Interval(low=1.5))


def test_a_closed_interval_is_a_value():
    score = fong_score(n_liver_mets=Interval(low=3, high=3))
    assert "n_liver_mets" not in score.missing
