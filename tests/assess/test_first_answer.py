"""The answer at once: what it leaves out, and that the whole one takes nothing of it back."""

import pytest

from hepaboard.assess import assess, first_answer
from hepaboard.case import read_case
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline

OPEN = ("needs_data", "undetermined")
#: Cases on which three-valued evaluation alone gives a verdict that no completion does.
EXAMPLES = (
    "s0-index",
    "s1-second-year",
    "s2-board-words-cross",
    "s2-remnant-grey-zone",
    "s3-on-treatment",
    "s4-poor-liver",
    "four-scans",
)


def both(name):
    file = read_case(case_source(f"example:{name}"))
    return first_answer(file, load_guideline()), assess(file, load_guideline())


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_open_verdicts_can_still_be_settled(name):
    first, whole = both(name)
    pairs = [(a, b) for a, b in zip(first.options, whole.options, strict=True)]
    for one, other in zip(first.lesions, whole.lesions, strict=True):
        named = {option.treatment: option for option in other.options}
        pairs += [(a, named[a.treatment]) for a in one.options if a.treatment in named]
    for a, b in pairs:
        assert a.treatment == b.treatment
        assert a.verdict == b.verdict or a.verdict in OPEN
        if a.verdict not in OPEN or a.possible_verdicts is not None:
            assert (a.settled, a.possible_verdicts) == (b.settled, b.possible_verdicts)


@pytest.mark.parametrize("name", EXAMPLES[:2])
def test_everything_else_is_the_same(name):
    first, whole = both(name)
    apart = {"options", "lesions", "missing", "labels"}
    assert first.model_dump(exclude=apart) == whole.model_dump(exclude=apart)
    told = [item.fact for item in first.missing]
    assert set(told) <= {item.fact for item in whole.missing}
    assert all(item.score == 0 for item in first.missing)
