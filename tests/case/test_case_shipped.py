"""The shipped vocabulary as cases meet it: rules that fill facts, units, phases of care."""

from decimal import Decimal

import pytest

from hepaboard import load_guideline
from hepaboard.case import facts_of, read_case
from hepaboard.case.derive import RULES
from hepaboard.case.units import convert

GUIDELINE = load_guideline(["S0"])
VOCABULARY, TREATMENTS = GUIDELINE.vocabulary, GUIDELINE.treatments
DERIVED = {name: fact.entry.derive for name, fact in VOCABULARY.items() if fact.entry.derive}
#: Rules that speak of treatments, of examinations and of facts of a lesion.
OF_TREATMENT = {
    "given",
    "imaged",
    "course_of",
    "line_of",
    "lines_failed",
    "weeks_since_last",
    "months_since_last",
    "weeks_since_start",
    "months_on",
}
OF_LESION = {"largest", "smallest"}


def known(case, on=None):
    file = read_case({"id": "t", **case})
    found = facts_of(file, VOCABULARY, TREATMENTS, on)
    return {name: fact.value for name, fact in found.patient.items()}


@pytest.mark.parametrize("name", sorted(DERIVED))
def test_rules_that_fill_facts_exist_and_speak_of_things_that_exist(name):
    for rule, argument in DERIVED[name].items():
        assert rule in RULES, name
        if rule in OF_TREATMENT:
            assert argument in TREATMENTS, name
        elif rule == "latest_of":
            assert set(argument) <= set(TREATMENTS)
            assert set(argument.values()) | {"none"} <= set(VOCABULARY.types[name].values)
        elif rule in OF_LESION:
            assert VOCABULARY.types[argument].scope == "lesion"
        elif rule == "both_lobes":
            place = VOCABULARY.types[argument["of"]]
            assert place.scope == "lesion"
            assert {*argument["left"], *argument["right"]} < set(place.values)
            assert not set(argument["left"]) & set(argument["right"])
        elif rule == "decision_point":
            for kind in ("systemic", "liver", "first_stage"):
                assert argument[kind] in TREATMENTS
            for fact, member in (argument["progression"], argument["converted"]):
                assert member in VOCABULARY.types[fact].values
            assert VOCABULARY.types[argument["recurrence"]].kind == "boolean"


UNITS = [(name, unit) for name, fact in VOCABULARY.items() for unit in fact.entry.units]


@pytest.mark.parametrize(("name", "unit"), UNITS)
def test_every_unit_that_a_fact_says_it_takes_is_converted(name, unit):
    entry = VOCABULARY[name].entry
    mass = entry.molar_mass_g_mol
    value = convert(Decimal(1), unit, entry.unit, None if mass is None else Decimal(mass))
    assert value > 0


def test_empty_records_of_every_rule_tell_nothing_or_absence():
    assert known({}) == {}
    absent = known({"treatments": [], "imaging": []})
    for name in absent:
        assert absent[name] in (False, "none", "none_yet", "initial", 0), name


FOLFOX = {"treatment": "folfox", "start": "2026-01-10", "line": 1}
RESECTION = {"treatment": "liver_resection", "on": "2026-06-01"}
SCAN = {"modality": "ct_multiphase", "on": "2026-08-01"}


@pytest.mark.parametrize(
    ("records", "more", "phase"),
    [
        ([], {}, "initial"),
        ([{"treatment": "hemicolectomy"}], {}, "initial"),
        ([{"treatment": "primary_adjuvant_chemotherapy"}], {}, "initial"),
        ([{**FOLFOX, "ongoing": True}], {}, "on_treatment"),
        ([{**FOLFOX, "ongoing": True}], {"response": "partial_response"}, "reassessment"),
        ([{**FOLFOX, "ongoing": True}], {"response": "progression"}, "progression"),
        ([{**FOLFOX, "end": "2026-05-01"}], {"resectability": "converted"}, "after_conversion"),
        ([{**FOLFOX, "end": "2026-05-01"}, RESECTION], {}, "after_resection"),
        ([{**FOLFOX, "end": "2026-05-01"}, RESECTION], {"imaging": SCAN}, "surveillance"),
        ([RESECTION], {"recurrence": True}, "recurrence"),
        ([], {"recurrence": True}, "initial"),
        ([{"treatment": "portal_vein_embolization", "on": "2026-05-01"}], {}, "between_stages"),
        (
            [{"treatment": "two_stage_hepatectomy", "on": "2026-05-01", "stage": 1}],
            {},
            "between_stages",
        ),
        ([{"treatment": "two_stage_hepatectomy", "on": "2026-05-01"}], {}, None),
    ],
)
def test_the_phase_of_care(records, more, phase):
    facts = {key: value for key, value in more.items() if key != "imaging"}
    images = [more["imaging"]] if "imaging" in more else []
    case = {
        "treatments": {"complete": True, "records": records},
        "imaging": {"records": images},
        "facts": facts,
    }
    assert known(case).get("decision_point") == phase


def test_an_open_history_does_not_tell_the_phase():
    assert "decision_point" not in known({"treatments": {"records": [FOLFOX]}})
    assert "decision_point" not in known({})


def test_adjuvant_chemotherapy_of_the_primary_is_no_line():
    case = {
        "treatments": {
            "complete": True,
            "records": [{"treatment": "primary_adjuvant_chemotherapy"}],
        }
    }
    assert known(case)["treatment_line"] == "none_yet"
    assert known(case)["systemic_therapy"] == "none"
