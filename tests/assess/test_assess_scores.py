"""Scores from facts: values, ranges, bounds, and nothing from defaults."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.assess import assess, assessment_schema
from hepaboard.assess.score_model import ScoreResult
from hepaboard.assess.score_rules import SCORES
from hepaboard.assess.scores import scores
from hepaboard.case import CaseError
from hepaboard.case.calculators import RiskFactors, Score
from hepaboard.logic import Bounds, Members


def by_name(facts):
    return {result.score: result for result in scores(facts)}


FULL = {
    "node_positive_primary": True,
    "disease_free_interval_months": Decimal("6"),
    "n_liver_mets": Decimal(3),
    "cea_ng_ml": Decimal("30"),
    "largest_lesion_cm": Decimal("4.0"),
    "kras": "mutant",
    "extrahepatic_disease": "none",
    "primary_t_stage": "T4",
    "synchronous": False,
    "bilirubin_mg_dl": Decimal("2.5"),
    "albumin_g_dl": Decimal("3.8"),
    "inr": Decimal("1.0"),
    "creatinine_mg_dl": Decimal("1.2"),
    "sodium_mmol_l": Decimal(131),
    "dialysis": False,
    "sex": "female",
    "ascites": False,
    "encephalopathy_grade": Decimal(0),
}


def test_nothing_known_nothing_shown():
    assert scores({}) == []
    assert scores({"age": Decimal(62), "sex": "male", "dialysis": False}) == []


def test_values_of_a_complete_case():
    found = by_name(FULL)
    assert [(name, found[name].value, found[name].group) for name in found] == [
        ("fong", 3, "high"),
        ("game", 4, "high"),
        ("tbs", 5.0, "zone 2"),
        ("s2_factors", None, None),
        ("zhu", 2, "low"),
        ("albi", pytest.approx(-2.153582, abs=1e-6), "grade 2"),
        ("child_pugh", 6, "A"),
        ("meld", 12, None),
        ("meld_na", 18, None),
        ("meld_3", 17, None),
    ]
    assert all(result.range is None and result.missing == [] for result in found.values())


def test_zhu_differs_from_the_list_of_s2():
    found = by_name(FULL)
    assert {f.name: f.present for f in found["s2_factors"].factors} == {
        "primary_t": True,
        "burden": True,
        "synchronous": False,
        "cea": True,
    }
    assert found["s2_factors"].value is None
    assert found["s2_factors"].range is None
    assert any("no count" in note for note in found["s2_factors"].notes)


def test_missing_inputs_give_a_range_and_their_names():
    found = by_name({"n_liver_mets": Decimal(3)})
    fong = found["fong"]
    assert (fong.value, fong.range, fong.group) == (None, (1, 5), None)
    assert fong.missing == [
        "node_positive_primary",
        "disease_free_interval_months",
        "cea_ng_ml",
        "largest_lesion_cm",
    ]
    assert fong.inputs == {"n_liver_mets": 3}
    assert set(found) == {"fong", "game", "tbs", "s2_factors", "zhu"}


def test_bounds_are_a_range_never_their_end():
    found = by_name({"n_liver_mets": Bounds(Decimal(2), None), "largest_lesion_cm": Decimal(1)})
    assert found["tbs"].value is None
    assert found["tbs"].range == pytest.approx((5**0.5, (1 + 200**2) ** 0.5))
    assert found["tbs"].inputs["n_liver_mets"] == {"at_least": 2}
    assert found["zhu"].missing == ["primary_t_stage", "n_liver_mets", "cea_ng_ml"]
    burden = found["s2_factors"].factors[1]
    assert (burden.present, burden.missing) == (None, ["n_liver_mets"])
    assert found["fong"].range == (1, 4)


def test_open_bounds_are_no_input():
    assert scores({"n_liver_mets": Bounds(None, None), "kras": Members()}) == []


def test_bounds_beyond_what_a_score_accepts_are_missing():
    found = by_name({"n_liver_mets": Bounds(Decimal(0), Decimal(1)), "cea_ng_ml": Decimal(9)})
    assert found["fong"].range == (0, 4)
    assert "n_liver_mets" in found["fong"].notes[0] and "missing" in found["fong"].notes[0]
    assert found["s2_factors"].factors[3].present is True


def test_a_value_that_a_score_refuses_leaves_it_without_a_value():
    found = by_name({"n_liver_mets": Decimal(0), "cea_ng_ml": Decimal(9)})
    for name in ("fong", "game", "zhu", "tbs", "s2_factors"):
        result = found[name]
        assert (result.value, result.range, result.group, result.factors) == (None, None, None, [])
        assert result.notes[0].startswith("Not worked out: n_liver_mets = 0 was refused")


def test_synchronous_disease_counts_for_fong_by_convention_only():
    found = by_name({"synchronous": True, "n_liver_mets": Decimal(1)})
    assert found["fong"].range == (1, 4)
    assert found["fong"].status == "partly_confirmed"
    assert any("unconfirmed convention" in note for note in found["fong"].notes)


def test_ascites_of_unknown_degree():
    found = by_name({"ascites": True})
    assert found["child_pugh"].range == (6, 15)


def test_timing_needs_dates():
    assert "timing_e_ahpba" not in by_name({"synchronous": True})
    found = by_name(
        {"primary_diagnosis_date": "2024-02-29", "metastasis_detection_date": date(2025, 2, 28)}
    )
    assert found["timing_e_ahpba"].group == "early metachronous"
    assert found["timing_e_ahpba"].inputs["primary_diagnosis_date"] == "2024-02-29"
    surgeon = found["timing_egoslim"]
    assert (surgeon.group, surgeon.missing) == (None, ["primary_surgery_date"])
    assert surgeon.possible == ["early metachronous", "late metachronous"]


def test_remnant_shares_by_each_denominator():
    found = by_name(
        {
            "flr_volume_cm3": Decimal(450),
            "total_liver_volume_cm3": Decimal(1600),
            "tumour_volume_ml": Decimal(100),
            "height_cm": Decimal(175),
            "weight_kg": Decimal(80),
        }
    )
    assert found["flr_of_total"].value == 28.125
    assert found["flr_of_tumour_free"].value == 30.0
    assert found["flr_of_standard"].value == pytest.approx(26.397, abs=1e-3)
    assert found["flr_of_standard"].unit == "%"
    assert found["flr_of_standard"].inputs == {
        "flr_volume_cm3": 450,
        "height_cm": 175,
        "weight_kg": 80,
    }


def test_remnant_shares_name_what_is_missing():
    found = by_name({"flr_volume_cm3": Decimal(450), "height_cm": Decimal(175)})
    assert found["flr_of_total"].missing == ["total_liver_volume_cm3"]
    assert found["flr_of_tumour_free"].missing == ["total_liver_volume_cm3", "tumour_volume_ml"]
    assert found["flr_of_standard"].missing == ["weight_kg"]
    assert all(found[name].value is None for name in found)


def test_a_bounded_volume_is_missing():
    found = by_name(
        {
            "flr_volume_cm3": Bounds(Decimal(400), Decimal(500)),
            "total_liver_volume_cm3": Decimal(1600),
        }
    )
    assert found["flr_of_total"].value is None
    assert found["flr_of_total"].missing == ["flr_volume_cm3"]
    assert found["flr_of_total"].notes[0] == "flr_volume_cm3 is known only between bounds."


def test_volumes_that_cannot_be_are_refused_in_words():
    found = by_name({"flr_volume_cm3": Decimal(900), "total_liver_volume_cm3": Decimal(800)})
    assert list(found) == ["flr"]
    assert "cannot exceed the whole liver" in found["flr"].notes[0]


def test_no_remnant_share_without_a_remnant():
    assert scores({"total_liver_volume_cm3": Decimal(1600), "height_cm": Decimal(175)}) == []


def test_results_are_json():
    text = json.dumps([json.loads(result.model_dump_json()) for result in scores(FULL)])
    assert json.loads(text)[0]["score"] == "fong"
    assert ScoreResult.model_json_schema()["properties"]["range"]


numbers = st.sampled_from(
    [None, Decimal(1), Decimal(2), Decimal(4), Decimal("8.5"), Bounds(Decimal(2), None)]
)
choices = dict.fromkeys(
    ("n_liver_mets", "cea_ng_ml", "largest_lesion_cm", "bilirubin_mg_dl", "inr"), numbers
) | {
    "kras": st.sampled_from([None, "wild_type", "mutant"]),
    "node_positive_primary": st.sampled_from([None, True, False]),
    "primary_t_stage": st.sampled_from([None, "T3", "T4"]),
    "synchronous": st.sampled_from([None, True, False]),
}


@given(st.fixed_dictionaries(choices))
def test_a_value_is_given_only_where_no_input_is_missing(facts):
    known = {name: value for name, value in facts.items() if value is not None}
    for result in scores(known):
        assert set(result.inputs) <= set(known)
        if result.value is not None:
            assert result.missing == [] and result.range is None
        elif result.range is not None:
            assert result.missing
            assert result.range[0] < result.range[1]
        for name in result.missing:
            assert name not in known or isinstance(known[name], Bounds)


@given(st.fixed_dictionaries(choices), st.data())
def test_learning_an_input_never_leaves_the_range(facts, data):
    known = {
        name: value
        for name, value in facts.items()
        if value is not None and not isinstance(value, Bounds)
    }
    if not known:
        return
    dropped = data.draw(st.sampled_from(sorted(known)))
    before = by_name({name: value for name, value in known.items() if name != dropped})
    for name, after in by_name(known).items():
        wide = before[name].range if name in before else None
        if wide is None:
            continue
        low, high = after.range or (after.value, after.value)
        if low is not None:
            assert wide[0] - 1e-9 <= low <= high <= wide[1] + 1e-9


@pytest.mark.parametrize("rule", SCORES, ids=lambda rule: rule.name)
def test_every_rule_names_the_inputs_of_its_calculator(rule):
    found = rule.calculate(**dict.fromkeys(rule.inputs))
    assert isinstance(found, Score | RiskFactors)
    assert set(rule.aside) <= set(rule.inputs)
    assert set(found.missing) <= set(rule.inputs)


def test_an_assessment_holds_the_scores_of_its_facts():
    result = assess(
        {
            "id": "t",
            "laboratory": {"bilirubin_mg_dl": Decimal("0.9")},
            "liver": {"n_liver_mets": {"at_least": 5}, "largest_lesion_cm": 2},
        }
    )
    found = {score.score: score for score in result.scores}
    assert found["tbs"].range[0] == pytest.approx(29**0.5)
    assert found["zhu"].missing == ["primary_t_stage", "cea_ng_ml"]
    assert json.loads(result.model_dump_json())["scores"][0]["score"] == "fong"
    assert "factors" in str(assessment_schema()["$defs"]["ScoreResult"])


def responding(recorded, second=4):
    sizes = [{"value": 5, "on": "2026-01-02"}, {"value": second, "on": "2026-03-02"}]
    systemic = {"treatment": "folfox", "start": "2026-01-05", "ongoing": True}
    return {
        "id": "t",
        "response": {"response": recorded},
        "lesions": {"complete": True, "listed": [{"id": "L1", "lesion_diameter_cm": sizes}]},
        "treatments": {"complete": True, "records": [systemic]},
    }


def test_a_recorded_response_that_the_diameters_contradict_is_a_warning():
    (warning,) = assess(responding("progression")).warnings
    assert "recorded as progression" in warning and "stable disease" in warning
    assert assess(responding("stable")).warnings == []
    assert assess(responding("good", second=Decimal("3.5"))).warnings == []


def test_the_recorded_response_still_counts():
    (fact,) = [f for f in assess(responding("progression")).facts if f.fact == "response"]
    assert (fact.value, fact.origin) == ("progression", "entered")


def test_diameters_of_an_older_day_are_checked_too():
    case = responding("stable")
    case["lesions"]["listed"][0]["lesion_diameter_cm"][0]["value"] = 50
    with pytest.raises(CaseError, match="cannot take '50'"):
        assess(case)
