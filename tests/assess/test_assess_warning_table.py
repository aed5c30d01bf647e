"""The twelve objections that warn and never stop, and the alerts with what to do."""

from dataclasses import dataclass

import pytest

from hepaboard import assess, assess_facts, load_guideline

COLON = {"primary_site": "colon"}
RECTAL = {"primary_site": "rectal"}
OPERABLE = {**COLON, "r0_achievable": True, "liver_volumetry_done": True, "flr_pct": 60}
RESECTABLE = {**COLON, "resectability": "resectable", "fitness": "fit"}
LESION = {"lesion_location": "peripheral", "dist_colon_cm": 5, "lesion_diameter_cm": 2}


@dataclass(frozen=True)
class Warned:
    """An objection: the facts, the treatment, and the statements that object to it."""

    id: str
    treatment: str
    facts: dict
    against: tuple[str, ...]
    lifted: dict
    lesion: dict | None = None


def w(id_, treatment, facts, against, lifted, lesion=None):
    return Warned(id_, treatment, facts, tuple(against.split()), lifted, lesion)


WARNED = [
    w(
        "W01",
        "liver_resection",
        {**OPERABLE, "systemic_therapy": "ongoing", "response": "progression"},
        "S2-progression-bars-surgery S1-progression-bars-surgery",
        {"response": "partial_response"},
    ),
    w(
        "W01",
        "resection_after_systemic_therapy",
        {**OPERABLE, "systemic_therapy": "ongoing", "response": "progression"},
        "S2-progression-bars-later-surgery S1-progression-bars-later-surgery",
        {"response": "stable"},
    ),
    w(
        "W02",
        "bevacizumab",
        RESECTABLE,
        "S2-no-bevacizumab-resectable",
        {"resectability": "converted"},
    ),
    w("W03", "liver_biopsy", COLON, "S4-no-biopsy", {"primary_site": "breast"}),
    w(
        "W03",
        "liver_biopsy",
        {**RECTAL, "hpb_unit_discussed": False},
        "S4-no-biopsy S3-no-biopsy",
        {"hpb_unit_discussed": True, "primary_site": "breast"},
    ),
    w(
        "W04",
        "long_course_chemoradiotherapy",
        {**RECTAL, "synchronous": True, "primary_in_situ": True, "systemic_therapy": "none"},
        "S3-no-long-course-first",
        {"systemic_therapy": "ongoing"},
    ),
    w(
        "W05",
        "locoregional_therapy_first",
        {
            **COLON,
            "primary_histology": "adenocarcinoma",
            "primary_confirmed": True,
            "n_liver_mets": 4,
            "bilobar": True,
            "extrahepatic_disease": "none",
            "decision_point": "initial",
        },
        "S0-no-local-alone-first S0-no-local-before-response",
        {"bilobar": False},
    ),
    w(
        "W06",
        "upfront_liver_resection",
        {**COLON, "n_liver_mets": 6, "bilobar": True, "decision_point": "initial"},
        "S1-not-straight-to-surgery",
        {"n_liver_mets": 1, "bilobar": False},
    ),
    w(
        "W07",
        "liver_resection",
        {**OPERABLE, "ecog": 2},
        "S1-performance-bars-surgery",
        {"ecog": 1},
    ),
    w(
        "W07",
        "liver_resection",
        {**OPERABLE, "fitness": "fit", "operative_risk": "unacceptable"},
        "S4-status-not-good",
        {"operative_risk": "acceptable"},
    ),
    w(
        "W07",
        "liver_resection",
        {**OPERABLE, "extrahepatic_disease": "unresectable", "extrahepatic_control": False},
        "S1-extrahepatic-bars-surgery S4-extrahepatic-not-controlled",
        {"extrahepatic_disease": "none", "extrahepatic_control": True},
    ),
    w(
        "W07",
        "resection_after_systemic_therapy",
        {**OPERABLE, "ecog": 2, "systemic_therapy": "ongoing", "decision_point": "reassessment"},
        "S1-performance-bars-later-surgery",
        {"ecog": 1},
    ),
    w(
        "W08",
        "anti_egfr",
        {**COLON, "braf": "V600E", "ras": "wild_type", "resectability": "unresectable"},
        "S2-braf-no-anti-egfr",
        {"braf": "wild_type"},
    ),
    w(
        "W08",
        "doublet_anti_egfr",
        {**COLON, "ras": "wild_type", "primary_sidedness": "right"},
        "S2-right-anti-egfr",
        {"primary_sidedness": "left"},
    ),
    w(
        "W09",
        "radiofrequency_ablation",
        RESECTABLE,
        "S2-rf-large S4-rfa-lesion-size",
        {},
        {**LESION, "lesion_diameter_cm": 3.1},
    ),
    w(
        "W09",
        "radiofrequency_ablation",
        RESECTABLE,
        "S2-rf-heat-sink S4-rfa-perivascular",
        {},
        {**LESION, "adjacent_vessel_mm": 3.1, "perivascular": True},
    ),
    w(
        "W09",
        "thermal_ablation",
        {**COLON, "planned_necrosis_segments": 2},
        "S2-heat-necrosis",
        {"planned_necrosis_segments": 1.9},
    ),
    w(
        "W09",
        "local_ablation",
        {**COLON, "liver_function_normal": False},
        "S2-ablation-liver-function",
        {"liver_function_normal": True},
    ),
    w(
        "W10",
        "local_ablation",
        {**RESECTABLE, "refuses_surgery": False},
        "S2-ablation-fit",
        {"refuses_surgery": True},
    ),
    w(
        "W10",
        "radiofrequency_ablation",
        {**RESECTABLE, "refuses_surgery": False, "comorbidity_precludes_surgery": False},
        "S2-ablation-fit S4-rfa-no-substitute",
        {"refuses_surgery": True},
    ),
    w(
        "W11",
        "neoadjuvant_chemotherapy",
        {**RESECTABLE, "risk_judged_high": False, "synchronous": False},
        "S2-no-chemotherapy-low-risk",
        {"risk_judged_high": True, "synchronous": True},
    ),
    w(
        "W11",
        "systemic_therapy_first",
        {**RESECTABLE, "risk_judged_high": False, "synchronous": False},
        "S2-no-systemic-first-low-risk",
        {"risk_judged_high": True, "synchronous": True},
    ),
    w(
        "W11",
        "perioperative_chemotherapy",
        {**RESECTABLE, "risk_judged_high": False, "synchronous": False},
        "S2-no-perioperative-low-risk",
        {"risk_judged_high": True, "synchronous": True},
    ),
    *(
        w(
            "W12",
            treatment,
            {
                **RECTAL,
                "resectability": "unresectable",
                "primary_in_situ": True,
                "primary_symptomatic": False,
            },
            statement,
            {"primary_symptomatic": True},
        )
        for treatment, statement in (
            ("primary_resection", "S3-defer-primary-surgery"),
            ("short_course_radiotherapy", "S3-defer-short-course"),
            ("long_course_chemoradiotherapy", "S3-defer-long-course"),
        )
    ),
]


