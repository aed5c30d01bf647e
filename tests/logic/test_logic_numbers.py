"""Numbers: thresholds are never reached by rounding, arithmetic is exact, units must fit."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from logic_naive import amount
from logic_records import worlds
from logic_texts import terms
from logic_vocabulary import FACTS, FALSE, TRUE, UNKNOWN, compiled

from hepaboard.logic import Bounds, ConditionError, Graph, Program, Valuation, check, interpret
from hepaboard.logic.parse import parse


def answer(text, **facts):
    graph, root = compiled(text)
    record = Valuation({name: value for name, value in facts.items() if value is not None})
    value = interpret(graph, record)[root]
    assert Program(graph)(record)[root] == value
    return value


@pytest.mark.parametrize("value", [29.96, Decimal("29.96"), 29.999999, 29.99999999])
def test_a_computed_value_just_below_a_threshold_does_not_reach_it(value):
    assert answer("loss >= 30", loss=value) == FALSE
    assert answer("loss < 30", loss=value) == TRUE


def test_an_entered_value_finer_than_its_precision_is_refused():
    with pytest.raises(ValueError, match=r"flr: 29\.96 has more than 1 decimals"):
        answer("flr >= 30", flr=Decimal("29.96"))
    assert answer("flr >= 30", flr=Decimal("29.9")) == FALSE
    assert answer("flr >= 30", flr=Decimal("30.0")) == TRUE


@pytest.mark.parametrize(
    ("op", "below", "on", "above"),
    [
        (">=", FALSE, TRUE, TRUE),
        (">", FALSE, FALSE, TRUE),
        ("<", TRUE, FALSE, FALSE),
        ("<=", TRUE, TRUE, FALSE),
        ("=", FALSE, TRUE, FALSE),
        ("<>", TRUE, FALSE, TRUE),
    ],
)
def test_every_comparison_below_on_and_above_its_cut(op, below, on, above):
    for fact in ("flr", "loss"):
        values = [answer(f"{fact} {op} 30", **{fact: Decimal(v)}) for v in ("29.9", "30", "30.1")]
        assert values == [below, on, above]
        assert answer(f"{fact} {op} 30") == UNKNOWN
    mirrored = {">=": "<=", ">": "<", "<": ">", "<=": ">="}.get(op, op)
    values = [answer(f"30 {mirrored} flr", flr=Decimal(v)) for v in ("29.9", "30", "30.1")]
    assert values == [below, on, above]


def test_the_tolerance_belongs_to_computed_values_and_is_a_billionth():
    # 0.1 + 0.2 is a little more than 0.3 in float64, 3 * 0.1 / 0.3 a little less than 1
    assert answer("loss = 0.3", loss=0.1 + 0.2) == TRUE
    assert answer("loss <= 0.3", loss=0.1 + 0.2) == TRUE
    assert answer("loss > 0.3", loss=0.1 + 0.2) == FALSE
    assert answer("loss >= 0.3", loss=0.3 - 5e-10) == TRUE
    assert answer("loss < 0.3", loss=0.3 - 5e-10) == FALSE
    assert answer("loss >= 0.3", loss=0.3 - 5e-9) == FALSE
    assert answer("loss > 0.3", loss=0.3 + 5e-9) == TRUE


def test_the_tolerance_is_folded_into_the_constant_once():
    graph, _ = compiled("loss >= 30 AND loss < 30 AND loss * 2 - 1 > 10")
    cuts = {node.payload for node in graph if node.op == "compare"}
    assert cuts == {(">=", 30 - 1e-9), (">", 11 + 1e-9)}
    source = Program(graph).source
    assert "1e-09" not in source
    assert repr(30 - 1e-9) in source


def test_scaled_numbers_have_no_tolerance_and_no_float():
    graph, _ = compiled("flr >= 29.9 AND flr * 2.5 + gain > 3")
    for node in graph:
        if node.op in ("compare", "scale"):
            cut = node.payload[1] if node.op == "compare" else node.payload
            assert type(cut) is int
    assert answer("flr + gain = 0.3", flr=Decimal("0.1"), gain=Decimal("0.2")) == TRUE


SIGNS = [
    ("(flr + 3) * -1 <= -5", "2", TRUE),
    ("(flr + 3) * -1 <= -5", "1.9", FALSE),
    ("-1 * (flr + 3) <= -5", "1.9", FALSE),
    ("(flr - 3) / -1 >= 1", "2", TRUE),
    ("(flr - 3) / -1 >= 1", "2.1", FALSE),
    ("(flr + 3) * -0.1 <= -0.5", "2", TRUE),
    ("(flr + 3) * -0.1 <= -0.5", "1.9", FALSE),
    ("5 - (flr + 3) <= 0", "2", TRUE),
    ("5 - (flr - 3) >= 0", "8", TRUE),
    ("5 - (flr - 3) >= 0", "8.1", FALSE),
    ("0 - (0 - (flr - 3)) >= 1", "4", TRUE),
    ("0 - (0 - (flr - 3)) >= 1", "3.9", FALSE),
    ("(flr + 1) / 2 > 3", "5", FALSE),
    ("(flr + 1) / 2 > 3", "5.1", TRUE),
    ("flr / 3 >= 10", "30", TRUE),
    ("flr / 3 >= 10", "29.9", FALSE),
    ("(flr + 2) * 3 = 15", "3", TRUE),
    ("(flr + 2) * 3 = 15", "3.1", FALSE),
    ("flr * flr >= 4", "2", TRUE),
    ("flr * flr >= 4", "1.9", FALSE),
    ("flr - flr = 0", "7.7", TRUE),
    ("flr * (6 / 3) >= 10", "5", TRUE),
    ("2 * 3 + flr <= 10 - 2", "2", TRUE),
    ("2 * 3 + flr <= 10 - 2", "2.1", FALSE),
]


@pytest.mark.parametrize(("text", "flr", "expected"), SIGNS)
def test_arithmetic_by_hand(text, flr, expected):
    assert answer(text, flr=Decimal(flr)) == expected
    assert answer(text) == UNKNOWN


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_arithmetic_is_that_of_fractions(data):
    unit = data.draw(st.sampled_from(["%", "years", "mg/dl", "%%"]))
    text, digits = data.draw(terms(unit, False, 3))
    patient = data.draw(worlds()).patient
    (exact, _), _ = amount(parse(text), patient, None)
    scale = 100 if digits is None else 10**digits
    below = Decimal(exact.numerator * scale // exact.denominator) / scale
    graph = Graph(counter="n")
    roots = [
        compiled(f"({text} + 0 * {text}) {op} {cut:f}", graph)[1]
        for op, cut in ((">=", below), (">", below), (">=", below + Decimal(1) / scale))
    ]
    values = interpret(graph, Valuation(patient))
    reached = [values[root] for root in roots]
    assert reached == [TRUE, TRUE if exact > below else FALSE, FALSE], text


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, None, {"n >= 3": UNKNOWN, "n < 3": UNKNOWN, "n = 3": UNKNOWN, "n >= 0": UNKNOWN}),
        (3, None, {"n >= 3": TRUE, "n > 3": UNKNOWN, "n < 3": FALSE, "n = 2": FALSE}),
        (None, 2, {"n >= 3": FALSE, "n > 1": UNKNOWN, "n <= 2": TRUE, "n = 3": FALSE}),
        (2, 4, {"n >= 3": UNKNOWN, "n >= 2": TRUE, "n > 4": FALSE, "n <> 5": TRUE}),
        (2, 4, {"n BETWEEN 2 AND 4": TRUE, "n BETWEEN 3 AND 9": UNKNOWN, "n IN (7, 8)": FALSE}),
        (3, 3, {"n = 3": TRUE, "n <> 3": FALSE, "n IN (2, 3)": TRUE}),
    ],
)
def test_a_bounded_number_is_settled_when_all_values_in_its_bounds_agree(low, high, expected):
    bounds = Bounds(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert {text: answer(text, n=bounds) for text in expected} == expected


def test_a_range_of_the_vocabulary_is_no_bound():
    assert FACTS["flr"].low == 0
    assert answer("flr >= 0") == UNKNOWN
    assert answer("n >= 0") == UNKNOWN


def test_bounds_of_a_computed_number_keep_the_tolerance():
    assert answer("volume >= 50", volume=Bounds(Decimal("49.9999999999"), None)) == TRUE
    assert answer("volume >= 50", volume=Bounds(Decimal("49.96"), None)) == UNKNOWN
    assert answer("volume >= 50", volume=Bounds(None, Decimal("49.96"))) == FALSE


def test_not_a_number_never_gets_in():
    for value in (float("nan"), True, "30"):
        with pytest.raises(ValueError, match="is not a number"):
            answer("loss >= 30", loss=value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("flr + age > 3", "% and years cannot be added or compared."),
        ("flr > age", "% and years cannot be added or compared."),
        ("flr * gain > flr", "%·% and % cannot be added or compared."),
        ("n + 1 > 3", "A fact that may be known as an interval is compared with constants only."),
        ("n * 2 > 3", "A fact that may be known as an interval is compared with constants only."),
        ("n > widest", "A fact that may be known as an interval is compared with constants only."),
        ("flr / gain > 1", "Division is by a number other than zero only."),
        ("flr / 0 > 1", "Division is by a number other than zero only."),
        ("flr / (2 - 2) > 1", "Division is by a number other than zero only."),
        ("flr * (1 / 3) > 1", "1 / 3 is no finite decimal."),
        ("flr * (1 / 7) > 1", "1 / 7 is no finite decimal."),
        ("1 / flr > 1", "Division is by a number other than zero only."),
        ("flr >= 29.96", "29.96 is finer than the precision of the fact."),
        ("age > 60.5", "60.5 is finer than the precision of the fact."),
        ("n >= 2.5", "2.5 is finer than the precision of the fact."),
        ("flr >= 101", "101 lies outside the range of flr."),
        ("age < -1", "-1 lies outside the range of age."),
        ("age BETWEEN 20 AND 400", "400 lies outside the range of age."),
        ("1 < 2", "Two constants are compared."),
        ("2 + 3 < 2 * 4", "Two constants are compared."),
        ("(flr + 1) * gain > 3", "Write the product of a sum as a sum of products."),
        ("ras > 3", "ras is not a number."),
        ("fair > 3", "fair is true or false, not a number."),
        ("flr > 1 > 0", "A comparison asks for numbers on both sides."),
    ],
)
def test_numbers_that_do_not_fit_are_refused(text, what):
    with pytest.raises(ConditionError) as caught:
        compiled(text)
    assert caught.value.what == what
    assert caught.value.text == text


def test_a_sum_may_be_finer_than_its_parts_were_entered():
    assert answer("flr + gain >= 1.25", flr=Decimal("1.2"), gain=Decimal("0.05")) == TRUE
    assert answer("flr + gain >= 1.25", flr=Decimal("1.2"), gain=Decimal("0.04")) == FALSE
    with pytest.raises(ConditionError, match="finer than the precision"):
        compiled("flr + gain >= 1.255")


def test_one_unknown_part_makes_a_sum_unknown():
    assert answer("flr + gain >= 1", flr=Decimal(90)) == UNKNOWN
    assert answer("flr * gain >= 1", flr=Decimal(0)) == UNKNOWN


def test_units_are_compared_as_written_not_guessed():
    mm = {**FACTS, "wide": FACTS["cm"].__class__("wide", "number", unit="mm", digits=1)}
    graph = Graph()
    with pytest.raises(ConditionError, match=r"mm and % cannot be added or compared"):
        check(parse("wide > flr"), graph, mm)
