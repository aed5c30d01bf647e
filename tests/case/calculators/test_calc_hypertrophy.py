import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import degree_of_hypertrophy, kinetic_growth_rate

VECTORS = [
    (300, 450, 1600, 4, 18.750, 28.125, 9.375, 2.34, True),
    (320, 400, 1600, 4, 20.00, 25.00, 5.00, 1.25, False),
    (350, 470, 1500, 4, 23.33, 31.33, 8.00, 2.00, True),
    (250, 410, 1700, 3, 14.71, 24.12, 9.41, 3.14, True),
]
volumes, livers = st.floats(50, 4000), st.floats(400, 8000)


def grow(before, after, standard):
    return degree_of_hypertrophy(
        flr_before_cm3=before, flr_after_cm3=after, standard_liver_volume_cm3=standard
    )


def rate(before, after, standard, weeks):
    return kinetic_growth_rate(
        flr_before_cm3=before,
        flr_after_cm3=after,
        standard_liver_volume_cm3=standard,
        weeks_since_pve=weeks,
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    before, after, standard, weeks, share_before, share_after, points, kgr, passes = vector
    found = grow(before, after, standard)
    assert found.before_pct == pytest.approx(share_before, abs=0.005)
    assert found.after_pct == pytest.approx(share_after, abs=0.005)
    assert found.hypertrophy_points == pytest.approx(points, abs=0.005)
    growth = rate(before, after, standard, weeks)
    assert growth.points_per_week == pytest.approx(kgr, abs=0.005)
    assert growth.reaches_cut is passes
    assert growth.weeks_since_pve == weeks and growth.missing == ()


def test_points_and_relative_gain_are_kept_apart():
    found = grow(300, 450, 1600)
    assert found.relative_gain_pct == 50 and found.hypertrophy_points == 9.375
    assert any("two different figures" in note for note in found.notes)
    assert any("S2-221" in note for note in found.notes)


def test_cuts_of_share_and_points():
    assert grow(200, 296, 1000).reaches_share_cut is True
    assert grow(200, 295.9, 1000).reaches_share_cut is False
    assert grow(200, 275, 1000).reaches_points_cut is True
    assert grow(200, 274.9, 1000).reaches_points_cut is False


def test_cut_of_the_rate_forgives_residue_only():
    assert rate(350, 470, 1500, 4).reaches_cut is True
    assert rate(350, 469.99, 1500, 4).reaches_cut is False


@given(volumes, volumes, volumes, livers, st.floats(0.1, 52))
def test_more_growth_is_a_faster_rate(before, one, other, standard, weeks):
    small, large = sorted((one, other))
    assert rate(before, small, standard, weeks).points_per_week <= (
        rate(before, large, standard, weeks).points_per_week
    )
    assert (rate(before, large, standard, weeks).points_per_week < 0) == (large < before)


@given(volumes, volumes, livers, st.floats(0.1, 26))
def test_twice_the_time_is_half_the_rate(before, after, standard, weeks):
    assert rate(before, after, standard, weeks * 2).points_per_week == pytest.approx(
        rate(before, after, standard, weeks).points_per_week / 2
    )


def test_missing_inputs():
    found = grow(300, 450, None)
    assert found.hypertrophy_points is None and found.relative_gain_pct == 50
    assert found.missing == ("standard_liver_volume_cm3",)
    assert grow(None, 450, 1600).after_pct is not None
    growth = rate(300, 450, 1600, None)
    assert growth.points_per_week is None and growth.reaches_cut is None
    assert growth.missing == ("weeks_since_pve",)


def test_the_interval_and_alpps_are_noted():
    growth = rate(300, 450, 1600, 4)
    assert "state the interval" in growth.notes[0]
    assert "ALPPS" in growth.notes[1] and "(unconfirmed)" in growth.notes[1]


def test_whole_text():
    assert str(refused(lambda: rate(300, 450, 1600, 0))) == (
        "weeks_since_pve = 0 was refused: it lies outside the accepted range.\n"
        "  Where    weeks_since_pve\n"
        "  Allowed  more than 0, at most 52 weeks\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: grow(49, 450, 1600)).field == "flr_before_cm3"
    assert refused(lambda: grow(300, 4001, 1600)).field == "flr_after_cm3"
    assert refused(lambda: grow(300, 450, float("nan"))).field == "standard_liver_volume_cm3"
