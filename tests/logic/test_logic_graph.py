"""The node array, its explanations, and values as the engines hold them."""

import math
from decimal import Decimal

import pytest
from logic_vocabulary import FACTS, FALSE, TRUE, UNKNOWN, compiled

from hepaboard.logic import (
    Bounds,
    Explanation,
    Graph,
    Members,
    Program,
    Truth,
    Valuation,
    deciding,
    interpret,
)
from hepaboard.logic.valuation import encode, inputs


def test_false_zero_and_zero_point_zero_are_three_nodes():
    graph = Graph()
    found = {graph.add("const", payload=value) for value in (False, 0, 0.0)}
    assert len(found) == 3
    pairs = {graph.add("compare", (), payload=(">=", value)) for value in (0, 0.0, False)}
    assert len(pairs) == 3


def test_a_scaled_and_a_computed_fact_do_not_share_a_comparison():
    graph, _ = compiled("flr >= 0 AND loss >= 0 AND n >= 0")
    sorts = {node.payload: node.sort for node in graph if node.op == "number"}
    assert sorts == {"flr": "scaled", "loss": "float", "n": "interval"}


def test_identical_parts_are_shared():
    graph, first = compiled("ras = 'mutant' AND flr >= 30")
    size = len(graph)
    assert compiled("flr >= 30 AND ras = 'mutant'", graph)[1] != first
    assert len(graph) == size + 1  # the new AND alone
    assert compiled("ras = 'mutant' AND flr >= 30", graph)[1] == first
    assert compiled("NOT NOT (ras IN ('mutant') AND NOT (flr < 30))", graph)[1] == first


def test_constants_are_folded():
    graph = Graph()
    for text, same in [
        ("fever AND TRUE", "fever"),
        ("FALSE OR fever", "fever"),
        ("fever AND fever", "fever"),
        ("fever AND FALSE", "FALSE"),
        ("fever OR TRUE", "TRUE"),
        ("TRUE AND TRUE", "TRUE"),
    ]:
        assert compiled(text, graph)[1] == compiled(same, graph)[1], text


def test_support_names_every_fact_a_node_can_depend_on():
    graph, root = compiled("(ras = 'mutant' OR flr + gain > 3) AND has(signs, 'pain') AND fair")
    assert graph.support(root) == {"ras", "flr", "gain", "signs", "fit", "fever"}
    graph, root = compiled("any(cm > 3)")
    assert graph.support(root) == {"cm", "n"}


def why(text, lesions=(), lesion=None, scope="patient", **patient):
    graph, root = compiled(text, scope=scope)
    values = interpret(graph, Valuation(patient, lesions))
    return deciding(graph, values, root, lesion)


def test_deciding_names_what_made_an_and_false_or_keeps_it_open():
    text = "fever AND ras = 'mutant' AND flr >= 30"
    assert why(text, fever=True, ras="wild_type") == ["ras"]
    assert why(text, fever=True, ras="mutant") == ["flr"]
    assert why(text) == ["fever", "ras", "flr"]
    assert why(text, fever=True, ras="mutant", flr=Decimal(40)) == ["fever", "ras", "flr"]


def test_deciding_names_what_made_an_or_true():
    text = "fever OR ras = 'mutant' OR NOT fit"
    assert why(text, fever=False, ras="mutant") == ["ras"]
    assert why(text, fever=False) == ["ras", "fit"]
    assert why(text, fever=False, ras="wild_type", fit=True) == ["fever", "ras", "fit"]


def test_deciding_of_lesions():
    big, small = {"cm": Decimal(5)}, {"cm": Decimal(1)}
    assert why("any(cm > 3)", [big]) == ["cm"]
    assert why("any(cm > 3)", [small], n=Decimal(1)) == ["cm", "n"]
    assert why("any(cm > 3)", [small]) == ["n"]
    assert why("any(cm > 3)") == ["n", "cm"]
    assert why("all(cm > 3)", [small]) == ["cm"]
    assert why("all(cm > 3)", [{}], n=Decimal(1)) == ["cm", "n"]
    assert why("count(cm > 3) >= 2", [big], n=Decimal(3)) == ["cm", "n"]
    text = "any(cm > 3 AND fever)"
    assert why(text, [small], fever=False) == ["cm", "fever", "n"]
    assert why(text, [small]) == ["n", "fever"]  # of those that are not listed
    assert why(text, fever=False) == ["n", "fever"]
    text = "all(cm > 3 OR fever)"
    assert why(text, [big], n=Decimal(2), fever=True) == ["cm", "fever", "n"]
    text = "cm > 3 AND ras = 'mutant'"
    assert why(text, [big, small], 0, "lesion") == ["ras"]
    assert why(text, [big, small], 1, "lesion") == ["cm"]


