import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import describe_performance


@given(st.integers(0, 4))
def test_every_grade_has_its_words(grade):
    words = {describe_performance(ecog=n).words for n in range(5)}
    assert len(words) == 5
    found = describe_performance(ecog=grade)
    assert found.ecog == grade and found.missing == () and found.status == "unconfirmed"


def test_five_is_for_follow_up_only():
    assert describe_performance(ecog=5, follow_up=True).words == "dead"
    assert str(refused(lambda: describe_performance(ecog=5))) == (
        "ecog = 5 was refused: it lies outside the accepted range.\n"
        "  Where    ecog\n"
        "  Allowed  whole number, 0 to 4\n"
        "  Likely   5 is for follow-up only.\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_missing_and_notes():
    found = describe_performance(ecog=None)
    assert found.words is None and found.missing == ("ecog",)
    assert "(unconfirmed)" in found.notes[0] and "S1-032" in found.notes[1]


@pytest.mark.parametrize("grade", [-1, 1.5, True, "1", float("nan")])
def test_outside_the_range(grade):
    refused(lambda: describe_performance(ecog=grade))


def test_there_is_no_grade_6():
    refused(lambda: describe_performance(ecog=6, follow_up=True))
