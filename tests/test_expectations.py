"""Expectations of examples and rules: each kind is met, and each is told when it is not."""

import pytest

from hepaboard.assess import assess, assess_facts
from hepaboard.examples import case_source
from hepaboard.expectations import CHECKS, named_nodes, unmet
from hepaboard.guideline import load_guideline

PLACE = {"lesion_diameter_cm": 2, "lesion_location": "central"}


@pytest.fixture(scope="module")
def index():
    return assess(case_source("example:s0-index"))


@pytest.fixture(scope="module")
def scans():
    from datetime import date

    return assess(case_source("example:four-scans"), on=date(2025, 10, 10))


@pytest.fixture(scope="module")
def lesion():
    given = {"primary_site": "colon", "resectability": "resectable", "fitness": "unfit"}
    return assess_facts({**given, "n_liver_mets": 1, "lesions": [PLACE]})


MET = [
    ("index", "scenario", {"S0": "multifocal_bilobar"}),
    ("index", "possible", {"S2": ["resectable"]}),
    ("index", "verdicts", {"systemic_therapy": "recommended"}),
    ("index", "statements", {"H01": "UNKNOWN", "S2-tare-first-line": "FALSE"}),
    ("index", "alerts", ["S0-staging-pitfall"]),
    ("index", "alerts", {"S0-staging-pitfall": "warn"}),
    ("index", "missing", ["ras"]),
    ("index", "not_missing", ["primary_location"]),
    ("index", "phase", "initial"),
    ("index", "facts", {"primary_sidedness": "left", "ras": None}),
    ("scans", "windows", {"S0-reimage-weeks": {"earliest": "2025-11-10"}}),
    ("lesion", "lesions", {"L1": {"microwave_ablation": "contraindicated"}}),
]


@pytest.mark.parametrize(("case", "kind", "said"), MET)
def test_what_an_answer_holds_is_met(case, kind, said, request):
    assert unmet({kind: said}, request.getfixturevalue(case)) == []


NOT_MET = [
    ({"scenario": {"S2": "resectable"}}, "scenario S2 resectable: holds expected, possible"),
    ({"possible": {"S0": ["multifocal_bilobar"]}},
     "scenario S0 multifocal_bilobar: possible expected, holds"),
    ({"verdicts": {"systemic_therapy": "contested"}},
     "verdict systemic_therapy: contested expected, recommended"),
    ({"verdicts": {"nothing": "contested"}}, "verdict nothing: contested expected, not_addressed"),
    ({"statements": {"H01": "TRUE"}}, "statement H01: TRUE expected, UNKNOWN"),
    ({"alerts": ["A02"]}, "alert A02: expected, not shown"),
    ({"alerts": {"S0-staging-pitfall": "note"}},
     "alert S0-staging-pitfall: note expected, warn"),
    ({"concepts": {"resectable": {"S2": True}}}, "concept resectable S2: True expected, None"),
    ({"missing": ["primary_location"]}, "missing primary_location: expected, not listed"),
    ({"not_missing": ["ras"]}, "missing ras: listed, not expected"),
    ({"phase": "surveillance"}, "fact decision_point: surveillance expected, initial"),
    ({"facts": {"primary_sidedness": "right"}}, "fact primary_sidedness: right expected, left"),
    ({"windows": {"S0-x": {"latest": "2026-01-01"}}},
     "window S0-x latest: 2026-01-01 expected, no window"),
    ({"not_before": {"liver_resection": "2026-01-01"}},
     "not before liver_resection: 2026-01-01 expected, None"),
    ({"lesions": {"L1": {"sbrt": "acceptable"}}},
     "verdict L1 sbrt: acceptable expected, not_addressed"),
]  # fmt: skip


@pytest.mark.parametrize(("expect", "words"), NOT_MET)
def test_what_an_answer_does_not_hold_is_told(expect, words, index):
    assert unmet(expect, index) == [words]


def test_every_kind_of_expectation_is_tested_both_ways():
    failing = {kind for expect, _ in NOT_MET for kind in expect} | {"missing_first"}
    assert failing == set(CHECKS)


def test_the_first_missing_fact_is_compared(index):
    first = index.missing[0].fact
    assert unmet({"missing_first": first}, index) == []
    assert unmet({"missing_first": "age"}, index) == [f"missing first: age expected, {first}"]


def test_an_unknown_kind_of_expectation_is_refused(index):
    with pytest.raises(ValueError, match="verdict"):
        unmet({"verdict": {}}, index)


def test_every_condition_has_a_name_of_its_own():
    guideline = load_guideline()
    names = named_nodes(guideline)
    assert {"S2", "S2.fit", "D13", "H01", "H07", "A02", "S0-reimage-weeks"} <= set(names)
    assert names["S2"] == guideline.scopes["S2"] and names["S0-reimage-weeks/foresee"]
    conditions = len(guideline.scopes) + len(guideline.definitions) + len(guideline.statements)
    conditions += sum(s.foresee is not None for s in guideline.statements)
    conditions += sum(topic.node is not None for topic in guideline.topics.values())
    conditions += len(guideline.stops) + len(guideline.delays) + len(guideline.alerts)
    assert len(names) == conditions
