import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import PUBLISHED_SEGMENT_SHARES, demonstration_volumes


@given(st.floats(400, 8000))
def test_filler_fills_the_liver_and_says_what_it_is(total):
    found = demonstration_volumes(total_liver_volume_cm3=total)
    assert sum(found.volumes_cm3.values()) == pytest.approx(total)
    assert found.volumes_cm3.keys() == set(range(1, 9))
    assert "synthetic" in found.label and "not evidence" in found.label


def test_right_side_and_order():
    volumes = demonstration_volumes(total_liver_volume_cm3=1000).volumes_cm3
    assert sum(volumes[n] for n in (5, 6, 7, 8)) == pytest.approx(652)
    assert sorted(volumes, key=volumes.get, reverse=True) == [8, 7, 4, 5, 3, 6, 2, 1]
    assert volumes[2] < 100 and volumes[3] < 100


def test_published_shares_carry_source_and_status():
    assert all(one.source and one.share for one in PUBLISHED_SEGMENT_SHARES)
    by_source = {one.source: one.status for one in PUBLISHED_SEGMENT_SHARES}
    assert [s for name, s in by_source.items() if name.startswith("Abdalla")] == ["unconfirmed"]
    assert [s for name, s in by_source.items() if name.startswith("Mise")] == ["confirmed"]


def test_whole_text():
    assert str(refused(lambda: demonstration_volumes(total_liver_volume_cm3=1.5))) == (
        "total_liver_volume_cm3 = 1.5 was refused: it lies outside the accepted range.\n"
        "  Where    total_liver_volume_cm3\n"
        "  Allowed  400 to 8000 cm3\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    refused(lambda: demonstration_volumes(total_liver_volume_cm3=None))
