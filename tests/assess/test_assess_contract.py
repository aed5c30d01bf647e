"""The JSON of an assessment has every key of the contract, and the schemas describe what comes."""

import json

import pytest

from hepaboard import assess, assess_facts, load_guideline
from hepaboard.assess import assessment_schema, case_schema, facts_schema

LONG = {
    "id": "t",
    "assessed_on": "2026-05-01",
    "primary": {"primary_site": "colon", "primary_histology": "adenocarcinoma"},
    "facts": {"primary_confirmed": True, "bilobar": True, "extrahepatic_disease": "none"},
    "laboratory": {"bilirubin_mg_dl": 0.8},
    "lesions": {
        "complete": True,
        "listed": [{"id": "L1", "lesion_diameter_cm": 2}, {"id": "L2", "lesion_diameter_cm": 4}],
    },
    "treatments": {
        "complete": True,
        "records": [{"treatment": "folfox", "start": "2026-04-01", "ongoing": True, "line": 1}],
    },
    "patient": {"age": 62},
}
# Every key of the contract, and under it those of its parts.
CONTRACT = {
    "": (
        "guideline case facts scenarios flows options lesions concepts alerts stops_open"
        " not_considered missing missing_of_lesions schedule scores disagreements errata team"
        " citations"
    ),
    "guideline": "version hash sources",
    "case": "id hash assessed_on",
    "facts": "fact value unit origin",
    "scenarios": "source scenario status because",
    "flows": "source nodes place open",
    "flows.nodes": "id label status rows because stopped",
    "flows.open": "from to needs",
    "options": (
        "treatment name verdict lead agreement needs open_objections settled possible_verdicts"
        " review declined not_before not_stated evidence statements"
    ),
    "options.statements": ("id rows source direction review strength where says status because"),
    "options.statements.because": "fact value",
    "options.evidence": "id rows source says figures status",
    "lesions": "lesion options",
    "lesions.options": "treatment verdict statements",
    "concepts": "concept answers agreement",
    "concepts.answers": "source value because",
    "alerts": "level text do rows",
    "stops_open": "treatment needs rows",
    "missing": "fact question score could_change",
    "missing_of_lesions": "fact question score could_change lesions",
    "schedule": "action anchor window earliest latest per_source overlap",
    "errata": "id text rows",
    "citations": "source citation date review_status",
}


@pytest.fixture(scope="module")
def found():
    """The JSON of a case in which every part of an assessment has something to say."""
    return json.loads(assess(LONG, load_guideline()).model_dump_json())


def parts(data, path):
    here = [data]
    for key in path.split("."):
        here = [part for item in here for part in listed(item[key])] if key else here
    return here


def listed(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("path", list(CONTRACT))
def test_every_key_is_there(found, path):
    here = parts(found, path)
    assert here, path
    for part in here:
        assert set(CONTRACT[path].split()) <= set(part), path


WORDS = {
    "options.verdict": {
        "recommended",
        "acceptable",
        "contested",
        "not_recommended",
        "contraindicated",
        "needs_data",
        "undetermined",
        "not_addressed",
    },
    "options.lead": {"for", "against", None},
    "options.agreement": {
        "agree",
        "different_strength",
        "one_silent",
        "open",
        "incompatible",
        None,
    },
    "options.review": {"reviewed", "unreviewed_only"},
    "options.declined": {True, False},
    "options.statements.direction": {"for", "consider", "against", "stop"},
    "options.statements.status": {"holds", "unknown"},
    "options.statements.review": {"reviewed", "pending"},
    "scenarios.status": {"holds", "possible"},
    "flows.nodes.status": {"holds", "possible", "not_reached"},
    "alerts.level": {"urgent", "stop", "warn", "note"},
    "facts.origin": {"entered", "derived", "implied", "setting", "fhir", "mask", "formula"},
    "concepts.answers.value": {True, False, None},
}


@pytest.mark.parametrize("path", list(WORDS))
def test_words_are_those_of_the_contract(found, path):
    *way, last = path.split(".")
    values = {part[last] for part in parts(found, ".".join(way))}
    assert values and values <= WORDS[path]


def test_every_statement_names_its_rows_and_place(found):
    for statement in parts(found, "options.statements"):
        rule = statement["source"] == "project"
        assert bool(statement["rows"]) is not rule, statement["id"]
        assert statement["where"].startswith("project rule without a source") is rule
        assert statement["where"] and statement["says"]


def test_every_option_of_the_json_is_a_treatment_of_the_catalogue(found):
    catalogue = load_guideline().treatments
    ids = [option["treatment"] for option in found["options"]]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(catalogue)


def test_dates_are_iso_and_numbers_are_numbers(found):
    assert found["case"]["assessed_on"] == "2026-05-01"
    facts = {fact["fact"]: fact["value"] for fact in found["facts"]}
    assert facts["bilirubin_mg_dl"] == 0.8
    assert facts["n_liver_mets"] == 2 and isinstance(facts["n_liver_mets"], int)
    assert facts["largest_lesion_cm"] == 4


def test_nothing_of_the_schedule_has_a_date_while_its_anchor_has_none():
    case = {**LONG, "treatments": []}
    for entry in assess(case, load_guideline(["S0"])).schedule:
        assert entry.earliest is None and entry.latest is None
        assert all(w.earliest is None and w.latest is None for w in entry.per_source)


def test_the_schema_of_an_assessment_knows_every_key(found):
    schema = assessment_schema()
    assert set(found) == set(schema["properties"])
    assert set(schema["required"]) == set(schema["properties"])


def test_the_schema_of_facts_names_every_fact_with_its_limits():
    guideline = load_guideline()
    schema = facts_schema(guideline)
    properties = schema["properties"]
    assert schema["additionalProperties"] is False
    for name, fact in guideline.vocabulary.items():
        lesion = fact.type.scope == "lesion"
        home = properties["lesions"]["items"]["properties"] if lesion else properties
        entry = home[name]
        assert entry["description"].startswith(fact.entry.question)
        if fact.type.kind == "enum":
            assert entry["enum"] == list(fact.type.values)
        if fact.type.numeric:
            assert entry["minimum"] == float(fact.type.low)
            assert entry["maximum"] == float(fact.type.high)
            step = entry.get("multipleOf")
            assert step == (None if fact.type.computed else pytest.approx(10**-fact.type.digits))
    assert set(properties) == {
        *(n for n, f in guideline.vocabulary.items() if f.type.scope == "patient"),
        "lesions",
        "declined",
    }


def test_values_at_the_limits_of_the_schema_are_accepted_and_beyond_are_not():
    guideline = load_guideline(["S0"])
    properties = facts_schema(load_guideline())["properties"]
    for name, entry in properties.items():
        if "minimum" not in entry or name == "n_liver_mets":
            continue
        for value in (entry["minimum"], entry["maximum"]):
            facts = assess_facts({name: value}, guideline).facts
            assert name in {fact.fact for fact in facts}
        with pytest.raises(Exception, match="outside the accepted range"):
            assess_facts({name: entry["maximum"] + 1}, guideline)


def test_the_schema_of_a_case_has_the_sections_and_the_catalogue():
    schema = case_schema(load_guideline())
    assert {"id", "molecular", "lesions", "treatments", "imaging"} <= set(schema["properties"])
    ras = schema["properties"]["molecular"]["properties"]["ras"]
    assert ras["anyOf"][0]["enum"] == ["wild_type", "mutant"]
    named = schema["$defs"]["Treatment"]["properties"]["treatment"]["enum"]
    assert named == sorted(load_guideline().treatments)
    assert schema["required"] == ["id"]
