"""The files in which clinicians write rules: their shape, and what they ask beyond values."""

from pathlib import Path

import pytest

from hepaboard import assess_facts, load_guideline
from hepaboard.document import read_document
from hepaboard.expectations import named_nodes

ROOT = Path(__file__).resolve().parents[1] / "fixtures" / "rules"
FILES = sorted(ROOT.rglob("*.yaml"))
KEYS = {"name", "given", "lesion", "expect", "missing", "verdicts", "facts"}
#: Tables of one fact's values: they state truth values alone.
TABLES = {"terms", "evidence", "topics", "implied", "steps"}
STORIES = [path for path in FILES if path.stem not in TABLES]


def number(value):
    if isinstance(value, dict):
        return {key: number(part) for key, part in value.items()}
    if isinstance(value, list):
        return [number(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_of_rules_is_well_formed(path):
    data = read_document(path).data
    assert set(data) == {"topic", "cases"}
    ids = set(named_nodes(load_guideline()))
    names = [case["name"] for case in data["cases"]]
    assert len(names) == len(set(names))
    for case in data["cases"]:
        assert set(case) <= KEYS, case["name"]
        assert case["expect"] or case.get("facts"), case["name"]
        assert set(case["expect"]) <= ids, case["name"]
        assert set(case["expect"].values()) <= {"TRUE", "FALSE", "UNKNOWN"}, case["name"]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_verdicts_and_missing_facts_that_a_rule_names(path):
    cases = read_document(path).data["cases"]
    for case in cases:
        given = number(case["given"])
        if "lesion" in case:
            given["lesions"] = [number(case["lesion"])]
        found = assess_facts(given, load_guideline())
        for treatment, verdict in (case.get("verdicts") or {}).items():
            options = found.lesions[0].options if "lesion" in case else found.options
            told = {option.treatment: option.verdict for option in options}
            assert told.get(treatment, "not_addressed") == verdict, (case["name"], treatment)
        missing = {item.fact for item in found.missing}
        missing |= {fact for lesion in found.lesions for o in lesion.options for fact in o.needs}
        assert set(case.get("missing") or ()) <= missing, case["name"]
        stated = {s.id for option in found.options for s in option.statements}
        for name, value in case["expect"].items():
            if value == "FALSE":
                assert name not in stated, (case["name"], name)
