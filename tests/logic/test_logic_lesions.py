"""all, any and count over lists of lesions that may be incomplete, or empty."""

from decimal import Decimal

import pytest
from logic_vocabulary import FALSE, TRUE, UNKNOWN, compiled

from hepaboard.logic import Bounds, Program, Valuation, interpret


def lesions(*sizes):
    """Lesions of these sizes; None is a lesion that was not measured."""
    return [{} if size is None else {"cm": Decimal(str(size))} for size in sizes]


def answer(text, listed, n=None, **patient):
    graph, root = compiled(text)
    if n is not None:
        patient["n"] = n if isinstance(n, Bounds) else Decimal(n)
    record = Valuation(patient, listed)
    value = interpret(graph, record)[root]
    assert Program(graph)(record)[root] == value
    return value


MANY, FEW = Bounds(Decimal(11), None), Bounds(None, Decimal(2))

# sizes listed, number of lesions, then: all(cm <= 4), any(cm > 4), count(cm <= 4) >= 1, >= 2, >= 3
TABLE = [
    # complete lists
    ([], 0, TRUE, FALSE, FALSE, FALSE, FALSE),
    ([2], 1, TRUE, FALSE, TRUE, FALSE, FALSE),
    ([2, 3], 2, TRUE, FALSE, TRUE, TRUE, FALSE),
    ([2, 5], 2, FALSE, TRUE, TRUE, FALSE, FALSE),
    ([5, 6], 2, FALSE, TRUE, FALSE, FALSE, FALSE),
    ([2, None], 2, UNKNOWN, UNKNOWN, TRUE, UNKNOWN, FALSE),
    # one 5 cm lesion settles it although another is not measured
    ([5, None], 2, FALSE, TRUE, UNKNOWN, FALSE, FALSE),
    ([None, None, None], 3, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    # lesions are known to exist but not listed: they count with every fact unknown
    ([], 1, UNKNOWN, UNKNOWN, UNKNOWN, FALSE, FALSE),
    ([], 2, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, FALSE),
    ([2], 2, UNKNOWN, UNKNOWN, TRUE, UNKNOWN, FALSE),
    ([2, 3], 3, UNKNOWN, UNKNOWN, TRUE, TRUE, UNKNOWN),
    ([5], 2, FALSE, TRUE, UNKNOWN, FALSE, FALSE),
    # how many there are is not known, or known in part
    ([], None, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ([2], None, UNKNOWN, UNKNOWN, TRUE, UNKNOWN, UNKNOWN),
    ([5], None, FALSE, TRUE, UNKNOWN, UNKNOWN, UNKNOWN),
    ([], MANY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ([2, 2], FEW, TRUE, FALSE, TRUE, TRUE, FALSE),
    ([2], FEW, UNKNOWN, UNKNOWN, TRUE, UNKNOWN, FALSE),
    ([], FEW, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, FALSE),
    ([], Bounds(None, Decimal(0)), TRUE, FALSE, FALSE, FALSE, FALSE),
]


@pytest.mark.parametrize(("sizes", "n", "every", "some", "one", "two", "three"), TABLE)
def test_lists_of_lesions(sizes, n, every, some, one, two, three):
    listed = lesions(*sizes)
    assert answer("all(cm <= 4)", listed, n) == every
    assert answer("any(cm > 4)", listed, n) == some
    found = [answer(f"count(cm <= 4) >= {k}", listed, n) for k in (1, 2, 3)]
    assert found == [one, two, three]
    negated = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}
    assert answer("count(cm <= 4) < 2", listed, n) == negated[two]
    assert answer("count(cm <= 4) > 1", listed, n) == two
    assert answer("NOT all(cm <= 4)", listed, n) == negated[every]


def test_an_empty_list_is_not_vacuously_true_unless_there_are_none():
    assert answer("all(cm <= 4)", []) == UNKNOWN
    assert answer("all(cm <= 4)", [], Bounds(Decimal(0), None)) == UNKNOWN
    assert answer("all(cm <= 4)", [], 0) == TRUE
    assert answer("any(cm <= 4)", [], 0) == FALSE
    assert answer("count(cm <= 4) = 0", [], 0) == TRUE


def test_an_exact_count():
    assert answer("count(cm <= 4) = 2", lesions(1, 2, 5), 3) == TRUE
    assert answer("count(cm <= 4) = 2", lesions(1, 2, None), 3) == UNKNOWN
    assert answer("count(cm <= 4) = 2", lesions(1, 2, 3), 3) == FALSE
    assert answer("count(cm <= 4) <> 2", lesions(1, 5), 2) == TRUE
    assert answer("count(cm <= 4) BETWEEN 1 AND 2", lesions(1, 2, 5), 3) == TRUE


def test_unlisted_lesions_share_what_is_known_of_the_patient():
    text = "all(cm <= 4 OR ras = 'mutant')"
    assert answer(text, [], 3, ras="mutant") == TRUE
    assert answer(text, [], 3, ras="wild_type") == UNKNOWN
    certain = "any(ras = 'mutant' OR central)"
    assert answer(certain, [], 1, ras="mutant") == TRUE
    assert answer(certain, [], None, ras="mutant") == UNKNOWN  # there may be no lesion
    assert answer(certain, [], Bounds(Decimal(1), None), ras="mutant") == TRUE
    assert answer("count(ras = 'mutant' OR central) >= 11", [], MANY, ras="mutant") == TRUE
    assert answer("count(ras = 'mutant' OR central) >= 12", [], MANY, ras="mutant") == UNKNOWN
    impossible = "any(ras = 'mutant' AND central)"
    assert answer(impossible, [], None, ras="wild_type") == FALSE


def test_more_lesions_listed_than_counted_do_not_vanish():
    assert answer("all(cm <= 4)", lesions(2, 5), 1) == FALSE
    assert answer("count(cm <= 4) >= 2", lesions(2, 3), 1) == TRUE


def test_a_question_about_all_lesions_inside_one_about_each():
    # the largest lesion is central: no other is larger than 3 cm unless it is central
    text = "any(central AND cm > 3) AND all(central OR cm <= 3)"
    listed = [{"central": True, "cm": Decimal(5)}, {"central": False, "cm": Decimal(2)}]
    assert answer(text, listed, 2) == TRUE
    assert answer("any(cm > 3 AND all(cm > 1))", listed, 2) == TRUE
    assert answer("any(cm > 3 AND all(cm > 2))", listed, 2) == FALSE
    assert answer("count_true(all(cm > 1), any(central), fever) >= 2", listed, 2) == TRUE
    assert answer("count_true(all(cm > 2), any(central), fever) >= 2", listed, 2) == UNKNOWN


def test_each_listed_lesion_has_its_own_answer():
    graph, root = compiled("cm > 3 AND ras = 'mutant'", scope="lesion")
    record = Valuation({"ras": "mutant"}, lesions(5, 2, None))
    values = interpret(graph, record)[root]
    assert values == [TRUE, FALSE, UNKNOWN, UNKNOWN]  # the last is a lesion that is not listed
    assert Program(graph)(record)[root] == values
    assert interpret(graph, Valuation({"ras": "wild_type"}, lesions(5, 2)))[root] == [FALSE] * 3
