import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import immune_response


def test_first_progression_is_unconfirmed():
    assert immune_response(recist_response="PD", after_iupd=False).response == "iUPD"


def test_further_growth_confirms():
    def answer(before, now):
        return immune_response(
            recist_response="PD", after_iupd=True, iupd_sum_mm=before, now_mm=now
        )

    assert answer(60, 65).response == "iCPD"
    assert answer(60, 64.9).response is None
    assert "sum alone does not confirm" in answer(60, 64.9).notes[-1]
    assert answer(None, 65).missing == ("iupd_sum_mm",)
    assert answer(None, None).missing == ("iupd_sum_mm", "now_mm")


@pytest.mark.parametrize(("recist", "immune"), [("CR", "iCR"), ("PR", "iPR"), ("SD", "iSD")])
def test_other_responses_keep_their_name(recist, immune):
    assert immune_response(recist_response=recist, after_iupd=True).response == immune
    assert immune_response(recist_response="NE", after_iupd=None).response == "NE"


@given(st.floats(0, 2000), st.floats(0, 2000))
def test_confirmation_needs_5_mm(before, now):
    found = immune_response(recist_response="PD", after_iupd=True, iupd_sum_mm=before, now_mm=now)
    if abs(now - before - 5) > 1e-6:
        assert (found.response == "iCPD") == (now - before > 5)


def test_missing_and_status():
    assert immune_response(recist_response=None, after_iupd=None).missing == ("recist_response",)
    assert immune_response(recist_response="PD", after_iupd=None).missing == ("after_iupd",)
    found = immune_response(recist_response="PD", after_iupd=False)
    assert found.status == "partly_confirmed" and "partly confirmed" in found.notes[0]


def test_whole_text():
    assert str(refused(lambda: immune_response(recist_response="iPD", after_iupd=False))) == (
        "recist_response = 'iPD' was refused: it is not in the list.\n"
        "  Where    recist_response\n"
        "  Allowed  CR, PR, SD, PD, NE, unknown\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
