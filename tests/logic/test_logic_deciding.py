"""The facts that decided a condition, or keep it open: no more and no fewer than it takes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from logic_records import records, whole, worlds
from logic_texts import conditions
from logic_vocabulary import UNKNOWN, compiled

from hepaboard.logic import Deciding, Valuation, deciding, interpret

SOME = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def only(record, names):
    """What a record tells of these facts."""

    def part(known):
        return {name: value for name, value in known.items() if name in names}

    return Valuation(part(record.patient), [part(lesion) for lesion in record.lesions])


@SOME
@given(data=st.data())
def test_the_deciding_facts_alone_give_the_same_answer(data):
    text = data.draw(conditions())
    graph, root = compiled(text)
    world = data.draw(worlds())
    for record in [*data.draw(records(world)), whole(world)]:
        values = interpret(graph, record)
        names = deciding(graph, values, root)
        assert set(names) <= graph.support(root)
        if values[root] != UNKNOWN:
            assert interpret(graph, only(record, names))[root] == values[root], (text, names)


@SOME
@given(data=st.data())
def test_no_other_fact_can_settle_what_is_open(data):
    text = data.draw(conditions())
    graph, root = compiled(text)
    world = data.draw(worlds())
    (record,) = data.draw(records(world, steps=1))
    values = interpret(graph, record)
    if values[root] != UNKNOWN:
        return
    names = deciding(graph, values, root)
    assert names, text
    full = whole(world)
    patient = {n: v for n, v in full.patient.items() if n not in names}
    lesions = [
        {**{n: v for n, v in all_.items() if n not in names}, **told}
        for told, all_ in zip(record.lesions, full.lesions, strict=False)
    ]
    others = Valuation({**patient, **record.patient}, lesions)
    assert interpret(graph, others)[root] == UNKNOWN, (text, names)


@SOME
@given(data=st.data())
def test_asking_often_gives_the_same_as_asking_once(data):
    graph, root = compiled(data.draw(conditions()))
    graph, other = compiled(data.draw(conditions(lesion=True, depth=2, within=1)), graph, "lesion")
    world = data.draw(worlds())
    (record,) = data.draw(records(world, steps=1))
    values = interpret(graph, record)
    many = Deciding(graph, values)
    for _ in range(2):
        assert list(many.facts(root, None)) == deciding(graph, values, root)
        if isinstance(values[other], list):
            for lesion in range(len(record.lesions)):
                found = list(many.facts(other, lesion))
                assert found == deciding(graph, values, other, lesion)
