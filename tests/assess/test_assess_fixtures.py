"""Every example case and every fixture that a clinician wrote, run on the whole engine.

``HEPABOARD_BLESS=1 pytest tests/assess/test_assess_fixtures.py`` writes what each source ``says``
in the examples anew; a person reads the difference before it is kept.
"""

from pathlib import Path

import pytest
from assess_bless import bless

from hepaboard.assess import assess
from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import plain as as_json
from hepaboard.assess.reading import read
from hepaboard.case import flat_facts
from hepaboard.document import read_document
from hepaboard.examples import shipped
from hepaboard.expectations import named_nodes, unmet
from hepaboard.guideline import load_guideline
from hepaboard.logic import Truth, interpret

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
RULES = sorted((ROOT / "rules").rglob("*.yaml"))


def plain(value):
    """Decimals of the fixture files as the numbers that a script would pass."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


@pytest.mark.parametrize("example", shipped(), ids=lambda example: example.name)
def test_an_example_gives_what_its_author_expects(example):
    found = assess(example.case, load_guideline(example.sources))
    bless(example, found)
    assert example.expect and unmet(example.expect, found) == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_rules_have_the_values_their_author_expects(path):
    guideline = load_guideline()
    nodes = named_nodes(guideline)
    wrong = []
    for case in read_document(path).data["cases"]:
        given = plain(case["given"])
        if "lesion" in case:
            given["lesions"] = [plain(case["lesion"])]
        _, facts = flat_facts(given, guideline.vocabulary, guideline.treatments)
        facts = with_implied(facts, guideline)
        compiled = read(guideline, facts)
        assert compiled.values == interpret(guideline.graph, facts.valuation()), case["name"]
        for name, value in case["expect"].items():
            node = nodes[name]
            lesion = 0 if guideline.graph.nodes[node].scope == "lesion" else None
            found = Truth(compiled.truth(node, lesion)).name
            if found != value:
                wrong.append(f"{case['name']}: {name} {value} expected, {found}")
        for name, value in plain(case.get("facts") or {}).items():
            known = facts.patient.get(name)
            found = None if known is None else as_json(known.value)
            if found != value:
                wrong.append(f"{case['name']}: {name} = {value} expected, {found}")
    assert wrong == []
