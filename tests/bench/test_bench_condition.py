import pytest

from hepaboard.bench.condition import (
    Among,
    Compare,
    ConditionError,
    Fact,
    Junction,
    Negation,
    parse_condition,
)

FACTS = {"fit", "flr_pct", "ras"}


def test_and_binds_tighter_than_or_and_not_tighter_than_and():
    tree = parse_condition("fit OR NOT fit AND ras = 'mutant'", FACTS)
    inner = Junction("AND", (Negation(Fact("fit")), Compare("ras", "=", "mutant")))
    assert tree == Junction("OR", (Fact("fit"), inner))


def test_parentheses_and_lists():
    tree = parse_condition("NOT (ras IN ('mutant', 'wild_type') or flr_pct < 25.5)", FACTS)
    parts = (Among("ras", ("mutant", "wild_type")), Compare("flr_pct", "<", 25.5))
    assert tree == Negation(Junction("OR", parts))


@pytest.mark.parametrize("sign", ["=", "<>", "<", "<=", ">", ">="])
def test_signs(sign):
    assert parse_condition(f"flr_pct {sign} 25", FACTS) == Compare("flr_pct", sign, 25)


def test_true_and_false_are_literals():
    assert parse_condition("fit = TRUE", FACTS) == Compare("fit", "=", True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fat", "unknown fact 'fat' in the condition 'fat'."),
        ("fit AND", "expected word, found 'end' in the condition 'fit AND'."),
        ("fit fit", "expected end, found 'fit' in the condition 'fit fit'."),
        ("flr_pct > ras", "expected a literal, found 'ras' in the condition 'flr_pct > ras'."),
        ('ras = "a"', "cannot read '\"a\"' in the condition 'ras = \"a\"'."),
        ("ras IN ()", "expected a literal, found ')' in the condition 'ras IN ()'."),
        ("(fit", "expected ), found 'end' in the condition '(fit'."),
    ],
)
def test_anything_else_is_refused(text, message):
    with pytest.raises(ConditionError) as caught:
        parse_condition(text, FACTS)
    assert str(caught.value) == message
