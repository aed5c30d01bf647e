"""The project's own rule on performance status 3 and worse: what it holds back, and what not."""

import pytest

from hepaboard import assess_facts, load_guideline

FAVOURED = {
    "primary_site": "rectal",
    "resectability": "unresectable",
    "r0_route": "only_after_response",
    "fitness": "fit",
    "ras": "wild_type",
    "braf": "wild_type",
    "msi": "MSS/pMMR",
    "bilobar": True,
    "n_liver_mets": 4,
    "decision_point": "initial",
    "primary_symptomatic": True,
    "intensive_therapy_tolerance": True,
}
RELIEF = {"palliative_primary_resection", "palliative_radiotherapy", "stoma", "fulguration"}


def verdicts(**more):
    found = assess_facts({**FAVOURED, **more})
    return {option.treatment: option for option in found.options}


@pytest.mark.parametrize("ecog", [3, 4, 5])
def test_nothing_against_the_cancer_stands_above_contested(ecog):
    fitter, here = verdicts(ecog=2), verdicts(ecog=ecog)
    lowered = {
        name
        for name, option in fitter.items()
        if option.verdict in ("recommended", "acceptable") and here[name].verdict == "contested"
    }
    assert {"systemic_therapy", "systemic_therapy_first", "doublet_chemotherapy"} <= lowered
    for name, option in here.items():
        if option.modality in ("imaging", "test", "team", "support") or name in RELIEF:
            assert option.verdict == fitter[name].verdict or name == "supportive_care", name
        else:
            assert option.verdict not in ("recommended", "acceptable"), name
            if name not in lowered:
                assert option.verdict == fitter[name].verdict, name


def test_what_relieves_symptoms_is_not_held_back():
    here = verdicts(ecog=4)
    assert {name for name in RELIEF if here[name].verdict == "acceptable"} == RELIEF
    hormones = {"primary_site": "neuroendocrine", "symptomatic": True, "decision_point": "initial"}
    found = assess_facts({**hormones, "ecog": 4})
    assert found.option("somatostatin_analogue").verdict == "recommended"


def test_the_rule_shows_itself_as_a_rule_without_a_source():
    fitter, here = verdicts(ecog=2)["systemic_therapy"], verdicts(ecog=3)["systemic_therapy"]
    (rule,) = [s for s in here.statements if s.source == "project"]
    assert (rule.id, rule.direction, rule.status, rule.rows) == ("P02", "against", "holds", [])
    assert rule.where == "project rule without a source, not signed by a clinician yet"
    assert rule.review == "pending"
    assert [b.fact for b in rule.because] == ["ecog"]
    assert (here.lead, here.agreement) == (fitter.lead, fitter.agreement)
    assert here.lead == "for"


def test_supportive_care_is_offered_by_the_rule_alone():
    assert verdicts(ecog=2)["supportive_care"].verdict == "not_addressed"
    here = verdicts(ecog=3)["supportive_care"]
    assert (here.verdict, here.review) == ("acceptable", "project_rule")
    assert (here.agreement, here.lead) == (None, None)


def test_an_unknown_status_leaves_every_favour_open_to_the_rule():
    here = verdicts()
    for option in here.values():
        own = {s.id: s for s in option.statements}
        if option.verdict in ("recommended", "acceptable") and "P02" in own:
            assert "P02" in option.open_objections
            assert "ecog" in option.needs
    assert here["systemic_therapy"].verdict == "recommended"
    assert "P02" in here["systemic_therapy"].open_objections
    assert here["supportive_care"].verdict == "undetermined"
    assert here["supportive_care"].needs == ["ecog"]


def test_a_stop_outranks_the_rule_and_an_objection_stays_an_objection():
    here = verdicts(ecog=3, ras="mutant", primary_in_situ=True, primary_symptomatic=False)
    assert here["anti_egfr"].verdict == "contraindicated"
    assert here["operation_on_primary"].verdict == "not_recommended"


def test_the_rule_holds_for_single_lesions_and_in_every_choice_of_packs():
    given = {
        "primary_site": "colon",
        "decision_point": "initial",
        "n_liver_mets": 1,
        "resectability": "resectable",
        "refuses_surgery": True,
        "fitness": "fit",
        "liver_function_normal": True,
        "bilirubin_mg_dl": 0.8,
        "planned_necrosis_segments": 1,
        "lesions": [{"lesion_diameter_cm": 2, "lesion_location": "peripheral", "dist_colon_cm": 5}],
    }
    for sources in (None, ["S2"]):
        for ecog, expected in ((2, "acceptable"), (3, "contested")):
            found = assess_facts({**given, "ecog": ecog}, load_guideline(sources))
            (lesion,) = found.lesions
            told = {option.treatment: option.verdict for option in lesion.options}
            assert told["microwave_ablation"] == expected, (sources, ecog)


def test_every_treatment_is_held_back_or_excepted_on_purpose():
    guideline = load_guideline()
    (cap,) = guideline.caps
    kept = {
        name
        for name, entry in guideline.treatments.items()
        if entry.modality not in cap.entry.modalities or name in cap.entry.except_
    }
    work_up = {n for n in kept if guideline.treatments[n].modality in ("imaging", "test", "team")}
    assert kept - work_up == RELIEF | {
        "somatostatin_analogue",
        "stent",
        "palliative_intervention",
        "supportive_care",
        "observation",
    }
