"""Truth tables in full; counting and unlisted lesions against every way they may turn out."""

from itertools import product

import pytest

from hepaboard.logic.kleene import (
    NOT,
    Truth,
    at_least,
    conjunction,
    disjunction,
    negate,
    threshold,
    unlisted_all,
    unlisted_any,
)

LETTER = {"F": Truth.FALSE, "U": Truth.UNKNOWN, "T": Truth.TRUE}
ALL = list(Truth)

AND_TABLE = """
F F F   F U F   F T F
U F F   U U U   U T U
T F F   T U U   T T T
"""
OR_TABLE = """
F F F   F U U   F T T
U F U   U U U   U T T
T F T   T U T   T T T
"""


def rows(table):
    words = table.split()
    return [tuple(LETTER[w] for w in words[i : i + 3]) for i in range(0, len(words), 3)]


def consensus(answers):
    """What holds in every way that the unknown may turn out, else UNKNOWN."""
    found = set(answers)
    return found.pop() if len(found) == 1 else Truth.UNKNOWN


def completions(values):
    return product(*([v] if v != Truth.UNKNOWN else [Truth.FALSE, Truth.TRUE] for v in values))


@pytest.mark.parametrize(("a", "b", "result"), rows(AND_TABLE))
def test_and(a, b, result):
    assert conjunction([a, b]) is result
    assert a & b == result


@pytest.mark.parametrize(("a", "b", "result"), rows(OR_TABLE))
def test_or(a, b, result):
    assert disjunction([a, b]) is result
    assert a | b == result


def test_the_tables_have_nine_rows_each():
    assert len(set(rows(AND_TABLE))) == len(set(rows(OR_TABLE))) == 9


def test_not():
    assert [negate(v) for v in (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)] == [
        Truth.TRUE,
        Truth.UNKNOWN,
        Truth.FALSE,
    ]
    assert all(NOT[v] == negate(v) for v in Truth)


def test_of_nothing():
    assert conjunction([]) is Truth.TRUE
    assert disjunction([]) is Truth.FALSE
    assert at_least(0, []) is Truth.TRUE
    assert at_least(1, []) is Truth.FALSE


def test_of_many_is_of_two_and_two():
    for values in product(ALL, repeat=3):
        assert conjunction(values) == min(values)
        assert disjunction(values) == max(values)


def test_unknown_or_not_unknown_stays_unknown():
    assert disjunction([Truth.UNKNOWN, negate(Truth.UNKNOWN)]) is Truth.UNKNOWN


def test_de_morgan():
    for a, b in product(ALL, repeat=2):
        assert negate(conjunction([a, b])) == disjunction([negate(a), negate(b)])


@pytest.mark.parametrize("size", range(6))
def test_count_true_is_settled_exactly_when_every_completion_agrees(size):
    for values in product(ALL, repeat=size):
        for k in range(-1, size + 2):
            answers = [
                Truth.TRUE if sum(v == Truth.TRUE for v in full) >= k else Truth.FALSE
                for full in completions(values)
            ]
            assert at_least(k, values) == consensus(answers), (values, k)


def test_count_true_where_a_sum_would_be_unknown():
    assert at_least(2, [Truth.TRUE, Truth.UNKNOWN, Truth.TRUE]) is Truth.TRUE
    assert at_least(3, [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]) is Truth.FALSE


def test_threshold_of_a_count_between_two_ends():
    for low, high in ((a, b) for a in range(5) for b in range(a, 5)):
        for k in range(-1, 6):
            answers = [Truth.TRUE if n >= k else Truth.FALSE for n in range(low, high + 1)]
            assert threshold(low, high, k) == consensus(answers)
    assert threshold(2, float("inf"), 5) == Truth.UNKNOWN
    assert threshold(5, float("inf"), 5) == Truth.TRUE


@pytest.mark.parametrize("low", range(3))
@pytest.mark.parametrize("more", [0, 1, 2, float("inf")])
@pytest.mark.parametrize("value", ALL)
def test_unlisted_lesions_add_what_every_number_of_them_would(value, low, more):
    numbers = range(low, low + int(min(more, 4)) + 1)
    high = low + more
    assert unlisted_all(value, low, high) == consensus(conjunction([value] * n) for n in numbers)
    assert unlisted_any(value, low, high) == consensus(disjunction([value] * n) for n in numbers)


def test_no_operator_makes_the_fourth_combination():
    for a, b in product(ALL, repeat=2):
        for low, high in ((0, 0), (0, 2), (1, 1), (1, 2)):
            made = {a & b, a | b, NOT[a], unlisted_all(a, low, high), unlisted_any(a, low, high)}
            assert 2 not in made


def test_a_truth_value_to_and_from_python():
    assert [v.as_bool for v in (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)] == [False, None, True]
    assert [Truth.of(v) for v in (False, None, True)] == [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
    assert [v.certain for v in Truth] == [False, False, True]
    assert [v.possible for v in Truth] == [False, True, True]
