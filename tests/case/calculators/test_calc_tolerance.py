import math

from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators.tolerance import above, at_least, at_most, below, round_half_up

numbers = st.floats(-1e6, 1e6)


@given(numbers, numbers)
def test_each_comparison_is_the_opposite_of_its_counterpart(value, cut):
    assert at_least(value, cut) != below(value, cut)
    assert at_most(value, cut) != above(value, cut)


@given(st.floats(-1000, 1000))
def test_residue_counts_as_equal(cut):
    for value in (cut - 5e-10, cut, cut + 5e-10):
        assert at_least(value, cut) and at_most(value, cut)
        assert not above(value, cut) and not below(value, cut)


def test_a_rounded_percentage_is_not_forgiven():
    assert not at_least(29.96, 30)
    assert not at_least(30 - 1e-8, 30)
    assert above(30 + 1e-8, 30)


def test_half_goes_up_and_not_to_even():
    assert [round_half_up(value) for value in (0.5, 1.5, 2.5, 22.5, 23.5)] == [1, 2, 3, 23, 24]


@given(numbers)
def test_rounding_moves_by_at_most_a_half(value):
    assert abs(round_half_up(value) - value) <= 0.5 + 1e-6
    assert round_half_up(value) == math.floor(value + 0.5)


def test_the_edge_of_the_band_still_counts_as_equal():
    assert at_least(-1e-9, 0) and at_most(1e-9, 0)
    assert not above(1e-9, 0) and not below(-1e-9, 0)
