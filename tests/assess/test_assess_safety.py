"""Stops, re-derived from the knowledge by hand, against the verdicts of random cases."""

from functools import lru_cache

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from hepaboard import assess_facts, load_guideline
from hepaboard.assess import ContradictionError
from hepaboard.assess.implied import with_implied
from hepaboard.case import CaseError, flat_facts
from hepaboard.logic import interpret

FAVOUR = {"recommended", "acceptable", "contested"}
SAFE = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def reached(stop, treatment):
    """Whether a stop is on a treatment or on something it is one of, exceptions left out."""
    treatments = load_guideline().treatments
    kinds = {treatment}
    todo = [treatment]
    while todo:
        for parent in treatments[todo.pop()].parents:
            if parent not in kinds:
                kinds.add(parent)
                todo.append(parent)
    return bool(kinds & set(stop.entry.stop)) and not kinds & set(stop.entry.except_)


@lru_cache(maxsize=1)
def reach():
    guideline = load_guideline()
    return {
        name: [stop for stop in guideline.stops if reached(stop, name)]
        for name in guideline.treatments
    }


@lru_cache(maxsize=1)
def facts_of_interest():
    """The facts that stops read, and those that bring statements in favour to life."""
    guideline = load_guideline()
    types = guideline.vocabulary.types

    def read_by(nodes):
        names = {name for node in nodes for name in guideline.graph.support(node)}
        return sorted(n for n in names if types[n].scope == "patient" and n != "primary_site")

    stops = read_by(stop.node for stop in guideline.stops)
    return stops, read_by(option.roots.for_ for option in guideline.options.values())


@st.composite
def cases(draw):
    """Facts of a patient with colon cancer: some that stops read, and others."""
    types = load_guideline().vocabulary.types
    stops, others = facts_of_interest()
    chosen = draw(st.lists(st.sampled_from(stops), min_size=1, max_size=5, unique=True))
    chosen += draw(st.lists(st.sampled_from(others), max_size=12, unique=True))
    return {"primary_site": "colon", **{name: draw(value_of(types[name])) for name in chosen}}


def value_of(kind):
    if kind.kind == "boolean":
        return st.booleans()
    if kind.kind == "enum":
        return st.sampled_from(kind.values)
    if kind.kind == "set":
        return st.lists(st.sampled_from(kind.values), unique=True, max_size=2)
    return st.integers(int(kind.low) + 1, min(int(kind.high), int(kind.low) + 50))


@SAFE
@given(facts=cases())
def test_nothing_is_favoured_while_a_stop_on_it_or_on_its_kind_holds_or_is_open(facts):
    guideline = load_guideline()
    try:
        _, entered = flat_facts(facts, guideline.vocabulary, guideline.treatments)
        known = with_implied(entered, guideline)
    except (ContradictionError, CaseError):
        return
    values = interpret(guideline.graph, known.valuation())
    found = assess_facts(facts, guideline)
    for option in found.options:
        stops = [
            values[stop.node]
            for stop in reach()[option.treatment]
            if stop.entry.scope == "patient" and not stop.entry.ends_assessment
        ]
        worst = max(stops, default=0)
        if worst:
            assert option.verdict not in FAVOUR, option.treatment
        assert (option.verdict == "contraindicated") == (worst == 3), option.treatment
        event(f"{option.verdict}, stop {worst}")


@SAFE
@given(facts=cases(), kept=st.sets(st.integers(0, 20)))
def test_more_is_known_and_a_stop_that_held_still_holds(facts, kept):
    guideline = load_guideline()
    fewer = {name: value for i, (name, value) in enumerate(facts.items()) if i in kept}
    try:
        more = assess_facts(facts, guideline)
        less = assess_facts({"primary_site": "colon", **fewer}, guideline)
    except (ContradictionError, CaseError):
        return
    told = {option.treatment: option.verdict for option in more.options}
    for option in less.options:
        if option.verdict == "contraindicated":
            assert told[option.treatment] == "contraindicated"
        held = {s.id for s in option.statements if s.status == "holds"}
        now = {s.id for s in more.option(option.treatment).statements if s.status == "holds"}
        assert held <= now, option.treatment


def test_exceptions_and_kinds_of_the_shipped_stops():
    by = {stop.entry.id: stop for stop in load_guideline().stops}
    assert reached(by["H01"], "triplet_anti_egfr")
    assert not reached(by["H01"], "systemic_therapy")
    assert reached(by["H03"], "liver_first")
    assert not reached(by["H03"], "resection_after_systemic_therapy")
    assert not reached(by["H04"], "two_stage_hepatectomy")
    assert reached(by["H04"], "major_hepatectomy")
    assert not reached(by["H05"], "hifu")
    assert reached(by["H05-thermal"], "radiofrequency_ablation")


def test_a_stop_that_ends_the_assessment_leaves_no_options():
    for site in ("hcc", "cholangiocarcinoma"):
        found = assess_facts({"primary_site": site, "ras": "mutant"})
        assert [alert.level for alert in found.alerts] == ["stop"]
        assert not found.options and not found.schedule and not found.lesions
        assert found.facts and found.citations
