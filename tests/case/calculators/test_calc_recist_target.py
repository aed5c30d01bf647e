import pytest
from calc_oracle import refused
from hypothesis import assume, given
from hypothesis import strategies as st

from hepaboard.case.calculators import target_response

VECTORS = [
    (100, 100, 70, -30.0, -30.0, None, "PR"),
    (100, 100, 71, -29.0, -29.0, None, "SD"),
    (60, 40, 48, -20.0, 20.0, 8, "PD"),
    (20, 15, 19, -5.0, 26.7, 4, "SD"),
    (20, 15, 20, 0, 33.3, 5, "PD"),
    (50, 40, 47.9, -4.2, 19.75, 7.9, "SD"),
    (100, 60, 72, -28.0, 20.0, 12, "PD"),
    (10, 10, 12, 20.0, 20.0, 2, "SD"),
]
sums = st.floats(0, 2000)


def respond(baseline, nadir, now, gone=False, assessed=True):
    return target_response(
        baseline_mm=baseline,
        nadir_mm=nadir,
        now_mm=now,
        targets_gone=gone,
        all_assessed=assessed,
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    baseline, nadir, now, from_baseline, from_nadir, absolute, answer = vector
    found = respond(baseline, nadir, now)
    assert found.response == answer and found.missing == ()
    assert found.change_from_baseline_pct == pytest.approx(from_baseline, abs=0.06)
    assert found.change_from_nadir_pct == pytest.approx(from_nadir, abs=0.04)
    if absolute is not None:
        assert found.change_from_nadir_mm == pytest.approx(absolute)


def test_cuts_forgive_residue_only():
    assert respond(0.3 / 0.7, 0.3 / 0.7, 0.3).response == "PR"
    assert respond(100, 100, 70 + 1e-8).response == "SD"
    assert respond(100, 100, 120 - 1e-8).response == "SD"
    assert respond(33, 33, 33 * 1.2).response == "PD"
    assert respond(20, 15, 20 - 1e-8).response == "SD"


def test_complete_response_with_small_nodes():
    assert respond(60, 20, 9, gone=True).response == "CR"
    assert respond(60, 8, 18, gone=True).response == "CR"


def test_a_sum_of_nothing_is_complete():
    found = respond(60, 60, 0, gone=None)
    assert found.response == "CR" and found.missing == ()
    assert found.change_from_baseline_pct == -100


def test_progression_goes_before_partial_response():
    assert respond(100, 40, 60).response == "PD"
    assert respond(100, 0, 5).response == "PD"
    assert respond(100, 0, 4.9).response == "PR"
    assert respond(100, 0, 5).change_from_nadir_pct is None


def test_incomplete_assessment():
    assert respond(100, 60, 30, assessed=False).response == "NE"
    proved = respond(100, 60, 72, assessed=False)
    assert proved.response == "PD" and proved.status == "partly_confirmed"
    assert "unconfirmed exception" in proved.notes[0]
    assert proved.change_from_baseline_pct is None and proved.change_from_nadir_mm is None
    assert respond(100, 60, None, assessed=False).response == "NE"
    assert respond(100, 60, 72, assessed=None).response == "PD"


def test_no_target_at_baseline():
    assert respond(0, None, None, gone=None, assessed=None).response == "not_applicable"
    assert respond(0, 0, 10).response == "not_applicable"


def test_missing_inputs():
    found = respond(100, 100, 65, gone=None)
    assert found.response is None and set(found.possible) == {"CR", "PR"}
    assert found.missing == ("targets_gone",)
    found = respond(100, 100, 80, assessed=None)
    assert set(found.possible) == {"SD", "NE"} and found.missing == ("all_assessed",)
    found = respond(100, 60, None)
    assert found.response is None and found.missing == ("now_mm",)
    assert respond(None, 40, 48).response == "PD"
    assert respond(None, 40, 30).missing == ("baseline_mm",)
    assert respond(100, None, 30, gone=True).response == "CR"
    assert respond(100, None, 30).missing == ("nadir_mm",)


@given(sums, sums, sums, st.booleans())
def test_definition(baseline, nadir, now, gone):
    assume(baseline > 0 and nadir <= baseline)
    assume(gone or now > 0)
    answer = respond(baseline, nadir, now, gone=gone).response
    if gone or now == 0:
        assert answer == "CR"
    elif now > 1.2 * nadir + 1e-6 and now > nadir + 5 + 1e-6:
        assert answer == "PD"
    elif now < 1.2 * nadir - 1e-6 or now < nadir + 5 - 1e-6:
        assert answer != "PD"
        if abs(now - 0.7 * baseline) > 1e-6:
            assert answer == ("PR" if now < 0.7 * baseline else "SD")


@given(st.floats(1, 2000), st.floats(0, 1), sums, sums)
def test_a_larger_sum_is_never_a_better_response(baseline, share, one, other):
    order = ["PR", "SD", "PD"]
    small, large = sorted((max(one, 0.1), max(other, 0.1)))
    nadir = baseline * share
    better = respond(baseline, nadir, small).response
    worse = respond(baseline, nadir, large).response
    assert order.index(better) <= order.index(worse)


@given(
    st.one_of(st.none(), st.integers(1, 100)),
    st.one_of(st.none(), st.integers(1, 100)),
    st.one_of(st.none(), st.integers(1, 100)),
    st.one_of(st.none(), st.booleans()),
    st.one_of(st.none(), st.booleans()),
    st.tuples(st.integers(1, 100), st.integers(1, 100), st.integers(1, 100)),
    st.booleans(),
    st.booleans(),
)
def test_every_completion_was_foreseen(baseline, nadir, now, gone, assessed, other, a_gone, a_all):
    assume(baseline is None or nadir is None or nadir <= baseline)
    assume(now is not None or assessed is not False)
    found = respond(baseline, nadir, now, gone, assessed)
    whole = [a if a is not None else b for a, b in zip((baseline, nadir, now), other, strict=True)]
    assume(whole[1] <= whole[0])
    complete = respond(
        *whole,
        a_gone if gone is None else gone,
        a_all if assessed is None else assessed,
    )
    assert complete.response in found.possible


def test_whole_text():
    assert str(refused(lambda: respond(60, 70, 80))) == (
        "nadir_mm = 70.0 was refused: it exceeds the baseline.\n"
        "  Where    nadir_mm\n"
        "  Allowed  at most 60 mm\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_outside_the_range():
    assert refused(lambda: respond(2001, 1, 1)).field == "baseline_mm"
    assert refused(lambda: respond(10, -1, 1)).field == "nadir_mm"
    assert refused(lambda: respond(10, 1, float("nan"))).field == "now_mm"
    assert refused(lambda: respond(10, 1, 0, gone=False)).field == "targets_gone"
    assert refused(lambda: respond(10, 1, 1, assessed="yes")).field == "all_assessed"
