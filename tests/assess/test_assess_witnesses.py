"""Every condition is true, false and unknown in a shipped example."""

from __future__ import annotations

import pytest

from hepaboard.assess import assess_facts
from hepaboard.assess.implied import ContradictionError
from hepaboard.assess.witnesses import witnesses
from hepaboard.examples import never_shown, shipped
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def found(guideline):
    cases = {example.name: example.case for example in shipped()}
    return {item.id: item for item in witnesses(guideline, cases, never_shown())}


def test_no_condition_lacks_an_example(found):
    lacking = {name: item.lacks for name, item in found.items() if item.lacks}
    assert lacking == {}


def test_every_condition_of_the_guideline_is_counted(found, guideline):
    conditions = {s.id for s in guideline.statements if s.entry.when is not None}
    conditions |= {f"{s.id}/foresee" for s in guideline.statements if s.foresee is not None}
    conditions |= {f"{d.source}.{d.name}" for d in guideline.definitions} | set(guideline.scopes)
    for item in (*guideline.stops, *guideline.delays, *guideline.alerts, *guideline.caps):
        conditions.add(item.entry.id)
    assert set(found) == conditions
    scenarios = {item.id for item in found.values() if item.kind == "scenario"}
    assert {"S0.in_scope", "S2.resectable_fit_low_risk"} <= scenarios


def test_what_is_listed_as_never_shown_is_not_shown(found):
    for name, values in never_shown().items():
        for truth in values:
            assert getattr(found[name], truth) is None, (name, truth)


def test_a_rectal_tumour_cannot_lie_on_the_right(guideline):
    with pytest.raises(ContradictionError):
        assess_facts({"primary_site": "rectal", "primary_sidedness": "right"}, guideline)


@pytest.mark.parametrize("ecog", range(6))
def test_a_recorded_performance_status_answers_the_question_for_it(guideline, ecog):
    answer = assess_facts({"primary_site": "colon", "ecog": ecog}, guideline)
    assert "S2-performance-status" not in {alert.id for alert in answer.alerts}


def test_witnesses_of_a_condition_by_hand(guideline):
    cases = {
        "none": {"id": "none"},
        "breast": {"id": "b", "primary": {"primary_site": "breast"}},
        "wild": {"id": "w", "primary": {"primary_site": "colon"}, "molecular": {"braf": "V600E"}},
        "other": {
            "id": "o",
            "primary": {"primary_site": "colon"},
            "molecular": {"braf": "wild_type"},
            "lesions": [{"id": "L1", "lesion_diameter_cm": 4}, {"id": "L2"}],
        },
    }
    found = {
        item.id: item for item in witnesses(guideline, cases, {"S2-cryo-large": {"false": "x"}})
    }
    braf = found["S2-braf-no-anti-egfr"]
    # An example inside the source's scope is preferred to one that it does not speak of.
    assert (braf.true, braf.false, braf.unknown) == ("wild", "other", "none")
    assert braf.lacks == () and (braf.kind, braf.source) == ("advice", "S2")
    # One listed lesion makes it true, another leaves it unknown.
    large = found["S2-cryo-large"]
    assert (large.true, large.unknown) == ("other", "other")
    assert found["H01"].lacks == ("true", "false")