def objections(row, facts, lesion):
    """The verdict on a treatment, and the objections to it that hold, with their rows."""
    bilirubin = {} if lesion is None else {"bilirubin_mg_dl": 0.8, "n_liver_mets": 1}
    given = {**facts, **bilirubin, **({} if lesion is None else {"lesions": [lesion]})}
    found = assess_facts(given)
    options = found.options if lesion is None else found.lesions[0].options
    for option in options:
        if option.treatment == row.treatment:
            holding = [s for s in option.statements if s.status == "holds"]
            return option.verdict, {s.id: s.rows for s in holding if s.direction == "against"}
    return "not_addressed", {}


def ids(row):
    return f"{row.id}-{row.treatment}-{row.against[0]}"


@pytest.mark.parametrize("row", WARNED, ids=ids)
def test_an_objection_warns_and_does_not_stop(row):
    verdict, holding = objections(row, row.facts, row.lesion)
    assert set(row.against) <= set(holding)
    assert all(holding[name] for name in row.against)
    assert verdict not in ("contraindicated", "recommended", "acceptable")


@pytest.mark.parametrize("row", WARNED, ids=ids)
def test_just_outside_the_objection_is_gone(row):
    lesion = (
        None if row.lesion is None else {**LESION, "adjacent_vessel_mm": 3, "perivascular": False}
    )
    _, holding = objections(row, {**row.facts, **row.lifted}, lesion)
    assert not set(row.against) & set(holding)


def test_every_objection_of_the_list_is_here():
    assert {row.id for row in WARNED} == {f"W{number:02}" for number in range(1, 13)}


def test_the_second_step_of_liver_first_and_relief_of_symptoms_are_not_objected_to():
    second = {
        **RECTAL,
        "synchronous": True,
        "strategy": "liver_first",
        "decision_point": "after_resection",
        "primary_in_situ": True,
        "primary_symptomatic": False,
        "systemic_therapy": "completed",
        "resectability": "converted",
        "rt_schedule": "none",
    }
    assert assess_facts(second).option("long_course_chemoradiotherapy").verdict == "recommended"
    symptoms = {**RECTAL, "resectability": "unresectable", "primary_symptomatic": True}
    assert assess_facts(symptoms).option("palliative_radiotherapy").verdict == "acceptable"


