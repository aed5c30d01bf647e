from itertools import product

import pytest
from calc_oracle import refused

from hepaboard.case.calculators import confirm_response

CHOICES = ("CR", "PR", "SD", "PD", "NE")


@pytest.mark.parametrize(
    ("first", "second", "answer"), [("CR", "CR", "CR"), ("PR", "PR", "PR"), ("PR", "CR", "PR")]
)
def test_confirmed_after_four_weeks(first, second, answer):
    assert confirm_response(first=first, second=second, weeks_between=4).response == answer
    early = confirm_response(first=first, second=second, weeks_between=3.9)
    assert early.response is None and "Less than 4 weeks" in early.notes[-1]
    assert confirm_response(first=first, second=second).missing == ("weeks_between",)


def test_partial_then_stable():
    assert confirm_response(first="PR", second="SD").response == "SD"


@pytest.mark.parametrize(
    ("first", "second", "otherwise"), [("PR", "PD", "PD"), ("CR", "NE", "NE"), ("PR", "NE", "NE")]
)
def test_minimum_of_stable_disease_decides(first, second, otherwise):
    def answer(week, minimum):
        return confirm_response(
            first=first, second=second, first_week=week, minimum_sd_weeks=minimum
        )

    assert answer(8, 8).response == "SD"
    assert answer(7.9, 8).response == otherwise
    assert answer(None, 8).missing == ("first_week",)
    assert answer(8, None).missing == ("minimum_sd_weeks",)
    assert set(answer(None, None).possible) == {"SD", otherwise}


def test_complete_then_partial_is_left_to_the_reader():
    found = confirm_response(first="CR", second="PR", weeks_between=8)
    assert found.response is None and found.possible == ("SD", "PD", "PR")


def test_pairs_without_a_stated_rule_get_no_answer():
    stated = {("CR", "CR"), ("PR", "PR"), ("PR", "CR"), ("PR", "SD"), ("PR", "PD"), ("CR", "NE"),
              ("PR", "NE"), ("CR", "PR")}  # fmt: skip
    for pair in set(product(CHOICES, CHOICES)) - stated:
        found = confirm_response(
            first=pair[0], second=pair[1], weeks_between=8, first_week=8, minimum_sd_weeks=6
        )
        assert found.response is None
        assert found.notes[-1] == f"No rule for {pair[0]} then {pair[1]} is stated."


def test_everything_is_labelled_unconfirmed():
    for pair in product(CHOICES, CHOICES):
        found = confirm_response(first=pair[0], second=pair[1], weeks_between=8)
        assert found.status == "unconfirmed" and "unconfirmed" in found.notes[0]


def test_missing_response():
    assert confirm_response(first=None, second="CR").missing == ("first",)


def test_whole_text():
    assert str(refused(lambda: confirm_response(first="PR", second="PR", weeks_between=600))) == (
        "weeks_between = 600 was refused: it lies outside the accepted range.\n"
        "  Where    weeks_between\n"
        "  Allowed  0 to 520 weeks\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: confirm_response(first="iPR", second="PR")).field == "first"
