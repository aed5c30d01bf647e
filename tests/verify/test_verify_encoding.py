"""The solver's encoding of the language against the interpreter, on random conditions.

Every construct occurs: lesions listed or not, sets, intervals, counts, arithmetic.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from logic_records import records, whole, worlds
from logic_texts import conditions
from logic_vocabulary import FACTS, compiled
from verify_records import solved

from hepaboard.logic import Graph, Valuation, interpret
from hepaboard.verify.solver import Prover
from hepaboard.verify.theory import theory_with

LESIONS = 4


def prover_of(graph: Graph, kleene: bool = True) -> Prover:
    facts = {**graph.facts, "n": FACTS["n"]}
    return Prover(theory_with(graph, facts, LESIONS), kleene)


def compare(graph: Graph, prover: Prover, record: Valuation) -> None:
    expected = interpret(graph, record)
    for place, (value, found) in enumerate(zip(expected, solved(prover, record), strict=True)):
        if isinstance(found, list) and not prover.kleene:
            # Where all is known there is no lesion beside the listed ones.
            value, found = value[:-1], found[:-1]
        if found is not None:
            assert found == value, (place, graph.nodes[place], record)


def consistent(record: Valuation) -> bool:
    """Whether at least as many lesions are counted as are listed; a case file must be so."""
    number = record.patient.get("n")
    low = getattr(number, "low", number)
    return not record.lesions or (low is not None and low >= len(record.lesions))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_solver_and_interpreter_agree_on_every_node(data):
    graph = Graph(counter="n")
    for text in data.draw(st.lists(conditions(), min_size=1, max_size=2)):
        compiled(text, graph)
    graph.fact(FACTS["n"])
    prover = prover_of(graph)
    world = data.draw(worlds())
    for record in data.draw(records(world)):
        if consistent(record):
            compare(graph, prover, record)
    compare(graph, prover, whole(world))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_where_all_is_known_the_two_valued_encoding_agrees(data):
    graph, _ = compiled(data.draw(conditions()), Graph(counter="n"))
    graph.fact(FACTS["n"])
    compare(graph, prover_of(graph, kleene=False), whole(data.draw(worlds())))


def test_a_count_reaches_beyond_the_list():
    """Of nine lesions one is listed: at least three may be central, at least ten may not."""
    graph, few = compiled("count(central) >= 3", Graph(counter="n"))
    _, all_ = compiled("all(central)", graph)
    graph.fact(FACTS["n"])
    record = Valuation({"n": 9}, [{"central": True}])
    values = solved(prover_of(graph), record)
    assert values[few] == interpret(graph, record)[few] == 1
    assert values[all_] == 1
