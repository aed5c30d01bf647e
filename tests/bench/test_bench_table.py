import pytest

from hepaboard.bench.answers import describe_answer, first_hit, reference_answers
from hepaboard.bench.cases import random_cases
from hepaboard.bench.dialect import NUMPY
from hepaboard.bench.elm import elm_library
from hepaboard.bench.errors import BenchError
from hepaboard.bench.forms import table_form


def test_reference_equals_the_rules_as_written(table, cases, sql_truths):
    expected = [first_hit(table, sql_truths(case)) for case in cases]
    assert reference_answers(table, cases) == expected


def test_every_rule_and_none_of_them_are_met(table):
    met = set(reference_answers(table, random_cases(table)))
    assert met == {rule.then for rule in table.rules} | {table.otherwise}


def test_unknown_fact_is_passed_over_by_a_first_hit_chain(table, sql_truths):
    silent = next(rule.then for rule in table.rules if rule.id == table.silent_rule)
    asks = next(rule.then for rule in table.rules if table.unknown_fact in rule.when)
    assert table.unknown_case[table.unknown_fact] is None
    assert reference_answers(table, [table.unknown_case]) == [silent]
    truths = sql_truths(table.unknown_case)
    assert describe_answer(table, truths) == f"{asks} UNKNOWN, {silent} TRUE"


def test_cases_are_the_same_every_time_complete_and_in_range(table, cases):
    assert random_cases(table, 50, seed=3) == random_cases(table, 50, seed=3)
    assert random_cases(table, 50, seed=3) != random_cases(table, 50, seed=4)
    for case in cases:
        assert list(case) == list(table.facts)
        for fact in table.facts.values():
            value = case[fact.name]
            if fact.type == "enum":
                assert value in fact.values
            elif fact.type == "boolean":
                assert isinstance(value, bool)
            else:
                assert type(value) is (int if fact.type == "integer" else float)
                assert fact.low <= value <= fact.high
    assert any(case["flr_pct"] == 25 for case in cases)


def test_numpy_form_equals_the_rules_as_written(table, cases, sql_truths):
    numpy = pytest.importorskip("numpy")
    columns = {name: numpy.array([case[name] for case in cases]) for name in table.facts}
    found = [eval(text, {**columns, "isin": numpy.isin}) for text in NUMPY.conditions(table)]
    assert numpy.array(found).T.tolist() == [sql_truths(case) for case in cases]


def test_elm_form_equals_the_rules_as_written(table, cases, sql_truths):
    statements = elm_library(table, definitions=True)["library"]["statements"]["def"]
    assert [statement["name"] for statement in statements] == [rule.id for rule in table.rules]
    for case in [*cases, table.unknown_case]:
        values = [_elm(statement["expression"], case) for statement in statements]
        assert values == sql_truths(case)


def test_elm_case_has_the_rules_in_order(table):
    (statement,) = elm_library(table)["library"]["statements"]["def"]
    items = statement["expression"]["caseItem"]
    assert [item["then"]["value"] for item in items] == [rule.then for rule in table.rules]
    assert statement["expression"]["else"]["value"] == table.otherwise


def test_decision_table_has_a_column_for_every_fact(table):
    content = table_form("zen", table)["nodes"][1]["content"]
    fields = [column.get("field") for column in content["inputs"]]
    assert fields == [*table.facts, None]
    assert content["hitPolicy"] == "first"
    keys = {"_id", "o_answer", *(column["id"] for column in content["inputs"])}
    assert all(set(row) == keys for row in content["rules"])
    first = {key: cell for key, cell in content["rules"][0].items() if cell}
    assert first == {
        "_id": "R01",
        "i_resectability": '"resectable"',
        "i_fit_for_surgery": "true",
        "i_fong_score": "<= 2",
        "i_flr_pct": ">= 25.0",
        "o_answer": '"upfront resection"',
    }


def test_unknown_form_is_refused(table):
    with pytest.raises(BenchError) as caught:
        table_form("cobol", table)
    assert str(caught.value) == "The benchmark has no form 'cobol' of its table."


def _elm(node, case):
    """A second reading of ELM: three-valued, as its specification says."""
    kind = node["type"]
    if kind == "ParameterRef":
        return case.get(node["name"])
    if kind == "Literal":
        types = {"Integer": int, "Decimal": float, "String": str, "Boolean": bool}
        return types[node["valueType"].rpartition("}")[2]](node["value"])
    if kind == "Not":
        value = _elm(node["operand"], case)
        return None if value is None else not value
    if kind == "In":
        value = _elm(node["operand"][0], case)
        members = [_elm(element, case) for element in node["operand"][1]["element"]]
        return None if value is None else value in members
    left, right = (_elm(operand, case) for operand in node["operand"])
    if kind in {"And", "Or"}:
        decisive = kind == "Or"
        if decisive in (left, right):
            return decisive
        return None if None in (left, right) else not decisive
    if left is None or right is None:
        return None
    return {
        "Equal": left == right,
        "Less": kind == "Less" and left < right,
        "LessOrEqual": kind == "LessOrEqual" and left <= right,
        "Greater": kind == "Greater" and left > right,
        "GreaterOrEqual": kind == "GreaterOrEqual" and left >= right,
    }[kind]
