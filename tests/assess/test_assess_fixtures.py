"""Every example case and every fixture that a clinician wrote, run on the whole engine."""

from pathlib import Path

import pytest

from hepaboard.assess import assess, assess_facts
from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import read
from hepaboard.case import flat_facts
from hepaboard.document import read_document
from hepaboard.expectations import named_nodes, unmet
from hepaboard.guideline import load_guideline
from hepaboard.logic import Truth, interpret

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
SHIPPED = Path(__file__).resolve().parents[2] / "src" / "hepaboard" / "knowledge" / "examples"
CASES = sorted([*SHIPPED.glob("*.yaml"), *(ROOT / "cases").rglob("*.yaml")])
RULES = [
    pytest.param(case, id=f"{path.parent.name}/{path.stem}: {case['name']}")
    for path in sorted((ROOT / "rules").rglob("*.yaml"))
    for case in read_document(path).data["cases"]
]


def assessed(data):
    guideline = load_guideline(data.get("sources"))
    if "case" in data:
        return assess(data["case"], guideline)
    return assess_facts(plain(data["facts"]), guideline)


def plain(value):
    """Decimals of the fixture files as the numbers that a script would pass."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_gives_what_its_author_expects(path):
    data = read_document(path).data
    assert data["expect"] and data["why"]
    assert unmet(data["expect"], assessed(data)) == []


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
    nodes = named_nodes(guideline)
    for statement, value in case["expect"].items():
        node = nodes[statement]
        lesion = 0 if guideline.graph.nodes[node].scope == "lesion" else None
        assert Truth(compiled.truth(node, lesion)).name == value, statement
