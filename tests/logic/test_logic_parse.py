"""Text to syntax tree: what the language is, and that everything else is refused with its place."""

from decimal import Decimal

import pytest

from hepaboard.logic import ConditionError
from hepaboard.logic import syntax as s
from hepaboard.logic.parse import LANGUAGE, parse


def bare(tree):
    """A tree as nested tuples, without offsets."""
    match tree:
        case s.Name(name):
            return name
        case s.Number(value) | s.Text(value) | s.Constant(value):
            return (type(tree).__name__, value)
        case s.Compare(op, left, right) | s.Arithmetic(op, left, right):
            return (bare(left), op, bare(right))
        case s.Member(item, values):
            return (bare(item), "IN", tuple(value.value for value in values))
        case s.Junction(op, parts):
            return (op, *map(bare, parts))
        case s.Negation(part):
            return ("NOT", bare(part))
        case s.Call(function, arguments):
            return (function, *map(bare, arguments))


def number(text):
    return ("Number", Decimal(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("fever", "fever"),
        ("S2.resectable", "S2.resectable"),
        ("TRUE", ("Constant", True)),
        ("false", ("Constant", False)),
        ("ras = 'mutant'", ("ras", "=", ("Text", "mutant"))),
        ("ras == 'mutant'", ("ras", "=", ("Text", "mutant"))),
        ("ras != 'mutant'", ("ras", "<>", ("Text", "mutant"))),
        ("msi = 'MSI-H/dMMR'", ("msi", "=", ("Text", "MSI-H/dMMR"))),
        ("a = 'it''s'", ("a", "=", ("Text", "it's"))),
        ("flr >= 29.90", ("flr", ">=", number("29.90"))),
        ("flr > .5", ("flr", ">", number("0.5"))),
        ("a < -3", ("a", "<", number(-3))),
        ("NOT a", ("NOT", "a")),
        ("NOT a AND b", ("AND", ("NOT", "a"), "b")),
        ("NOT a = 'x'", ("NOT", ("a", "=", ("Text", "x")))),
        ("a OR b AND c", ("OR", "a", ("AND", "b", "c"))),
        ("(a OR b) AND c", ("AND", ("OR", "a", "b"), "c")),
        ("a AND b AND (c AND d)", ("AND", "a", "b", "c", "d")),
        ("a OR (b OR c) OR d", ("OR", "a", "b", "c", "d")),
        ("a AND (b OR c) AND d", ("AND", "a", ("OR", "b", "c"), "d")),
        ("a IN ('x', 'y')", ("a", "IN", ("x", "y"))),
        ("a NOT IN ('x')", ("NOT", ("a", "IN", ("x",)))),
        ("a IN (1, -2)", ("a", "IN", (1, -2))),
        ("a BETWEEN 1 AND 2", ("AND", ("a", ">=", number(1)), ("a", "<=", number(2)))),
        (
            "a NOT BETWEEN 1 AND 2",
            ("NOT", ("AND", ("a", ">=", number(1)), ("a", "<=", number(2)))),
        ),
        (
            "a BETWEEN 1 AND 2 AND b",
            ("AND", ("AND", ("a", ">=", number(1)), ("a", "<=", number(2))), "b"),
        ),
        ("a + b * c > 1", (("a", "+", ("b", "*", "c")), ">", number(1))),
        ("a - b - c > 1", ((("a", "-", "b"), "-", "c"), ">", number(1))),
        ("a / 2 > b", (("a", "/", number(2)), ">", "b")),
        ("has(signs, 'pain')", ("has", "signs", ("Text", "pain"))),
        ("HAS(signs, 'pain')", ("has", "signs", ("Text", "pain"))),
        ("count_true(a, b) >= 2", (("count_true", "a", "b"), ">=", number(2))),
        ("count(cm > 3) >= 2", (("count", ("cm", ">", number(3))), ">=", number(2))),
        ("all(cm > 3)", ("all", ("cm", ">", number(3)))),
        ("any(central) AND all(near)", ("AND", ("any", "central"), ("all", "near"))),
        ("NOT all(central)", ("NOT", ("all", "central"))),
        ("a = any(central)", ("a", "=", ("any", "central"))),
    ],
)
def test_the_language(text, tree):
    assert bare(parse(text)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("count_true(all(x), y) >= 1", ("count_true", ("all", "x"), "y")),
        ("count_true(y, all(x)) >= 1", ("count_true", "y", ("all", "x"))),
        ("count_true(ALL(x), ANY(y)) >= 1", ("count_true", ("all", "x"), ("any", "y"))),
        ("count(all(x)) >= 1", ("count", ("all", "x"))),
    ],
)
def test_all_is_not_lost_in_front_of_an_argument(text, tree):
    # SQL allows COUNT(ALL x), and a parser may drop the word
    assert bare(parse(text))[0] == tree
    assert bare(parse("all(all(x))")) == ("all", ("all", "x"))
    assert bare(parse("any(all(x))")) == ("any", ("all", "x"))


