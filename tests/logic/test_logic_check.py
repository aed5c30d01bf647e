"""Names, types, members and places: what a condition may say of a fact."""

import pytest
from logic_vocabulary import FACTS, compiled

from hepaboard.logic import ConditionError, FactType, Graph, check
from hepaboard.logic.parse import parse


@pytest.mark.parametrize(
    ("text", "what", "allowed", "offset"),
    [
        (
            "fever AND rass = 'mutant'",
            "rass is neither a fact of the vocabulary nor a definition of this source.",
            "perhaps ras",
            10,
        ),
        (
            "Ras = 'mutant'",
            "Ras is neither a fact of the vocabulary nor a definition of this source.",
            "perhaps ras",
            0,
        ),
        (
            "xyzzy",
            "xyzzy is neither a fact of the vocabulary nor a definition of this source.",
            "a name of vocabulary.yaml",
            0,
        ),
        ("ras = 'Mutant'", "ras has no member 'Mutant'.", "'wild_type', 'mutant'", 6),
        ("ras = 'mutant '", "ras has no member 'mutant '.", "'wild_type', 'mutant'", 6),
        ("ras <> 'wildtype'", "ras has no member 'wildtype'.", "'wild_type', 'mutant'", 7),
        ("ras IN ('mutant', 'x')", "ras has no member 'x'.", "'wild_type', 'mutant'", 18),
        ("ras IN ('mutant', 'mutant')", "'mutant' stands twice in the list.", None, 18),
        ("ras IN (1)", "ras has no member '1'.", "'wild_type', 'mutant'", 8),
        ("ras < 'mutant'", "ras has no order: < is not defined on it.", "=, <>, IN", 0),
        (
            "ras",
            "ras is not a yes/no fact (it is of type enum).",
            "ras = 'wild_type', ras IN (..)",
            0,
        ),
        (
            "flr",
            "flr is not a yes/no fact (it is of type number).",
            "flr >= number %",
            0,
        ),
        ("NOT age", "age is not a yes/no fact (it is of type integer).", "age >= number years", 4),
        (
            "signs = 'pain'",
            "signs cannot be compared with a word.",
            "has(signs, 'pain')",
            0,
        ),
        ("signs", "signs is not a yes/no fact (it is of type set).", "has(signs, 'pain')", 0),
        ("fever = 'yes'", "fever cannot be compared with a word.", "fever, NOT fever", 0),
        ("flr = 'low'", "flr cannot be compared with a word.", "flr >= number %", 0),
        ("flr IN ('low')", "flr is a number.", "flr >= number %", 0),
        ("fever = 1", "fever is not a number.", "fever, NOT fever", 0),
        ("fever > FALSE", "TRUE and FALSE have no order.", "=, <>", 0),
        ("ras = TRUE", "ras is not a yes/no fact (it is of type enum).", None, 0),
        ("flr + 'x' > 3", "A comparison asks for numbers on both sides.", None, 6),
        (
            "-1 < age < 3",
            "A comparison asks for numbers on both sides.",
            "a < b AND b < c instead of a < b < c",
            1,
        ),
        ("fever = fit", "fever is not a number.", "fever, NOT fever", 0),
        ("5", "A condition must be true, false or unknown; this is a value.", None, 0),
        ("'mutant'", "A condition must be true, false or unknown; this is a value.", None, 0),
        ("flr + 1", "A condition must be true, false or unknown; this is a value.", None, 0),
        ("fever AND 5", "A condition must be true, false or unknown; this is a value.", None, 10),
        ("(flr + 1) IN (2)", "IN asks for a fact on its left.", "fact IN ('a', 'b')", 1),
        ("has(ras, 'mutant')", "ras is not a set.", "ras = 'wild_type', ras IN (..)", 0),
        ("has(signs, 'cough')", "signs has no member 'cough'.", "'pain', 'jaundice', 'fall'", 11),
        ("has(signs)", "has asks for a set and one member.", "has(fact, 'member')", 0),
        ("has('pain', signs)", "has asks for a set and one member.", "has(fact, 'member')", 0),
        (
            "has(signs, 'pain', 'fall')",
            "has asks for a set and one member.",
            "has(fact, 'member')",
            0,
        ),
        ("count_true(fever, fit)", "count_true(..) is a number.", "count_true(..) >= 2", 0),
        ("count(central)", "count(..) is a number.", "count(..) >= 2", 0),
        ("count_true(fever) >= 1", "count_true asks for two conditions or more.", None, 0),
        ("count_true(fever, fit) >= 1.5", "A count is compared with a whole number.", ">= 2", 0),
        ("count_true(fever, fit) >= age", "A count is compared with a whole number.", ">= 2", 0),
        (
            "count_true(fever, fit) + 1 >= 2",
            "A comparison asks for numbers on both sides.",
            None,
            0,
        ),
        ("any(central) >= 1", "any(..) is true or false, not a number.", None, 4),
        ("any(central, near)", "Not part of the language: (central, near).", None, 4),
        ("count(central, near) >= 1", "count takes one condition on a lesion.", None, 0),
        ("any(fever)", "any(..) asks for a condition on a lesion.", None, 4),
        ("all(any(central))", "all(..) asks for a condition on a lesion.", None, 0),
        ("count(fever) >= 1", "count(..) asks for a condition on a lesion.", None, 0),
        (
            "central",
            "A condition about the patient speaks of single lesions.",
            "all(..), any(..) or count(..) >= k around the lesion facts, or scope: lesion",
            0,
        ),
        (
            "fever OR cm > 3",
            "A condition about the patient speaks of single lesions.",
            "all(..), any(..) or count(..) >= k around the lesion facts, or scope: lesion",
            0,
        ),
        ("near", "A condition about the patient speaks of single lesions.", None, 0),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(text, what, allowed, offset):
    with pytest.raises(ConditionError) as caught:
        compiled(text)
    assert caught.value.what == what
    assert caught.value.offset == offset
    if allowed is not None:
        assert caught.value.allowed == allowed
    assert caught.value.text == text


def test_the_whole_text_of_an_unknown_name_and_of_an_unknown_member():
    with pytest.raises(ConditionError) as caught:
        compiled("NOT fever AND flrr >= 30")
    assert str(caught.value) == (
        "flrr is neither a fact of the vocabulary nor a definition of this source.\n"
        "  Allowed  perhaps flr\n"
        "  In       NOT fever AND flrr >= 30\n"
        "                         ^"
    )
    with pytest.raises(ConditionError) as caught:
        compiled("fever OR liver IN ('normal', 'steatosis')")
    assert str(caught.value) == (
        "liver has no member 'steatosis'.\n"
        "  Allowed  'normal', 'sos', 'fatty'\n"
        "  In       fever OR liver IN ('normal', 'steatosis')\n"
        "                                        ^"
    )


def test_the_excerpt_of_a_long_text_points_at_the_place():
    text = " AND ".join(["fever OR fit"] * 20) + "\n  AND liver = 'big' AND fit"
    with pytest.raises(ConditionError) as caught:
        compiled(text)
    excerpt, arrow = str(caught.value).splitlines()[-2:]
    assert excerpt[arrow.index("^") :].startswith("'big'")


def test_lesion_conditions_may_speak_of_the_patient():
    graph, root = compiled("cm > 3 AND ras = 'mutant'", scope="lesion")
    assert graph.nodes[root].scope == "lesion"
    graph, root = compiled("ras = 'mutant'", scope="lesion")
    assert graph.nodes[root].scope == "patient"


def test_a_definition_comes_before_a_fact_of_the_same_name():
    graph = Graph()
    node = graph.add("const", payload=3)
    found = check(
        parse("fever"), graph, FACTS, lambda name: node if name == "fever" else None, text="fever"
    )
    assert found == node


def test_without_a_fact_that_counts_lesions_nothing_is_said_of_all_of_them():
    with pytest.raises(ConditionError, match="names no fact that counts the lesions"):
        check(parse("any(central)"), Graph(), FACTS)


def test_conditions_without_a_vocabulary_have_only_constants():
    graph = Graph()
    assert graph.nodes[check(parse("TRUE"), graph, {})].payload == 3
    with pytest.raises(ConditionError, match="neither a fact"):
        check(parse("fever"), graph, {})


def test_members_are_kept_in_the_order_of_the_vocabulary():
    graph = Graph()
    one = check(parse("liver IN ('fatty', 'normal')"), graph, FACTS)
    two = check(parse("liver IN ('normal', 'fatty')"), graph, FACTS)
    assert one == two
    assert graph.nodes[one].payload == ("liver", ("normal", "fatty"))


def test_a_fact_knows_whether_it_is_a_number():
    assert {name for name, fact in FACTS.items() if fact.numeric} == {
        "age", "flr", "gain", "loss", "bili", "n", "widest", "volume", "cm", "gap", "reach",
    }  # fmt: skip
    assert not FactType("x", "enum", ("a",)).numeric
