"""Every example case and every fixture that a clinician wrote, run on the whole engine."""

from pathlib import Path

import pytest

from hepaboard.assess import assess
from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import read
from hepaboard.case import flat_facts
from hepaboard.document import read_document
from hepaboard.examples import shipped
from hepaboard.guideline import load_guideline
from hepaboard.logic import Truth, interpret

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
RULES = [
    pytest.param(case, id=f"{path.parent.name}/{path.stem}: {case['name']}")
    for path in sorted((ROOT / "rules").rglob("*.yaml"))
    for case in read_document(path).data["cases"]
]


def plain(value):
    """Decimals of the fixture files as the numbers that a script would pass."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


def statement_values(assessment):
    """TRUE or UNKNOWN for each statement that speaks; what is not listed is FALSE."""
    found = {
        item.id: {"holds": "TRUE", "unknown": "UNKNOWN"}[item.status]
        for option in assessment.options
        for item in option.statements
    }
    found |= {
        alert.id: {"holds": "TRUE", "unknown": "UNKNOWN"}[alert.status]
        for alert in assessment.alerts
    }
    return found


KNOWN_KEYS = {
    "scenario",
    "possible",
    "verdicts",
    "statements",
    "alerts",
    "concepts",
    "missing",
    "lesions",
    "not_missing",
    "missing_first",
    "phase",
}


@pytest.mark.parametrize("example", shipped(), ids=lambda example: example.name)
def test_an_example_gives_what_its_author_expects(example):
    expect = example.expect
    assert set(expect) <= KNOWN_KEYS and expect and example.why
    found = assess(example.case, load_guideline(example.sources))
    places = {(p.source, p.scenario): p.status for p in found.scenarios}
    for source, names in (expect.get("scenario") or {}).items():
        for name in names if isinstance(names, list) else [names]:
            assert places.get((source, name)) == "holds", (source, name, places)
    for source, names in (expect.get("possible") or {}).items():
        for name in names:
            assert places.get((source, name)) == "possible", (source, name, places)
    for treatment, verdict in (expect.get("verdicts") or {}).items():
        told = {option.treatment: option.verdict for option in found.options}
        assert told.get(treatment, "not_addressed") == verdict, (treatment, told.get(treatment))
    values = statement_values(found)
    for statement, value in (expect.get("statements") or {}).items():
        assert values.get(statement, "FALSE") == value, statement
    alerts = {alert.id for alert in found.alerts}
    assert set(expect.get("alerts") or ()) <= alerts, alerts
    answers = {(c.concept, a.source): a.value for c in found.concepts for a in c.answers}
    for concept, said in (expect.get("concepts") or {}).items():
        for source, value in said.items():
            assert answers[concept, source] == value, (concept, source)
    missing = [item.fact for item in found.missing]
    assert set(expect.get("missing") or ()) <= set(missing), missing
    assert not set(expect.get("not_missing") or ()) & set(missing)
    if "missing_first" in expect:
        assert missing[0] == expect["missing_first"]
    if "phase" in expect:
        facts = {fact.fact: fact.value for fact in found.facts}
        assert facts.get("decision_point") == expect["phase"]
    for lesion, verdicts in (expect.get("lesions") or {}).items():
        (result,) = (item for item in found.lesions if item.lesion == lesion)
        told = {option.treatment: option.verdict for option in result.options}
        for treatment, verdict in verdicts.items():
            assert told.get(treatment, "not_addressed") == verdict, (lesion, treatment)


@pytest.mark.parametrize("case", RULES)
def test_rule_has_the_value_its_author_expects(case):
    guideline = load_guideline()
    given = plain(case["given"])
    if "lesion" in case:
        given["lesions"] = [plain(case["lesion"])]
    _, facts = flat_facts(given, guideline.vocabulary, guideline.treatments)
    facts = with_implied(facts, guideline)
    compiled = read(guideline, facts)
    reference = interpret(guideline.graph, facts.valuation())
    assert compiled.values == reference
    nodes = {statement.id: statement.node for statement in guideline.statements}
    nodes |= {stop.entry.id: stop.node for stop in guideline.stops}
    nodes |= {alert.entry.id: alert.node for alert in guideline.alerts}
    for statement, value in case["expect"].items():
        node = nodes[statement]
        lesion = 0 if guideline.graph.nodes[node].scope == "lesion" else None
        assert Truth(compiled.truth(node, lesion)).name == value, statement
