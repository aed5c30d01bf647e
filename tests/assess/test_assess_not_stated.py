"""Limits that no source states: shown with every treatment that they concern, never a rule."""

import pytest

from hepaboard import assess_facts, load_guideline

PUNCTURE = "platelets, INR, ascites, portal hypertension"
LISTED = [
    ("fluoropyrimidine_monotherapy doublet_chemotherapy folfox capox folfiri triplet_chemotherapy"
     " folfoxiri folfirinox neoadjuvant_chemotherapy adjuvant_chemotherapy"
     " long_course_chemoradiotherapy", "DPYD"),
    ("folfiri triplet_chemotherapy folfoxiri folfirinox debiri", "UGT1A1"),
    ("folfox capox triplet_chemotherapy folfoxiri folfirinox", "earlier oxaliplatin, neuropathy"),
    ("bevacizumab doublet_bevacizumab triplet_bevacizumab",
     "bleeding, perforation, thrombosis, primary in place"),
    ("immune_checkpoint_inhibitor", "autoimmune disease, transplant"),
    ("systemic_therapy folfox anti_egfr bevacizumab somatostatin_analogue prrt her2_targeted"
     " systemic_therapy_first continue_systemic_therapy chemoembolization",
     "pregnancy, renal function"),
    ("radioembolization chemoembolization debiri", "bilirubin, portal vein patency, lung shunt"),
    ("liver_resection major_hepatectomy upfront_liver_resection two_stage_hepatectomy alpps"
     " resection_after_systemic_therapy local_ablation radiofrequency_ablation cryoablation"
     " portal_vein_embolization portal_vein_ligation radioembolization chemoembolization"
     " bland_embolization liver_biopsy primary_resection palliative_primary_resection stoma",
     PUNCTURE),
    ("liver_resection major_hepatectomy liver_first resection_after_systemic_therapy",
     "age, frailty, steatosis grade"),
]  # fmt: skip


def limits(treatment):
    treatments = load_guideline().treatments
    kinds = (treatment, *treatments.ancestors(treatment))
    return {limit for kind in kinds for limit in treatments[kind].unaddressed}


@pytest.mark.parametrize(("names", "expected"), LISTED, ids=lambda value: value[:30])
def test_a_treatment_names_the_limits_that_no_source_states(names, expected):
    for name in names.split():
        assert set(expected.split(", ")) <= limits(name), name


def test_they_stand_with_the_option_and_decide_nothing():
    facts = {"primary_site": "colon", "resectability": "resectable", "fitness": "fit"}
    found = assess_facts(facts)
    for option in found.options:
        assert set(option.not_stated) == limits(option.treatment), option.treatment
    more = assess_facts({**facts, "dpyd": "complete_deficiency", "pregnancy": True})
    told = {option.treatment: option.verdict for option in found.options}
    assert {option.treatment: option.verdict for option in more.options} == told
    assert {"dpyd", "pregnancy"} <= set(more.not_considered)


def test_no_condition_reads_a_fact_that_no_source_has_a_rule_for():
    guideline = load_guideline()
    context = {name for name, fact in guideline.vocabulary.items() if fact.entry.context}
    assert {"dpyd", "pregnancy"} <= context
    assert not context & set(guideline.graph.facts)
