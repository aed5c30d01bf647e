"""Lesions that come and go: what a list of lesions says on a given day."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from hepaboard.assess import assess
from hepaboard.case import CaseError, facts_of, read_case
from hepaboard.guideline import load_guideline


def sizes(*pairs):
    return [{"value": value, "on": day} for day, value in pairs]


CASE = {
    "id": "come-and-go",
    "treatments": {
        "complete": True,
        "records": [{"treatment": "folfox", "start": "2026-01-10", "ongoing": True, "line": 1}],
    },
    "lesions": {
        "complete": True,
        "listed": [
            {"id": "L1", "lesion_diameter_cm": sizes(("2026-01-05", 3), ("2026-03-05", 0))},
            {"id": "L2", "lesion_diameter_cm": sizes(("2026-01-05", 2), ("2026-03-05", 0))},
            {"id": "L3", "lesion_diameter_cm": sizes(("2026-03-05", 1)), "segment": "7"},
        ],
    },
}


def known(case, on):
    guideline = load_guideline()
    return facts_of(read_case(case), guideline.vocabulary, guideline.treatments, on)


def test_a_lesion_that_is_gone_stays_listed_with_its_size_open():
    facts = known(CASE, date(2026, 3, 6))
    found = dict(facts.lesions)
    assert list(found) == ["L1", "L2", "L3"]
    assert "lesion_diameter_cm" not in found["L1"]
    assert facts.patient["n_liver_mets"].value == 3
    assert any("L1 was not seen any more on 2026-03-05" in text for text in facts.warnings)


def test_before_it_went_it_has_its_size_and_a_later_one_is_not_there_yet():
    facts = known(CASE, date(2026, 1, 20))
    found = dict(facts.lesions)
    assert found["L1"]["lesion_diameter_cm"].value == Decimal(3)
    assert "L3" in found, "its segment bears no day, so it may have been known"
    bare = deepcopy(CASE)
    del bare["lesions"]["listed"][2]["segment"]
    facts = known(bare, date(2026, 1, 20))
    assert [name for name, _ in facts.lesions] == ["L1", "L2"]
    assert facts.patient["n_liver_mets"].value == 2
    assert any("L3 was first recorded after 2026-01-20" in text for text in facts.warnings)


def test_all_gone_reaches_a_complete_response_of_the_targets():
    case = {**CASE, "lesions": {"complete": True, "listed": CASE["lesions"]["listed"][:2]}}
    (line,) = assess(case, on=date(2026, 3, 6)).response
    assert line.points[-1].response == "CR"


def test_a_size_of_nothing_needs_its_day():
    case = {"id": "x", "lesions": [{"id": "L1", "lesion_diameter_cm": 0}]}
    with pytest.raises(CaseError, match="outside the accepted range"):
        known(case, None)


@pytest.mark.parametrize(
    ("day", "old"), [("2026-03-01", True), ("2026-04-07", False), ("2026-05-01", False)]
)
def test_a_judgement_from_before_the_operation_is_shown_as_old(day, old):
    case = {
        "id": "operated",
        "judgements": {"resectability": {"value": "resectable", "on": day}},
        "treatments": {
            "complete": True,
            "records": [{"treatment": "minor_hepatectomy", "on": "2026-04-07"}],
        },
    }
    facts = known(case, date(2026, 5, 2))
    assert facts.patient["resectability"].value == "resectable"
    assert facts.patient["resectability"].old is old
    told = "resectability of 2026-03-01 was recorded before the liver resection of 2026-04-07"
    assert any(told in text for text in facts.warnings) is old
