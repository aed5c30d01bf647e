"""What each source still advises once operations have begun, are over, or are out of reach.

The facts recorded before an operation stay in a case; advice must not go on as if it had not been
done. Every combination below is a case as it may stand in the records.
"""

from functools import lru_cache
from itertools import product

import pytest

from hepaboard import load_guideline
from hepaboard.assess import ContradictionError
from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import read
from hepaboard.case import flat_facts

#: Everything recorded that brings advice to life.
RECORDED = {
    "fitness": "fit",
    "ecog": 0,
    "operative_risk": "acceptable",
    "extrahepatic_disease": "none",
    "flr_pct": 60,
    "liver_quality": "normal",
    "flr_inflow_ok": True,
    "flr_outflow_ok": True,
    "flr_biliary_ok": True,
    "bilobar": True,
    "n_liver_mets": 4,
    "largest_lesion_cm": 3,
    "msi": "MSS/pMMR",
    "ras": "wild_type",
    "braf": "wild_type",
    "synchronous": True,
    "node_positive_primary": True,
    "risk_judged_high": True,
    "primary_histology": "adenocarcinoma",
    "primary_confirmed": True,
    "intensive_therapy_tolerance": True,
    "disease_distribution": "extensive_bilobar",
    "liver_function_normal": True,
    "bilirubin_mg_dl": 0.8,
    "planned_necrosis_segments": 1,
    "other_options_exhausted": True,
    "comorbidity_precludes_surgery": True,
    "tumor_burden": "high",
    "symptomatic": True,
    "net_functional": True,
    "sstr": "positive",
    "disease_progressing": True,
    "metastases_isolated": True,
    "lesion_vascularity": "hyper",
    "one_stage_feasible": True,
    "months_optimal_systemic": 4,
    "primary_in_situ": True,
    "primary_symptomatic": False,
    "primary_resectable": True,
    "pve_given": False,
}
COURSES = (
    {"systemic_therapy": "none"},
    {"systemic_therapy": "ongoing", "treatment_line": "first", "response": "good"},
    {"systemic_therapy": "completed", "treatment_line": "first", "response": "stable"},
    {
        "systemic_therapy": "ongoing",
        "treatment_line": "third",
        "treatment_lines_failed": 2,
        "response": "progression",
    },
)
CALLED = ("resectable", "converted", "potentially_resectable", "unresectable")
ROUTES = (None, "one_operation", "staged", "with_ablation", "only_after_response", "none")


@lru_cache(maxsize=64)
def advised(site, phase, called=CALLED, low_risk=False):
    """The statements in favour of a treatment (work-up left out) that hold in some such case."""
    guideline = load_guideline()
    found = set()
    for course, board, route, intent in product(
        COURSES, called, ROUTES, ("conversion", "palliative")
    ):
        facts = {
            **RECORDED,
            **course,
            "primary_site": site,
            "decision_point": phase,
            "resectability": board,
            "intent": intent,
            "risk_judged_high": not low_risk,
        }
        if course["systemic_therapy"] == "none":
            facts["months_optimal_systemic"] = 0
        if site == "colon":
            facts["primary_sidedness"] = "left"
        if route is not None:
            facts["r0_route"] = route
        if phase == "recurrence":
            facts["recurrence_site"] = "liver_only"
        _, known = flat_facts(facts, guideline.vocabulary, guideline.treatments)
        try:
            reading = read(guideline, with_implied(known, guideline))
        except ContradictionError:
            continue
        for item in guideline.statements:
            entry = item.entry
            if entry.direction in ("for", "consider") and entry.scope == "patient":
                modality = guideline.treatments[entry.option].modality
                if modality not in ("imaging", "test", "team") and reading.truth(item.node) == 3:
                    found.add(item.id)
    return found


def options_of(names):
    by = {item.id: item.entry.option for item in load_guideline().statements}
    return {by[name] for name in names}


SITES = ("colon", "rectal", "neuroendocrine", "gastric", "breast")
#: What is meant for the time after a resection, or does not end with it.
AFTERWARDS = {
    "adjuvant_chemotherapy",
    "primary_resection",
    "long_course_chemoradiotherapy",
    "short_course_radiotherapy",
    "somatostatin_analogue",
}
BREAST_SYSTEMIC = {"systemic_therapy", "endocrine_therapy", "her2_targeted"}


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("phase", ["after_resection", "surveillance"])
def test_after_a_resection_nothing_treats_metastases_that_are_gone(site, phase):
    allowed = AFTERWARDS | (BREAST_SYSTEMIC if site == "breast" else set())
    assert options_of(advised(site, phase)) <= allowed


def test_the_same_records_before_the_operation_bring_advice_from_every_source():
    for site, sources in (("colon", {"S0", "S1", "S2", "S4"}), ("rectal", {"S3"})):
        found = advised(site, "reassessment") | advised(site, "initial")
        assert sources <= {name.split("-")[0] for name in found}


FIRST_LINE = {
    "systemic_therapy_first",
    "neoadjuvant_chemotherapy",
    "perioperative_chemotherapy",
    "locoregional_therapy_first",
    "upfront_liver_resection",
    "continue_systemic_therapy",
    "combination_chemotherapy",
}


@pytest.mark.parametrize("site", SITES)
def test_between_two_stages_nobody_goes_back_to_the_beginning(site):
    found = advised(site, "between_stages", ("resectable", "converted", "potentially_resectable"))
    assert not options_of(found) & FIRST_LINE
    guideline = load_guideline()
    systemic = {o for o in options_of(found) if guideline.treatments.is_a(o, "systemic_therapy")}
    hormones = {"somatostatin_analogue", "prrt"}
    by_itself = BREAST_SYSTEMIC if site == "breast" else hormones
    if site != "gastric":  # its metastases are mainly treated with chemotherapy at any time
        assert systemic <= by_itself


@pytest.mark.parametrize("site", SITES)
def test_what_is_said_of_a_first_presentation_is_not_said_of_a_recurrence(site):
    for low_risk in (False, True):
        found = advised(site, "recurrence", low_risk=low_risk)
        assert not {
            name for name in found if name.startswith(("S2-perioperative", "S4-perioperat"))
        }
        assert not found & {
            "S2-upfront-low-risk",
            "S2-chemotherapy-high-risk",
            "S4-neoadjuvant",
            "S4-direct-surgery",
        }


@pytest.mark.parametrize("site", SITES)
def test_definitively_unresectable_disease_is_not_operated_on(site):
    guideline = load_guideline()
    found = options_of(advised(site, "definitively_unresectable"))
    assert not {name for name in found if guideline.treatments.is_a(name, "liver_resection")}
    assert "resection_after_systemic_therapy" not in found


def test_disease_called_definitively_unresectable_is_not_called_resectable():
    guideline = load_guideline()
    facts = {"decision_point": "definitively_unresectable", "resectability": "resectable"}
    _, known = flat_facts(facts, guideline.vocabulary, guideline.treatments)
    with pytest.raises(ContradictionError, match="definitively unresectable"):
        with_implied(known, guideline)
