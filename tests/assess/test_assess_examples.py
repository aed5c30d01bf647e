"""Every shipped example gives what it says is expected of it."""

from __future__ import annotations

from datetime import date

import pytest

from hepaboard.assess import assess, assess_facts
from hepaboard.assess.response import response_of
from hepaboard.case import facts_of, read_case
from hepaboard.document import read_document
from hepaboard.errors import HepaboardError
from hepaboard.examples import case_source, example_file, shipped
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


def test_names_are_unique_and_titles_fit_one_line():
    found = shipped()
    assert len({example.name for example in found}) == len(found) >= 60
    assert {example.group for example in found} >= {"S0", "S1", "S2", "S3", "S4"}
    for example in found:
        assert 10 <= len(example.title) <= 100 and "\n" not in example.title, example.name
        assert len(example.why) >= 30, example.name


def test_worked_cases_raise_no_warning(guideline):
    for name in ("s0-index", "four-scans"):
        assert assess(case_source(f"example:{name}"), guideline).warnings == []


def test_an_example_of_flat_facts_is_a_case_of_the_same_answer(guideline):
    (example,) = (item for item in shipped() if item.name == "s2-stop-lesion-place")
    data = read_document(example_file(example.name)).data
    case = assess(case_source("example:s2-stop-lesion-place"), guideline)
    flat = assess_facts(data["facts"], guideline)
    assert case.model_dump(exclude={"case"}) == flat.model_dump(exclude={"case"})
    assert (case.case.id, case.case.about) == ("s2-stop-lesion-place", example.title)


def test_an_unknown_example_is_told_with_close_names():
    with pytest.raises(HepaboardError) as error:
        case_source("example:s2-resectable-unfot")
    assert str(error.value).splitlines()[0] == "There is no example 's2-resectable-unfot'."
    assert "s2-resectable-unfit" in error.value.allowed
    with pytest.raises(HepaboardError, match="no example"):
        case_source("example:../../policy")
    assert case_source("mine.yaml") == "mine.yaml"


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


def four_scans_to_the_end():
    """The example with its second stage done, and one more scan afterwards."""
    case = dict(case_source("example:four-scans"))
    records = [dict(item) for item in case["treatments"]["records"]]
    for item in records:
        if item.get("planned"):
            item.pop("planned")
    scans = [*case["imaging"]["records"], {"modality": "ct_multiphase", "on": "2026-09-01"}]
    case["treatments"] = {"complete": True, "records": records}
    case["imaging"] = {"complete": True, "records": scans}
    return case


@pytest.mark.parametrize(
    ("on", "phase", "due"),
    [
        (date(2025, 9, 5), "initial", {}),
        (date(2025, 10, 10), "on_treatment", {"restaging_imaging": date(2025, 11, 15)}),
        (date(2025, 11, 20), "progression", {}),
        (date(2026, 4, 20), "between_stages", {"liver_volumetry": date(2026, 5, 5)}),
        (date(2026, 6, 10), "after_resection", {}),
        (date(2026, 9, 10), "surveillance", {}),
    ],
)
def test_four_scans_step_by_step(guideline, on, phase, due):
    found = assess(four_scans_to_the_end(), guideline, on)
    facts = {fact.fact: fact.value for fact in found.facts}
    assert facts["decision_point"] == phase
    windows = {
        (entry.action, window.earliest) for entry in found.schedule for window in entry.per_source
    }
    assert set(due.items()) <= windows, windows
    if phase in ("after_resection", "surveillance"):
        assert any(entry.action == "surveillance_imaging" for entry in found.schedule), [
            entry.action for entry in found.schedule
        ]