def test_a_response_to_a_later_line_lifts_the_objection_of_progression():
    later = {
        **OPERABLE,
        "systemic_therapy": "ongoing",
        "treatment_line": "second",
        "treatment_lines_failed": 1,
        "response": "partial_response",
    }
    against = {s.id for s in assess_facts(later).option("liver_resection").statements}
    assert not {"S2-progression-bars-surgery", "S1-progression-bars-surgery"} & against


def test_braf_targeted_combinations_are_excepted():
    facts = {**COLON, "braf": "V600E", "ras": "wild_type", "primary_sidedness": "right"}
    found = assess_facts(facts)
    reached = {s.id for s in found.option("doublet_anti_egfr").statements}
    assert {"S2-braf-no-anti-egfr", "S2-right-anti-egfr"} <= reached
    spared = {s.id for s in found.option("braf_targeted").statements}
    assert not {"S2-braf-no-anti-egfr", "S2-right-anti-egfr"} & spared


@dataclass(frozen=True)
class Alerted:
    """An alert: facts that raise it, changes that do not, and facts without which it is open."""

    id: str
    names: tuple[str, ...]
    level: str
    facts: dict
    outside: tuple[dict, ...]
    missing: tuple[str, ...] = ()


S0_SCENARIO = {
    **COLON,
    "primary_histology": "adenocarcinoma",
    "primary_confirmed": True,
    "n_liver_mets": 4,
    "bilobar": True,
    "extrahepatic_disease": "none",
}
MULTIPLE = {**COLON, "systemic_therapy": "ongoing", "decision_point": "reassessment"}
ALERTED = [
    Alerted(
        "A01",
        ("A01",),
        "urgent",
        {"primary_site": "breast", "new_symptoms": ["biliary_obstruction"], "ecog_change": "none"},
        ({"new_symptoms": []},),
        ("new_symptoms",),
    ),
    Alerted(
        "A01",
        ("A01", "S0-urgent"),
        "urgent",
        {**COLON, "new_symptoms": [], "ecog_change": "sharp_decline"},
        ({"ecog_change": "none"},),
        ("ecog_change",),
    ),
    Alerted(
        "A02",
        ("A02",),
        "urgent",
        {**COLON, "primary_in_situ": True, "primary_symptomatic": True},
        ({"primary_symptomatic": False}, {"primary_site": "breast"}),
        ("primary_symptomatic",),
    ),
    Alerted(
        "A03",
        ("A03",),
        "warn",
        {**COLON, "surgical_review_done": False, "decision_point": "initial"},
        ({"surgical_review_done": True}, {"decision_point": "surveillance"}),
        ("surgical_review_done",),
    ),
    Alerted(
        "A04",
        ("A04",),
        "warn",
        {**COLON, "msi": "MSI-H/dMMR", "decision_point": "initial"},
        ({"msi": "MSS/pMMR"}, {"primary_site": "breast"}),
        ("msi",),
    ),
    Alerted(
        "A05",
        ("A05",),
        "warn",
        {**MULTIPLE, "response": "exceptional", "surgical_reevaluation_done": False},
        (
            {"surgical_reevaluation_done": True},
            {
                "response": "stable",
                "response_judged_exceptional": False,
                "resectability": "unresectable",
            },
            {"decision_point": "after_resection"},
        ),
        ("surgical_reevaluation_done",),
    ),
    Alerted(
        "A05",
        ("A05", "S2-operate-now"),
        "warn",
        {
            **MULTIPLE,
            "resectability": "converted",
            "fitness": "fit",
            "surgical_reevaluation_done": False,
        },
        (
            {
                "resectability": "unresectable",
                "response": "stable",
                "response_judged_exceptional": False,
            },
        ),
        ("fitness",),
    ),
    Alerted(
        "A06",
        ("A06",),
        "warn",
        {**COLON, "response": "complete_radiological", "decision_point": "reassessment"},
        ({"response": "good"}, {"decision_point": "after_resection"}),
        ("decision_point",),
    ),
    Alerted(
        "A06",
        ("A06", "S3-original-sites", "S3-no-lesion-map", "S4-no-map", "S4-complete-response"),
        "warn",
        {
            **RECTAL,
            "response": "complete_metabolic",
            "decision_point": "after_conversion",
            "systemic_therapy": "completed",
            "resectability": "converted",
            "baseline_lesion_map": False,
        },
        ({"response": "stable", "baseline_lesion_map": True},),
        ("baseline_lesion_map",),
    ),
    Alerted(
        "A07",
        ("S2-too-early-definitive",),
        "warn",
        {
            **COLON,
            "decision_point": "definitively_unresectable",
            "extrahepatic_disease": "none",
            "months_optimal_systemic": 1.9,
        },
        ({"months_optimal_systemic": 2}, {"decision_point": "reassessment"}),
        ("months_optimal_systemic",),
    ),
    Alerted(
        "A08",
        ("A08", "S2-alpps-select"),
        "warn",
        {**MULTIPLE, "pve_result": "inadequate", "fitness": "fit"},
        ({"pve_result": "adequate", "no_other_surgical_option": False, "r0_achievable": True},),
        ("fitness",),
    ),
    Alerted(
        "A09",
        ("S0-staging-pitfall",),
        "warn",
        {
            **S0_SCENARIO,
            "decision_point": "initial",
            "staging_complete": True,
            "pet_ct_done": False,
        },
        ({"pet_ct_done": True},),
        ("pet_ct_done",),
    ),
    Alerted(
        "A09",
        ("S2-morphology",),
        "note",
        {**COLON, "on_antiangiogenic": True, "response_method": "recist_1_1"},
        ({"response_method": "morphological"}, {"on_antiangiogenic": False}),
        ("response_method",),
    ),
    Alerted(
        "A10",
        ("S1-aggressive-pattern",),
        "warn",
        {
            **COLON,
            "decision_point": "initial",
            "imaging_pattern": ["rim_enhancing", "necrotic", "infiltrative"],
        },
        ({"imaging_pattern": ["rim_enhancing", "infiltrative"]},),
        ("imaging_pattern",),
    ),
]


