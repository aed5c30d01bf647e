"""Ways in which other engines answer wrongly without a word. None of them may return."""

from decimal import Decimal

import pytest
from logic_vocabulary import FALSE, TRUE, UNKNOWN, compiled

from hepaboard.document import read_text
from hepaboard.logic import Bounds, ConditionError, Graph, Program, Valuation, interpret


def answer(text, **facts):
    graph, root = compiled(text)
    record = Valuation(facts)
    value = interpret(graph, record)[root]
    assert Program(graph)(record)[root] == value
    return value


def test_trap_1_a_default_that_hides_an_unknown_is_refused_and_the_safe_spelling_is_unknown():
    for text in (
        "CASE WHEN liver = 'normal' THEN flr >= 25 ELSE flr >= 40 END",
        "flr >= coalesce(loss, 40)",
        "liver IS NULL OR flr >= 40",
        "least(flr, gain) >= 25",
    ):
        with pytest.raises(ConditionError):
            compiled(text)
    safe = "(liver = 'normal' AND flr >= 25) OR (liver IN ('sos', 'fatty') AND flr >= 40)"
    assert answer(safe, flr=Decimal(30)) == UNKNOWN
    assert answer(safe, flr=Decimal(30), liver="normal") == TRUE
    assert answer(safe, flr=Decimal(30), liver="sos") == FALSE
    assert answer(safe, flr=Decimal(20)) == FALSE


def test_trap_2_the_smallest_or_largest_never_skips_an_unknown():
    assert answer("flr >= 25 AND gain >= 25", flr=Decimal(30)) == UNKNOWN
    assert answer("flr >= 25 OR gain >= 25", flr=Decimal(30)) == TRUE


def test_trap_3_a_count_is_settled_by_the_values_that_are_known():
    text = "count_true(fever, fit, ras = 'mutant') >= 2"
    assert answer(text, fever=True, fit=True) == TRUE
    assert answer(text, fever=False, fit=False) == FALSE
    assert answer(text, fever=True, fit=False) == UNKNOWN


def test_trap_4_membership_of_an_unknown_value_is_unknown():
    assert answer("liver IN ('sos')") == UNKNOWN
    assert answer("liver NOT IN ('sos')") == UNKNOWN
    assert answer("liver <> 'sos'") == UNKNOWN
    with pytest.raises(ConditionError):
        compiled("liver IN ('sos', NULL)")


def test_trap_5_a_half_known_between():
    assert answer("age BETWEEN 5 AND 3") == UNKNOWN
    assert answer("age BETWEEN 5 AND 3", age=Decimal(4)) == FALSE
    assert answer("n BETWEEN 5 AND 9", n=Bounds(Decimal(10), None)) == FALSE
    assert answer("n BETWEEN 5 AND 9", n=Bounds(Decimal(5), None)) == UNKNOWN


def test_trap_6_a_misspelt_member_is_an_error_in_both_directions():
    for text in ("ras = 'mutated'", "ras <> 'mutated'", "ras IN ('Mutant')", "ras = 'MUTANT'"):
        with pytest.raises(ConditionError, match="has no member"):
            compiled(text)
    with pytest.raises(ConditionError, match="has no order"):
        compiled("liver > 'normal'")


def test_trap_7_decimal_fractions():
    assert answer("flr + gain = 0.3", flr=Decimal("0.1"), gain=Decimal("0.2")) == TRUE
    assert answer("loss = 0.3", loss=0.1 + 0.2) == TRUE


@pytest.mark.parametrize("text", ["cast(flr AS int) >= 30", "flr::int >= 30", "round(flr) >= 30"])
def test_trap_8_nothing_rounds(text):
    with pytest.raises(ConditionError):
        compiled(text)


def test_trap_9_large_numbers_do_not_wrap_and_there_is_no_division_by_a_fact():
    power = " * ".join(["(gain * gain)"] * 12)
    assert answer(f"{power} > 1", gain=Decimal("50")) == TRUE
    assert answer(f"{power} < 0", gain=Decimal("50")) == FALSE
    for text in ("1 / age > 1", "flr / gain > 1", "flr / 0 > 1", "age % 3 = 1"):
        with pytest.raises(ConditionError):
            compiled(text)


def test_trap_10_not_a_number_is_refused_at_load():
    for value in (float("nan"), Decimal("NaN"), float("inf"), Decimal("-Infinity")):
        for fact in ("loss", "flr", "volume"):
            with pytest.raises(ValueError, match=f"{fact}: -?[a-zA-Z]+ is not a number"):
                answer(f"{fact} > 1", **{fact: value})


@pytest.mark.parametrize(
    "text", ["fever = 1", "fever + 1 > 1", "age = 'x'", "age = TRUE", "1 = 'x'", "TRUE = 1"]
)
def test_trap_11_truth_numbers_and_words_do_not_mix(text):
    with pytest.raises(ConditionError):
        compiled(text)


def test_trap_13_equal_python_values_of_different_types_are_different_nodes():
    graph = Graph()
    assert graph.add("const", payload=0) != graph.add("const", payload=False)


def test_trap_14_yaml_words_stay_words():
    data = read_text(
        "a: no\nb: on\nc: 012\nd: 1:30\ne: ~\nf: 1e3\ng: yes\nh: 1_000\ni: 0x10\nj: 2026-06-01\n"
        "k: .inf\nl: .nan\nm: 1.10\nn: 0o14\n"
    ).data
    assert data == {
        "a": "no",
        "b": "on",
        "c": 12,
        "d": "1:30",
        "e": None,
        "f": Decimal(1000),
        "g": "yes",
        "h": "1_000",
        "i": "0x10",
        "j": "2026-06-01",
        "k": ".inf",
        "l": ".nan",
        "m": Decimal("1.10"),
        "n": "0o14",
    }
    assert str(data["m"]) == "1.10"


# Eighteen inputs that a permissive parser accepts.
@pytest.mark.parametrize(
    "text",
    [
        "cm > 5 mm",
        "flr > 5 AS big",
        "-1 < age < 3",
        'ras = "mutant"',
        "ras = mutant",
        "ras = 'mutant' fever",
        "ras = 'mutant',",
        "fever and",
        "SELECT fever",
        "fever; fit",
        "ras IN 'mutant'",
        "ras LIKE 'mut%'",
        "age > '60'",
        "age = sixty",
        "NOT",
        "fever = fit = TRUE",
        "(SELECT fever)",
        "fever IS TRUE",
    ],
)
def test_trap_15_what_a_parser_lets_pass_is_refused(text):
    with pytest.raises(ConditionError) as caught:
        compiled(text)
    assert caught.value.text == text
    assert caught.value.offset is not None
    assert caught.value.what in str(caught.value)
