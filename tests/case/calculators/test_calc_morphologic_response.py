from itertools import product

import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import MORPHOLOGIC_GROUPS, LesionChange, judge_morphology


def judge(*pairs):
    return judge_morphology(
        [
            LesionChange(lesion_id=str(n), group_before=before, group_after=after)
            for n, (before, after) in enumerate(pairs)
        ]
    )


VECTORS = [
    (((3, 1),), "optimal"),
    (((2, 1),), "optimal"),
    (((3, 2),), "incomplete"),
    (((3, 3),), "none"),
    (((2, 2),), "none"),
    (((2, 3),), "none"),
    (((1, 2),), "none"),
    (((1, 1),), "not assessable"),
    (((3, 1), (3, 1), (3, 2)), "optimal"),
]
pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))
open_pairs = st.tuples(st.sampled_from((1, 2, 3, None)), st.sampled_from((1, 2, 3, None)))


@pytest.mark.parametrize(("lesions", "answer"), VECTORS)
def test_vectors(lesions, answer):
    found = judge(*lesions)
    assert found.response == answer and found.missing == ()


def test_already_group_1_is_said_and_left_out():
    assert "Already group 1: not assessable." in judge((1, 1)).notes
    found = judge((1, 1), (1, 1), (3, 1))
    assert found.response == "optimal"
    assert found.by_lesion[0] == ("0", "not assessable")
    assert "Already group 1: not assessable." not in found.notes


@pytest.mark.parametrize(
    "lesions",
    [((3, 1), (3, 2)), ((3, 1), (3, 1), (3, 3), (3, 2)), ((3, 1), (3, 2), (3, 3))],
)
def test_no_majority(lesions):
    found = judge(*lesions)
    assert found.response == "mixed, no majority"
    assert len(found.by_lesion) == len(lesions)


@given(st.lists(pairs, min_size=1, max_size=8), st.randoms())
def test_order_of_lesions_does_not_matter(lesions, random):
    shuffled = list(lesions)
    random.shuffle(shuffled)
    assert judge(*lesions).response == judge(*shuffled).response


@given(pairs, st.integers(1, 50))
def test_equal_lesions_answer_as_one(pair, count):
    assert judge(*[pair] * count).response == judge(pair).response


@given(st.lists(open_pairs, min_size=1, max_size=3))
def test_range_is_exact_over_all_completions(lesions):
    choices = [[group] if group else [1, 2, 3] for pair in lesions for group in pair]
    whole = set()
    for filled in product(*choices):
        whole.add(judge(*zip(filled[::2], filled[1::2], strict=True)).response)
    found = judge(*lesions)
    assert set(found.possible) == whole
    assert found.response == (whole.pop() if len(whole) == 1 else None)
    assert bool(found.missing) == (found.response is None)


def test_an_unread_lesion_may_not_matter():
    found = judge((3, 1), (3, 1), (None, None))
    assert found.response == "optimal" and found.missing == ()
    found = judge((3, 1), (None, None))
    assert found.response is None and found.missing == ("1",)


def test_everything_is_labelled():
    found = judge((3, 1))
    assert found.status == "unconfirmed" and "unconfirmed" in found.notes[0]
    assert "S2-275" in found.rows


def test_whole_text():
    assert str(refused(lambda: judge((4, 1)))) == (
        "group_before = 4 was refused: it lies outside the accepted range.\n"
        "  Where    group_before\n"
        "  Allowed  whole number, 1 to 3\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_number_of_lesions():
    refused(lambda: judge())
    refused(lambda: judge(*[(3, 1)] * 51))
    assert judge(*[(3, 1)] * 50).response == "optimal"


def test_groups_are_described_in_order():
    assert list(MORPHOLOGIC_GROUPS) == [1, 2, 3]
    assert "homogeneous" in MORPHOLOGIC_GROUPS[1] and "heterogeneous" in MORPHOLOGIC_GROUPS[3]
