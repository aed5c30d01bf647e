from itertools import product

import pytest
from calc_oracle import refused

from hepaboard.case.calculators import overall_response

TARGETS = ("CR", "PR", "SD", "PD", "NE", "not_applicable")
NON_TARGETS = ("none", "CR", "non_CR_non_PD", "PD", "not_evaluated")
NEW = ("none", "equivocal", "unequivocal")
TABLE = [
    ("CR", "CR", "none", "CR", "confirmed"),
    ("CR", "none", "none", "CR", "confirmed"),
    ("CR", "non_CR_non_PD", "none", "PR", "confirmed"),
    ("CR", "not_evaluated", "none", "PR", "unconfirmed"),
    ("PR", "none", "none", "PR", "confirmed"),
    ("PR", "CR", "none", "PR", "confirmed"),
    ("PR", "non_CR_non_PD", "none", "PR", "confirmed"),
    ("SD", "none", "none", "SD", "confirmed"),
    ("SD", "CR", "none", "SD", "confirmed"),
    ("SD", "non_CR_non_PD", "none", "SD", "confirmed"),
    ("NE", "CR", "none", "NE", "unconfirmed"),
    ("NE", "non_CR_non_PD", "none", "NE", "unconfirmed"),
    ("not_applicable", "CR", "none", "CR", "confirmed"),
    ("not_applicable", "non_CR_non_PD", "none", "non_CR_non_PD", "confirmed"),
    ("not_applicable", "not_evaluated", "none", "NE", "unconfirmed"),
    ("not_applicable", "none", "none", "not_applicable", "confirmed"),
]


@pytest.mark.parametrize(("target", "non_target", "new", "answer", "status"), TABLE)
def test_table(target, non_target, new, answer, status):
    found = overall_response(target=target, non_target=non_target, new_lesion=new)
    assert (found.response, found.status, found.missing) == (answer, status, ())


@pytest.mark.parametrize(("target", "non_target", "new"), list(product(TARGETS, NON_TARGETS, NEW)))
def test_progression_of_any_part_is_progression(target, non_target, new):
    found = overall_response(target=target, non_target=non_target, new_lesion=new)
    progressed = target == "PD" or non_target == "PD" or new == "unequivocal"
    assert (found.response == "PD") == progressed
    if progressed:
        assert found.status == "confirmed"


@pytest.mark.parametrize("target", ["PR", "SD"])
def test_partial_and_stable_stand_when_non_targets_were_not_evaluated(target):
    found = overall_response(target=target, non_target="not_evaluated", new_lesion="none")
    assert found.response == target


def test_complete_and_partial_carry_the_label():
    for target in TARGETS:
        found = overall_response(target=target, non_target="none", new_lesion="none")
        expected = "unconfirmed response" if target in ("CR", "PR") else None
        assert found.label == expected


def test_equivocal_lesion_is_followed_and_does_not_decide():
    found = overall_response(target="PR", non_target="none", new_lesion="equivocal")
    assert found.response == "PR"
    assert "back-dating: unconfirmed" in found.notes[0]


@pytest.mark.parametrize(
    ("target", "non_target", "new"),
    list(product((None, *TARGETS), (None, *NON_TARGETS), (None, *NEW))),
)
def test_missing_parts_against_every_completion(target, non_target, new):
    found = overall_response(target=target, non_target=non_target, new_lesion=new)
    whole = {
        overall_response(target=a, non_target=b, new_lesion=c).response
        for a in ([target] if target else TARGETS)
        for b in ([non_target] if non_target else NON_TARGETS)
        for c in ([new] if new else NEW)
    }
    assert set(found.possible) == whole
    assert found.response == (whole.pop() if len(whole) == 1 else None)
    assert bool(found.missing) == (found.response is None)


def test_an_unequivocal_lesion_settles_everything():
    found = overall_response(target=None, non_target=None, new_lesion="unequivocal")
    assert found.response == "PD" and found.missing == ()


def test_whole_text():
    error = refused(lambda: overall_response(target="PR", non_target="SD", new_lesion="none"))
    assert str(error) == (
        "non_target = 'SD' was refused: it is not in the list.\n"
        "  Where    non_target\n"
        "  Allowed  none, CR, non_CR_non_PD, PD, not_evaluated, unknown\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("target", "new", "noted"), [("PR", "none", False), ("PD", "equivocal", False)]
)
def test_no_note_without_an_open_lesion(target, new, noted):
    found = overall_response(target=target, non_target="none", new_lesion=new)
    assert any("Equivocal" in note for note in found.notes) == noted