def test_an_explanation_is_a_tree_over_nodes_and_values():
    graph, root = compiled("fair AND (flr >= 29.9 OR loss < 30)")
    values = interpret(graph, Valuation({"fit": True, "flr": Decimal("29.8")}))
    top = Explanation(graph, values, root)
    assert top.value is Truth.UNKNOWN
    assert top.text == "all of"
    named, either = top.parts
    assert named.name == "fair"
    assert named.value is Truth.TRUE
    assert either.value is Truth.UNKNOWN
    assert [part.text for part in either.parts] == ["flr at least 29.9 %", "not"]
    assert [part.value for part in either.parts] == [Truth.FALSE, Truth.UNKNOWN]
    assert either.parts[1].parts[0].text == "loss at least 30 %"
    assert either.parts[0].parts == []


def test_values_as_the_engines_hold_them():
    assert [encode(FACTS["fever"], v) for v in (None, False, True)] == [UNKNOWN, FALSE, TRUE]
    assert [encode(FACTS["liver"], v) for v in (None, "normal", "sos", "fatty")] == [0, 1, 2, 3]
    assert encode(FACTS["flr"], Decimal("29.9")) == 299
    assert type(encode(FACTS["flr"], 30)) is int
    assert encode(FACTS["loss"], Decimal("29.96")) == 29.96
    assert encode(FACTS["flr"], None) is encode(FACTS["loss"], None) is None
    assert encode(FACTS["n"], None) == (-math.inf, math.inf)
    assert encode(FACTS["widest"], Bounds(Decimal("1.5"), None)) == (15, math.inf)
    assert encode(FACTS["widest"], Decimal("1.5")) == (15, 15)


def test_a_set_is_known_member_by_member():
    signs = FACTS["signs"]
    assert encode(signs, None) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert encode(signs, Members()) == (FALSE, FALSE, FALSE)
    assert encode(signs, Members(frozenset({"pain"}))) == (TRUE, FALSE, FALSE)
    partly = Members(frozenset({"pain"}), frozenset({"fall"}))
    assert encode(signs, partly) == (TRUE, UNKNOWN, FALSE)


def test_a_word_outside_the_enumeration_never_counts_as_another():
    with pytest.raises(ValueError, match="not in tuple"):
        encode(FACTS["liver"], "steatosis")
    with pytest.raises(ValueError, match="not in tuple"):
        encode(FACTS["liver"], "Normal")


def test_inputs_count_the_lesions_that_are_not_listed():
    graph, _ = compiled("any(cm > 3)")
    one = {"cm": Decimal(1)}
    for n, listed, expected in [
        (None, 0, (0, math.inf)),
        (None, 2, (0, math.inf)),
        (Decimal(3), 2, (1, 1)),
        (Decimal(2), 2, (0, 0)),
        (Bounds(Decimal(2), Decimal(4)), 1, (1, 3)),
        (Bounds(Decimal(11), None), 2, (9, math.inf)),
        (Bounds(None, Decimal(4)), 1, (0, 3)),
    ]:
        patient = {} if n is None else {"n": n}
        *_, low, high = inputs(graph, Valuation(patient, [one] * listed))
        assert (low, high) == expected


def test_the_program_is_one_line_a_node_without_branches():
    graph, _ = compiled("fair AND (flr >= 30 OR any(cm > 3)) AND count_true(fever, fit) >= 1")
    lines = Program(graph).source.splitlines()
    assert len(lines) == len(graph) + 2
    assert not any(line.lstrip().startswith(("if ", "for ", "while ")) for line in lines)


def test_both_engines_give_every_node_a_value():
    graph, _ = compiled("flr * gain + 3 > 1 OR loss / 2 < 3 OR n > 2 OR any(cm + 1 > 2)")
    record = Valuation({"flr": Decimal(2), "n": Decimal(1)}, [{"cm": Decimal("1.5")}])
    values = interpret(graph, record)
    assert len(values) == len(graph)
    assert Program(graph)(record) == values


def test_a_graph_grows_without_changing_what_is_there():
    graph, root = compiled("fever OR flr > 3")
    before = list(graph.nodes)
    compiled("ras = 'mutant' AND any(central)", graph)
    assert graph.nodes[: len(before)] == before
    assert interpret(graph, Valuation({"fever": True}))[root] == TRUE
