"""The verdict table, all 81 rows, against a table written by hand from the rules."""

from itertools import product

import pytest

from hepaboard.guideline import VERDICTS, verdict

WORDS = {
    "X": "contraindicated",
    "D": "needs_data",
    "C": "contested",
    "R": "recommended",
    "A": "acceptable",
    "N": "not_recommended",
    "U": "undetermined",
    "-": "not_addressed",
}
VALUE = {"F": 0, "U": 1, "T": 3}
# One line per (for, consider); three blocks: stop FALSE, UNKNOWN, TRUE; in a block the
# columns are against FALSE, UNKNOWN, TRUE.
TABLE = """
FF  --N  --N  XXX
FU  UUN  DDN  XXX
FT  AAC  DDD  XXX
UF  UUN  DDN  XXX
UU  UUN  DDN  XXX
UT  AAC  DDD  XXX
TF  RRC  DDD  XXX
TU  RRC  DDD  XXX
TT  RRC  DDD  XXX
"""


def rows():
    for line in TABLE.split("\n")[1:-1]:
        sides, *blocks = line.split()
        for stop, block in zip("FUT", blocks, strict=True):
            for against, word in zip("FUT", block, strict=True):
                yield stop, sides[0], sides[1], against, WORDS[word]


@pytest.mark.parametrize(("stop", "for_", "consider", "against", "expected"), list(rows()))
def test_row(stop, for_, consider, against, expected):
    assert verdict(VALUE[stop], VALUE[for_], VALUE[consider], VALUE[against]) == expected


def test_the_table_is_complete_and_uses_every_verdict():
    listed = list(rows())
    assert len(listed) == len({row[:4] for row in listed}) == 81
    assert {row[4] for row in listed} == set(WORDS.values())
    assert set(VERDICTS) == set(product(VALUE.values(), repeat=4))


def in_favour(key):
    return max(key[1], key[2])


@pytest.mark.parametrize("key", list(VERDICTS))
def test_the_rules_hold_in_every_row(key):
    stop, _, _, against = key
    word = VERDICTS[key]
    assert (word == "contraindicated") == (stop == 3)
    if stop == 1 and in_favour(key) == 3:
        assert word == "needs_data"
    if word in ("recommended", "acceptable"):
        assert stop == 0 and in_favour(key) == 3 and against != 3
    if word == "contested":
        assert stop == 0 and in_favour(key) == against == 3
    if word == "not_addressed":
        assert in_favour(key) == 0 and against != 3


def test_learning_more_never_turns_a_settled_danger_into_a_recommendation():
    finer = {0: [0], 1: [0, 1, 3], 3: [3]}
    for key, word in VERDICTS.items():
        for fuller in product(*(finer[value] for value in key)):
            if word == "contraindicated":
                assert VERDICTS[fuller] == "contraindicated"
            if word == "not_recommended":
                assert VERDICTS[fuller] not in ("recommended", "acceptable")
