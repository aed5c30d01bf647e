"""Which unknown facts keep a verdict open, as gates."""

from __future__ import annotations

from collections.abc import Mapping

from hepaboard.cohort.circuit import FALSE
from hepaboard.cohort.columns import Test, high_column, low_column
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.guideline import Option

JUNCTIONS = ("and", "or", "not", "at_least")


def unknown_gate(planes: NodePlanes, fact: str) -> int:
    """Whether nothing is known of a fact, after settings, lesions and rules."""
    circuit, facts = planes.circuit, planes.facts
    kind = facts.types[fact]
    if kind.kind != "set":
        return circuit.negation(facts.known(fact))
    members = [facts.has(fact, member) for member in kind.values]
    return circuit.negation(circuit.disjunction(gate for pair in members for gate in pair))


def needed_facts(planes: NodePlanes, option: Option) -> dict[str, int]:
    """Fact to the gate that is set where the verdict is open and its condition needs the fact.

    A verdict is open as ``needs_data`` or ``undetermined``. A fact is needed if a chain of unknown
    parts leads to it: from the stops, and unless the treatment has something in its favour also
    from what would be in its favour. This is what ``needs`` of an assessment lists
    before the analysis of what answers could still change, save for facts known in part ("at
    most 3") that stand only in parts which are decided.
    """
    circuit, roots = planes.circuit, option.roots
    stop, for_, consider = (planes(node) for node in (roots.stop, roots.for_, roots.consider))
    against = planes(roots.against)
    no, both = circuit.negation, circuit.conjunction
    favoured = circuit.disjunction((for_.true, consider.true))
    stop_open = no(circuit.disjunction(stop))
    never = both((for_.false, consider.false))
    # the verdict table: nothing in favour yet, nothing against, no stop; or favoured under a stop
    waiting = both((no(stop.true), no(favoured), no(never), no(against.true)))
    open_ = circuit.disjunction((both((stop_open, favoured)), waiting))
    return _reached(planes, {roots.stop: open_, roots.for_: waiting, roots.consider: waiting})


def awaited_facts(planes: NodePlanes, option: Option, where: int) -> dict[str, int]:
    """Fact to the gate that is set where a gate is and what sources or stops say needs it."""
    nodes = [option.roots.stop]
    for roots in option.by_source.values():
        nodes += [roots.for_, roots.consider, roots.against]
    return _reached(planes, dict.fromkeys(nodes, where))


def _reached(planes: NodePlanes, starts: Mapping[int, int]) -> dict[str, int]:
    """Facts that chains of unknown nodes lead to from some nodes, and where they do."""
    graph, circuit = planes.graph, planes.circuit
    gates: dict[int, list[int]] = {}
    for start, gate in starts.items():
        gates.setdefault(start, []).append(gate)
    found: dict[str, list[int]] = {}
    while gates:
        place = max(gates)  # arguments stand before the nodes that use them
        node = graph.nodes[place]
        unknown = circuit.negation(circuit.disjunction(planes(place)))
        here = circuit.conjunction((circuit.disjunction(gates.pop(place)), unknown))
        if here == FALSE:
            continue
        if node.op in JUNCTIONS:
            for arg in node.args:
                gates.setdefault(arg, []).append(here)
            continue
        for fact in _read(planes, place):
            gate = here
            if node.op not in ("is", "in", "has") and planes.facts.types[fact].scope == "patient":
                gate = circuit.conjunction((here, _open_number(planes, place, fact)))
            found.setdefault(fact, []).append(gate)
    joined = {fact: circuit.disjunction(parts) for fact, parts in sorted(found.items())}
    return {fact: gate for fact, gate in joined.items() if gate != FALSE}


def _read(planes: NodePlanes, place: int) -> list[str]:
    return sorted(planes.graph.support(place))


def _open_number(planes: NodePlanes, place: int, fact: str) -> int:
    """Whether an unknown comparison, or an unknown condition on lesions, may wait for this fact.

    A single number that leaves its comparison unknown is needed even where it is known in part
    ("more than 10"); so is the number of lesions while it is not exact
    and there may be more than are listed.
    """
    if len(planes.graph.support(place)) == 1:
        return 1
    if fact == planes.graph.counter:
        more = planes.facts.numbers.unlisted()
        exact = _exact(planes, fact)
        return planes.circuit.conjunction(map(planes.circuit.negation, (more.false, exact)))
    return unknown_gate(planes, fact)


def _exact(planes: NodePlanes, fact: str) -> int:
    """Whether both ends of a number are the same."""
    kind = planes.facts.types[fact]
    same = planes.circuit.test(Test(low_column(kind), ">=", high_column(kind), kind.scope))
    spans = planes.facts.numbers.spans.get(fact, ())
    return planes.circuit.disjunction(
        (same, *(span.gate for span in spans if span.low == span.high))
    )
