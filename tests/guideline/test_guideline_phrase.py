"""Conditions in words: every one can be said, and what is said is what is evaluated."""

import re

import pytest

from hepaboard.guideline import load_guideline
from hepaboard.guideline.phrase import phrase


def said(text):
    """The words of a condition of one statement, on one line."""
    guideline = load_guideline()
    item = next(s for s in guideline.statements if s.id == text)
    return flat(phrase(guideline, item.node))


def flat(part):
    inner = "; ".join(flat(below) for below in part.parts)
    return f"{part.text} [{part.join}: {inner}]" if inner else part.text


def every_node():
    guideline = load_guideline()
    for item in guideline.statements:
        yield item.id, item.node
    for rule in (*guideline.stops, *guideline.delays, *guideline.alerts):
        yield rule.entry.id, rule.node
    for term in guideline.definitions:
        yield f"{term.source}.{term.name}", term.node


def test_every_condition_is_said_in_words_of_the_vocabulary():
    guideline = load_guideline()
    for name, node in every_node():
        words = flat(phrase(guideline, node))
        assert words and not re.search(r"\b[a-z]+_[a-z_]+\b|\bNone\b", words), (name, words)


def test_every_fact_that_a_condition_reads_is_named():
    guideline = load_guideline()
    counter = guideline.vocabulary.counter
    for name, node in every_node():
        words = flat(phrase(guideline, node))
        for fact in guideline.graph.support(node) - {counter}:
            assert guideline.vocabulary[fact].entry.label in words, (name, fact)


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        ("H01", "RAS: mutant"),
        ("H05-thermal", "bilirubin at least 3 mg/dl"),
    ],
)
def test_findings_read_as_people_say_them(stop, words):
    guideline = load_guideline()
    rule = next(rule for rule in guideline.stops if rule.entry.id == stop)
    assert flat(phrase(guideline, rule.node)) == words


def test_a_negated_finding_is_turned_round():
    guideline = load_guideline()
    graph = guideline.graph
    turned = {"is": ": no", "compare": ("below", "at most"), "in": "known, and not"}
    seen = set()
    for place, node in enumerate(graph):
        if node.op == "not":
            below = graph.nodes[node.args[0]]
            if below.op in turned:
                text = phrase(guideline, place).text
                wanted = turned[below.op]
                assert any(w in text for w in ([wanted] if isinstance(wanted, str) else wanted))
                seen.add(below.op)
    assert {"is", "in", "compare"} <= seen