def test_digits_stay_as_written():
    tree = parse("flr >= 29.960000000000000000001")
    assert tree.right.value == Decimal("29.960000000000000000001")


def test_lines_and_blanks_do_not_matter():
    assert bare(parse("a\n  AND\tb")) == ("AND", "a", "b")


def test_offsets_name_the_place():
    tree = parse("fever AND flr >= 30 OR\n ras IN ('mutant')")
    first, second = tree.parts
    assert [part.offset for part in first.parts] == [0, 10]
    assert first.parts[1].right.offset == 17
    assert second.offset == 24


ALIAS = "a word after a value is read as an alias; units belong to the fact"
# What is banned and why.
BANNED = [
    ("CASE WHEN a THEN b ELSE c END", "CASE hides an unknown behind its ELSE: "),
    ("if(a, b, c)", "IF hides an unknown behind its ELSE: "),
    ("coalesce(a, b)", "COALESCE turns unknown into a value: "),
    ("ifnull(a, b)", "COALESCE turns unknown into a value: "),
    ("nvl(a, b)", "COALESCE turns unknown into a value: "),
    ("a IS NULL", "IS tests for unknown, which no source can know: "),
    ("a IS NOT NULL", "IS tests for unknown, which no source can know: "),
    ("a ISNULL", "IS tests for unknown, which no source can know: "),
    ("a IS TRUE", "IS tests for unknown, which no source can know: "),
    ("a = NULL", "NULL is written by leaving the fact out of the case: "),
    ("NULL", "NULL is written by leaving the fact out of the case: "),
    ("least(a, b) > 1", "LEAST skips unknown values in some engines; "),
    ("greatest(a, b) > 1", "GREATEST skips unknown values in some engines; "),
    ("cast(a AS int) > 1", "a cast can round or fail silently: "),
    ("a::int > 1", "a cast can round or fail silently: "),
    ("date '2020-01-01' > a", "a cast can round or fail silently: "),
    ("round(a, 1) > 1", "rounding can carry a value across a threshold: "),
    ("a LIKE 'x%'", "a pattern matches spellings that the vocabulary does not list: "),
    (
        "a > 5 mm",
        "a word after a value is read as an alias; units belong to the fact: a > 5 AS mm.",
    ),
    ("a > 5mm", f"{ALIAS}: a > 5 AS mm."),
    ("a AS b", f"{ALIAS}: a AS b."),
]
UNLISTED = [
    "try_cast(a AS int)",
    "floor(a) > 1",
    "ceil(a) > 1",
    "trunc(a) > 1",
    "abs(a) > 1",
    "nullif(a, b)",
    "a IS DISTINCT FROM b",
    "a ILIKE 'x'",
    "a SIMILAR TO 'x'",
    "a ~ 'x'",
    "a % 2 = 1",
    "a // 2 = 1",
    "a || b = 'x'",
    "a ** 2 > 1",
    "a & b",
    "count(*) >= 2",
    "count(DISTINCT a) >= 2",
    "count(a) OVER () >= 2",
    "count(a) FILTER (WHERE b) >= 2",
    "any_value(a)",
    "a BETWEEN SYMMETRIC 3 AND 1",
    "SELECT 1",
    "DROP TABLE x",
    "EXISTS (SELECT 1)",
    "any(SELECT 1)",
    "a = ALL (SELECT 1)",
    "x.y.z",
    "pack.has(a, 'x')",
    "a[1]",
    "[1, 2]",
    "a -> b",
    "$1",
    "?",
    "interval 3 day > a",
    "a COLLATE x = 'b'",
]
UNREADABLE = [
    "a >",
    "(a",
    "a)",
    "a, b",
    "a AND b OR",
    "AND a",
    "a XOR b",
    "count_true(ALL a, b) >= 1",
]


