"""Every shipped example gives what it says is expected of it."""

from __future__ import annotations

from datetime import date

import pytest

from hepaboard.assess import assess
from hepaboard.assess.response import response_of
from hepaboard.case import facts_of, read_case
from hepaboard.examples import case_source, shipped
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.mark.parametrize("example", shipped(), ids=lambda example: example.name)
def test_an_example_gives_what_is_expected(example, guideline):
    found = assess(example.case, guideline)
    holding = {(place.source, place.scenario) for place in found.scenarios}
    assert set(example.expect.get("scenario", {}).items()) <= holding
    for treatment, verdict in example.expect.get("verdicts", {}).items():
        assert found.option(treatment).verdict == verdict, treatment
    assert set(example.expect.get("alerts", [])) <= {alert.id for alert in found.alerts}
    assert found.warnings == []
    assert example.why


@pytest.mark.parametrize(
    ("on", "scenario", "phase"),
    [
        (date(2025, 9, 5), "potentially_resectable", "initial"),
        (date(2026, 4, 16), "potentially_resectable_both", "between_stages"),
        (date(2026, 5, 14), "potentially_resectable_load", "between_stages"),
    ],
)
def test_four_scans_goes_through_the_flow_of_s2(guideline, on, scenario, phase):
    found = assess(case_source("example:four-scans"), guideline, on)
    assert scenario in {place.scenario for place in found.scenarios if place.source == "S2"}
    assert {fact.value for fact in found.facts if fact.fact == "decision_point"} == {phase}


def test_four_scans_responds_to_the_second_line_only(guideline):
    file = read_case(case_source("example:four-scans"))
    facts = facts_of(file, guideline.vocabulary, guideline.treatments)
    first, second = response_of(file, facts, guideline).lines
    assert [point.response for point in first.points] == ["PD"]
    assert [point.response for point in second.points] == ["PR", "PR"]
    assert [bool(point.local) for point in second.points] == [False, True]
    assert (second.best.response, second.nadir_mm) == ("PR", 69)
