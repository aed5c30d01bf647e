from itertools import product

import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Assessment, best_response

ANSWERS = ("CR", "PR", "SD", "non_CR_non_PD", "PD", "NE")
RANK = {name: place for place, name in enumerate(("CR", "PR", "SD", "non_CR_non_PD", "PD", "NE"))}


def best(*responses, minimum=None, step=8):
    visits = [Assessment(week=step * (n + 1), response=one) for n, one in enumerate(responses)]
    return best_response(visits, minimum_sd_weeks=minimum)


@pytest.mark.parametrize(
    ("responses", "answer"),
    [
        (("SD", "PR", "PD"), "PR"),
        (("PR", "CR"), "CR"),
        (("SD", "PD"), "SD"),
        (("PD", "CR"), "PD"),
        (("NE", "NE"), "NE"),
        (("NE", "PD"), "PD"),
        (("NE", "SD"), "SD"),
        (("non_CR_non_PD", "NE"), "non_CR_non_PD"),
        ((), "NE"),
    ],
)
def test_best_until_progression(responses, answer):
    assert best(*responses).response == answer


def test_minimum_of_stable_disease():
    assert best("SD", minimum=8).response == "SD"
    assert best("SD", minimum=8.1).response == "NE"
    assert best("SD", "PD", minimum=9).response == "PD"
    assert best("SD", "SD", minimum=9).response == "SD"
    assert best("PR", "PD", minimum=90).response == "PR"
    assert "unconfirmed" in best("SD", minimum=8).notes[-1]


def test_label():
    assert best("SD", "PR").label == "unconfirmed response"
    assert best("SD").label is None
    assert best("SD").status == "partly_confirmed"


def test_unknown_responses():
    found = best("SD", None)
    assert found.response is None
    assert set(found.possible) == {"CR", "PR", "SD"}
    assert found.missing == ("response at week 16",)
    assert best("CR", None).response == "CR"
    assert best("PD", None).response == "PD"


@given(st.lists(st.sampled_from((*ANSWERS, None)), max_size=4), st.sampled_from([None, 12.0]))
def test_range_is_exact_over_all_completions(responses, minimum):
    found = best(*responses, minimum=minimum)
    whole = {
        best(*completed, minimum=minimum).response
        for completed in product(*[[one] if one else ANSWERS for one in responses])
    }
    assert set(found.possible) == whole
    assert bool(found.missing) == (len(whole) > 1)


@given(st.lists(st.sampled_from(ANSWERS), max_size=6), st.sampled_from(ANSWERS))
def test_a_further_assessment_never_worsens_the_best(responses, more):
    before, after = best(*responses).response, best(*responses, more).response
    if (before, after) != ("NE", "PD"):
        assert RANK[after] <= RANK[before]
    else:
        assert more == "PD"


def test_whole_text():
    visits = [Assessment(week=8, response="SD"), Assessment(week=8, response="PR")]
    assert str(refused(lambda: best_response(visits))) == (
        "week = 8.0 was refused: weeks have to increase.\n"
        "  Where    week\n"
        "  Allowed  later than the one before\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_outside_the_range():
    refused(lambda: best_response([Assessment(week=-1, response="SD")]))
    refused(lambda: best_response([Assessment(week=None, response="SD")]))
    refused(lambda: best_response([Assessment(week=521, response="SD")]))
    refused(lambda: best_response([Assessment(week=8, response="iPD")]))
    assert refused(lambda: best("SD", minimum=-1)).field == "minimum_sd_weeks"


def test_the_first_assessment_may_be_in_week_0():
    assert best_response([Assessment(week=0, response="SD")]).response == "SD"
