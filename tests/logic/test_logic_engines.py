"""Random conditions on random records: engines against each other, the naive evaluator and time.

``time`` here means that a record only ever grows: a fact becomes known, bounds narrow, a further
lesion is listed, a member of a set is told.
"""

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from logic_naive import evaluate, naive
from logic_records import records, whole, worlds
from logic_texts import conditions
from logic_vocabulary import FACTS, FALSE, TRUE, UNKNOWN, compiled

from hepaboard.logic import Graph, Program, interpret
from hepaboard.logic.parse import parse

MANY = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@MANY
@given(data=st.data())
def test_program_interpreter_and_naive_evaluator_agree(data):
    graph = Graph(counter="n")
    texts = data.draw(st.lists(conditions(), min_size=1, max_size=3))
    roots = [compiled(text, graph)[1] for text in texts]
    program = Program(graph)
    world = data.draw(worlds())
    for record in [*data.draw(records(world)), whole(world)]:
        values = interpret(graph, record)
        assert program(record) == values
        for text, root in zip(texts, roots, strict=True):
            assert values[root] == evaluate(text, record), text
            event(f"value {values[root]}")


@MANY
@given(data=st.data())
def test_a_fuller_record_never_turns_an_answer_round(data):
    text = data.draw(conditions())
    graph, root = compiled(text)
    program = Program(graph)
    world = data.draw(worlds())
    growing = [*data.draw(records(world, steps=3)), whole(world)]
    answers = [program(record)[root] for record in growing]
    settled = None
    for answer in answers:
        if settled is not None:
            assert answer == settled, (text, answers)
        if answer != UNKNOWN:
            settled = answer


@MANY
@given(data=st.data())
def test_a_complete_record_leaves_nothing_unknown(data):
    text = data.draw(conditions())
    graph, root = compiled(text)
    assert interpret(graph, whole(data.draw(worlds())))[root] in (TRUE, FALSE), text


@MANY
@given(data=st.data())
def test_lesion_conditions_are_answered_lesion_by_lesion(data):
    text = data.draw(
        conditions(lesion=True, depth=2, within=1).map(lambda inner: f"central OR ({inner})")
    )
    graph, root = compiled(text, scope="lesion")
    world = data.draw(worlds())
    for record in [*data.draw(records(world)), whole(world)]:
        values = interpret(graph, record)
        assert Program(graph)(record) == values
        lesions = [dict(lesion) for lesion in record.lesions]
        expected = [
            naive(parse(text), dict(record.patient), lesions, lesion) for lesion in [*lesions, {}]
        ]
        assert values[root] == expected, text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_order_in_which_conditions_are_entered_changes_nothing(data):
    texts = data.draw(st.lists(conditions(depth=2), min_size=2, max_size=4, unique=True))
    world = data.draw(worlds())
    (record,) = data.draw(records(world, steps=1))
    alone = {}
    for text in texts:
        graph, root = compiled(text)
        alone[text] = interpret(graph, record)[root]
    for order in (texts, texts[::-1]):
        graph = Graph(counter="n")
        roots = [compiled(text, graph)[1] for text in order]
        values = Program(graph)(record)
        assert [values[root] for root in roots] == [alone[text] for text in order]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=conditions(), data=st.data())
def test_facts_outside_the_support_do_not_matter(text, data):
    graph, root = compiled(text)
    program = Program(graph)
    support = graph.support(root)
    world = data.draw(worlds())
    record = whole(world)
    asked = {name: value for name, value in record.patient.items() if name in support}
    lesions = [
        {name: value for name, value in lesion.items() if name in support}
        for lesion in record.lesions
    ]
    assert program(type(record)(asked, lesions))[root] == program(record)[root]


@pytest.mark.parametrize("text", ["fever", "n >= 1", "flr + gain > 3", "all(central)"])
def test_arguments_come_before_the_nodes_that_use_them(text):
    graph, _ = compiled(text)
    for place, node in enumerate(graph):
        assert all(arg < place for arg in node.args)


def test_every_kind_of_fact_is_in_the_random_vocabulary():
    assert {fact.kind for fact in FACTS.values()} == {"boolean", "enum", "integer", "number", "set"}
    for scope in ("patient", "lesion"):
        numbers = [f for f in FACTS.values() if f.numeric and f.scope == scope]
        assert any(f.bounded for f in numbers)
        assert any(f.computed for f in numbers)
        assert any(not f.bounded and not f.computed for f in numbers)
