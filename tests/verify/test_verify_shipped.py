"""The shipped guideline: everything that must hold is proved; the cases show what they say."""

import json
from functools import cache

import pytest

from hepaboard import assess_facts
from hepaboard.guideline import load_guideline
from hepaboard.verify import verify

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    return verify()


@cache
def answer(text):
    return assess_facts(json.loads(text))


def assessed(item):
    return answer(json.dumps(item.witness))


def option(item, treatment, lesion=False):
    result = assessed(item)
    listed = result.lesions[0].options if lesion else result.options
    return next((o for o in listed if o.treatment == treatment), None)


def test_everything_that_must_hold_is_proved(found):
    assert [r.id for r in found.obligations if r.status != "proved"] == []
    assert found.holds
    kinds = {r.kind for r in found.obligations}
    assert kinds == {"scenario", "live", "stop", "invariant", "verdict", "structure"}
    ids = [r.id for r in found.obligations]
    assert len(ids) == len(set(ids))


def test_every_statement_and_definition_has_its_obligation(found):
    guideline = load_guideline()
    ids = {r.id for r in found.obligations}
    assert {f"live.{item.id}" for item in guideline.statements} <= ids
    assert {f"live.{term.source}.{term.name}" for term in guideline.definitions} <= ids


def test_every_stop_has_its_cases_and_they_do_what_they_say(found):
    results = {r.id: r for r in found.obligations}
    for stop in load_guideline().stops:
        name = stop.entry.id
        raised, outside = results[f"{name}.raised"], results[f"{name}.outside"]
        lesion = stop.entry.scope == "lesion"
        if stop.entry.ends_assessment:
            assert assessed(raised).options == [] and assessed(outside).options
            continue
        stopped = {r.id.split(".")[2] for r in results.values() if r.id.startswith(f"{name}.stops")}
        assert stopped
        for treatment in stopped:
            treatment = treatment.removesuffix("-lesion")
            there = option(raised, treatment, lesion)
            assert there is not None and there.verdict == "contraindicated", (name, treatment)
            here = option(outside, treatment, lesion)
            assert here is None or name not in {s.id for s in here.statements if s.status}
        for treatment in stop.entry.except_:
            spared = option(results[f"{name}.except.{treatment}"], treatment)
            assert spared is not None and spared.verdict != "contraindicated"


def test_a_case_just_outside_a_stop_is_near_the_case_that_raises_it(found):
    results = {r.id: r for r in found.obligations}
    for name in ("H01", "H03", "H05", "H05-thermal", "H08"):
        raised, outside = results[f"{name}.raised"].witness, results[f"{name}.outside"].witness
        assert 1 <= sum(raised.get(fact) != outside.get(fact) for fact in raised | outside) <= 3
    assert results["H05-thermal.outside"].witness["bilirubin_mg_dl"] < 3
    assert results["H05.outside"].witness["bilirubin_mg_dl"] == 3


def incompatible(found, names):
    for finding in found.findings:
        if finding.type == "incompatible" and not finding.same_voice:
            name = finding.id.split(".")[2]
            if name in names or name.removesuffix("-lesion") in names:
                yield finding, name.removesuffix("-lesion"), name.endswith("-lesion")


def test_sources_that_are_found_incompatible_are_so_in_the_assessment(found):
    guideline = load_guideline()
    pairs = list(incompatible(found, guideline.options | guideline.lesion_options))
    assert len(pairs) > 50
    for finding, treatment, lesion in pairs:
        result = option(finding, treatment, lesion)
        assert result is not None and result.agreement == "incompatible", finding.id
        assert set(finding.statements) <= {s.id for s in result.statements if s.status == "holds"}


def test_concepts_that_are_answered_differently_are_so_in_the_assessment(found):
    pairs = list(incompatible(found, load_guideline().concepts))
    assert len(pairs) > 10
    for finding, concept, _ in pairs:
        (result,) = (c for c in assessed(finding).concepts if c.concept == concept)
        assert result.agreement == "incompatible", finding.id


def test_choices_that_sources_make_differently_are_listed_in_the_assessment(found):
    pairs = list(incompatible(found, load_guideline().treatments.choices))
    assert {name for _, name, _ in pairs} >= {"first_move", "first_regimen"}
    for finding, _, _ in pairs:
        live = {d.id for d in assessed(finding).disagreements if d.type == "incompatible"}
        assert finding.listed_as in live, finding.id


def test_the_list_of_disagreements_and_the_findings_agree(found):
    topics = {topic.id: topic for topic in found.topics}
    assert list(topics) == list(load_guideline().topics)
    for topic in topics.values():
        assert bool(topic.findings) != bool(topic.reason), topic.id
    for name in ("D01", "D03", "D05", "D12", "D13", "D15", "D19", "D22", "D39"):
        assert topics[name].findings, name
    assert "figures" in topics["D30"].reason and "one voice" in topics["D45"].reason
    unlisted = {
        f.id.split(".")[2]
        for f in found.findings
        if f.type == "incompatible" and f.listed_as is None
    }
    assert unlisted == set()


def test_a_subsumed_statement_never_holds_alone(found):
    """On every case that was found, wherever the inner statement holds the outer one does."""
    guideline = load_guideline()
    nodes = {item.id: item.node for item in guideline.statements}
    pairs = [f.statements for f in found.findings if f.check == "3. Subsumed" and f.kleene]
    assert len(pairs) > 5
    cases = [f for f in found.findings if f.witness and not f.witness.get("lesions")][::7]
    from hepaboard.assess.implied import with_implied
    from hepaboard.case import flat_facts

    for finding in cases:
        _, facts = flat_facts(finding.witness, guideline.vocabulary, guideline.treatments)
        values = guideline.program(with_implied(facts, guideline).valuation())
        for inner, outer in pairs:
            if values[nodes[inner]] == 3:
                assert values[nodes[outer]] == 3, (inner, outer, finding.id)


def test_facts_that_change_no_verdict_are_named(found):
    named = {f.id for f in found.findings if f.check == "8. Unnecessary fact"}
    assert "8.staging_complete" in named and "8.flr_pct" not in named and "8.msi" not in named


def test_no_scope_takes_a_value_that_leaves_it_open_for_no(found):
    """A tumour of the junction, "colon or rectum, not told which", may be the article's own."""
    named = {f.id for f in found.findings if f.check == "6. Missing"}
    assert named and not any(name.endswith(".colorectal") for name in named)