def alert_ids(row):
    return f"{row.id}-{row.names[-1]}"


@pytest.mark.parametrize("row", ALERTED, ids=alert_ids)
def test_an_alert_is_raised_with_what_to_do(row):
    raised = {alert.id: alert for alert in assess_facts(row.facts).alerts}
    for name in row.names:
        assert raised[name].status == "holds", name
        assert raised[name].do and raised[name].rows
    assert raised[row.names[0]].level == row.level


@pytest.mark.parametrize("row", ALERTED, ids=alert_ids)
def test_an_alert_is_not_raised_just_outside(row):
    for change in row.outside:
        raised = {alert.id for alert in assess_facts({**row.facts, **change}).alerts}
        assert not set(row.names) & raised, change


@pytest.mark.parametrize("row", ALERTED, ids=alert_ids)
def test_a_missing_fact_is_said_or_asked_for_and_never_read_as_no(row):
    for name in row.missing:
        facts = {key: value for key, value in row.facts.items() if key != name}
        found = assess_facts(facts)
        open_ = {alert.id for alert in found.alerts if alert.status == "unknown"}
        asked = {item.fact for item in found.missing}
        assert open_ & set(row.names) or name in asked, name


def test_every_alert_of_the_list_is_here():
    assert {row.id for row in ALERTED} == {f"A{number:02}" for number in range(1, 11)}


def test_any_complication_of_the_primary_is_urgent():
    for what in ("obstruction", "perforation", "bleeding", "pain", "other"):
        found = assess_facts({**COLON, "primary_complication": [what]})
        assert "A02" in {alert.id for alert in found.alerts}, what


def test_alpps_is_warned_of_where_it_is_planned_or_favoured_and_nowhere_else():
    plan = {"treatment": "alpps", "on": "2026-06-01", "planned": True}
    case = {"id": "x", "assessed_on": "2026-05-01", "primary": {"primary_site": "breast"}}
    planned = assess({**case, "treatments": {"complete": True, "records": [plan]}})
    assert "A08" in {alert.id for alert in planned.alerts}
    assert "A08" not in {alert.id for alert in assess(case).alerts}


def test_a_biopsy_in_question_asks_first_for_tissue_of_the_primary():
    facts = {"primary_confirmed": False, "suspected_primary": "colorectal"}
    open_ = {**facts, "liver_biopsy_done": False}
    (alert,) = [a for a in assess_facts(open_).alerts if a.id == "W03"]
    assert "tissue of the primary" in alert.do
    assert "W03" not in {a.id for a in assess_facts({**facts, "liver_biopsy_done": True}).alerts}
    stomach = {**open_, "suspected_primary": "gastric", "primary_site": "gastric"}
    assert "W03" not in {a.id for a in assess_facts(stomach).alerts}


@pytest.mark.parametrize("source", ["S0", "S1", "S2", "S3", "S4"])
def test_joint_alerts_stay_on_whatever_packs_are_chosen(source):
    guideline = load_guideline([source])
    for row in ALERTED:
        if row.id != "A08" and len(row.names) == 1 and row.names[0] == row.id:
            raised = {alert.id for alert in assess_facts(row.facts, guideline).alerts}
            assert row.id in raised