@pytest.mark.parametrize(("text", "reason"), BANNED)
def test_what_hides_an_unknown_is_banned_with_its_reason(text, reason):
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.what.startswith(reason)
    assert caught.value.text == text
    assert 0 <= caught.value.offset < len(text)
    assert caught.value.allowed == LANGUAGE


@pytest.mark.parametrize("text", UNLISTED)
def test_whatever_is_not_listed_is_refused(text):
    with pytest.raises(ConditionError, match=r"^Not part of the language: ") as caught:
        parse(text)
    assert caught.value.text == text
    assert 0 <= caught.value.offset < len(text)


@pytest.mark.parametrize("text", [f"a AND {text}" for text in ("(b", "c)", "c d e", "ras = )")])
def test_a_text_that_is_no_expression_is_refused_at_its_place(text):
    with pytest.raises(ConditionError, match=r"^The condition cannot be read: ") as caught:
        parse(text)
    assert caught.value.offset >= 6


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_text_that_is_no_expression_is_refused(text):
    with pytest.raises(ConditionError, match=r"^The condition cannot be read: "):
        parse(text)


def test_the_place_is_right_far_into_a_long_text():
    start = " AND ".join(f"fact_{i} = 'x'" for i in range(30))
    with pytest.raises(ConditionError) as caught:
        parse(f"{start} AND ras = ) AND fever")
    assert caught.value.offset == len(start) + len(" AND ras = ")


@pytest.mark.parametrize("text", ["", "   ", "a; b", "; a"])
def test_a_condition_is_one_expression(text):
    with pytest.raises(ConditionError, match="A condition is exactly one expression"):
        parse(text)


@pytest.mark.parametrize("text", ["a -- why", "a /* why */ AND b", "a {# why #} AND b"])
def test_a_comment_is_refused(text):
    with pytest.raises(ConditionError, match="A condition cannot hold a comment"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["(" * 300 + "a" + ")" * 300, " OR ".join("ab" * 2000), "NOT " * 3000 + "a"]
)
def test_a_text_that_is_too_deep_is_refused_not_crashed_on(text):
    with pytest.raises(ConditionError, match="nested too deeply"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a IN ()", "IN takes literals only."),
        ("a IN (b)", "IN takes literals only."),
        ("a IN b", "IN takes literals only."),
        ("a IN ('x', b)", "IN takes literals only."),
        ("a IN (TRUE)", "IN takes literals only."),
        ("a IN (SELECT 1)", "IN takes literals only."),
        ("a IN (NULL)", "NULL is written by leaving the fact out of the case: NULL."),
        ("a > -b", "A minus sign stands before a number only."),
        ("foo(a)", "There is no function foo."),
        ("some(a)", "There is no function some."),
        ("iff(a, b, c)", "There is no function iff."),
    ],
)
def test_slips_have_their_own_words(text, what):
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.what == what


def test_double_quotes_are_told_from_single_ones():
    with pytest.raises(ConditionError) as caught:
        parse('ras = "mutant"')
    assert str(caught.value) == (
        '"mutant" in double quotes is read as a fact.\n'
        "  Allowed  'mutant' in single quotes for a value\n"
        '  In       ras = "mutant"\n'
        "                 ^"
    )
    assert caught.value.offset == 6


def test_the_whole_text_of_a_banned_word():
    with pytest.raises(ConditionError) as caught:
        parse("ras = 'wild_type' AND coalesce(flr, 0) >= 30")
    assert caught.value.offset == 22
    assert str(caught.value) == (
        "COALESCE turns unknown into a value: COALESCE(flr, 0).\n"
        f"  Allowed  {LANGUAGE}\n"
        "  In       ras = 'wild_type' AND coalesce(flr, 0) >= 30\n"
        "                                 ^"
    )


def test_the_whole_text_of_a_unit_in_a_condition():
    with pytest.raises(ConditionError) as caught:
        parse("cm > 5 mm")
    assert str(caught.value) == (
        "a word after a value is read as an alias; units belong to the fact: cm > 5 AS mm.\n"
        f"  Allowed  {LANGUAGE}\n"
        "  In       cm > 5 mm\n"
        "           ^"
    )
