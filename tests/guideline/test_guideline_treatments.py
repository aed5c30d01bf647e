"""Kinds of treatments: an objection to a kind holds for its members, favour does not."""

from itertools import product

import pytest
from knowledge_fixtures import MINIMAL, changed, load

from hepaboard import load_guideline
from hepaboard.logic import Valuation

ALL = "sources/S8/statements/all.yaml"


def statement(name, option, direction, when, more=""):
    return (
        f"  - id: {name}\n    rows: [S8-003]\n    where: Drugs\n    option: {option}\n"
        f'    direction: {direction}\n    strength: {{said: some}}\n    when: "{when}"\n'
        f"{more}    says: For the test."
    )


def roots(guideline, treatment, **facts):
    values = guideline.program(Valuation({"site": "colon", **facts}))
    found = guideline.options[treatment].roots
    return tuple(values[node] for node in (found.stop, found.for_, found.consider, found.against))


def test_favour_does_not_spread_to_the_members_of_a_kind(tmp_path):
    guideline = load(
        changed([{"file": ALL, "add": statement("X", "antibody", "against", "FALSE")}], tmp_path)
    )
    assert roots(guideline, "drug", several=True)[1] == 3
    assert roots(guideline, "antibody", several=True)[1] == 0


def test_an_objection_to_a_kind_reaches_its_members_but_not_its_exceptions(tmp_path):
    more = "    except: [antibody]\n    except_rows: [S8-003]\n"
    for extra, expected in (("", 3), (more, 0)):
        root = tmp_path / str(expected)
        root.mkdir()
        text = statement("X", "drug", "against", "several", extra)
        guideline = load(changed([{"file": ALL, "add": text}], root))
        assert roots(guideline, "drug", several=True)[3] == 3
        assert roots(guideline, "antibody", several=True)[3] == expected


def test_a_stop_on_a_kind_reaches_its_members_but_not_its_exceptions(tmp_path):
    stop = {"file": "safety.yaml", "find": "stop: [antibody]", "put": "stop: [drug]"}
    guideline = load(changed([stop], tmp_path))
    assert roots(guideline, "drug", gene="mutant")[0] == 3
    assert roots(guideline, "antibody", gene="mutant")[0] == 3
    assert roots(guideline, "operation", gene="mutant")[0] == 0
    stop["put"] = "stop: [drug]\n    except: [antibody]\n    except_rows: [S8-003]"
    other = tmp_path / "other"
    other.mkdir()
    guideline = load(changed([stop], other))
    assert roots(guideline, "drug", gene="mutant")[0] == 3
    assert roots(guideline, "antibody", gene="mutant")[0] == 0


def test_a_stop_on_a_member_does_not_reach_its_kind():
    guideline = load(MINIMAL)
    assert roots(guideline, "antibody", gene="mutant")[0] == 3
    assert roots(guideline, "drug", gene="mutant")[0] == 0


def test_the_scope_of_a_source_is_part_of_every_statement():
    guideline = load(MINIMAL)
    for site, expected in (("colon", 3), ("breast", 0)):
        values = guideline.program(Valuation({"site": site, "several": True}))
        assert values[guideline.options["drug"].roots.for_] == expected
    values = guideline.program(Valuation({"several": True}))
    assert values[guideline.options["drug"].roots.for_] == 1


def test_a_lesion_hears_statements_on_lesions_and_on_the_patient():
    guideline = load(MINIMAL)
    patient, lesion = guideline.options["heat"], guideline.lesion_options["heat"]
    assert {s.id for s in patient.statements} == {"S8-heat-all"}
    assert {s.id for s in lesion.statements} == {"S8-heat", "S8-heat-all"}
    assert [stop.entry.id for stop in patient.stops] == []
    assert [stop.entry.id for stop in lesion.stops] == ["H2"]


def test_the_catalogue_is_a_graph_of_kinds():
    treatments = load_guideline(["S0"]).treatments
    assert treatments.is_a("radiofrequency_ablation", "local_ablation")
    assert treatments.is_a("doublet_anti_egfr", "doublet_chemotherapy")
    assert treatments.is_a("doublet_anti_egfr", "anti_egfr")
    assert treatments.is_a("liver_resection", "liver_resection")
    assert not treatments.is_a("liver_resection", "upfront_liver_resection")
    assert not treatments.is_a("resection_after_systemic_therapy", "liver_resection")
    assert not treatments.is_a("no_such_treatment", "liver_resection")
    assert treatments.ancestors("radiofrequency_ablation")[0] == "thermal_ablation"
    assert "first_move" in treatments.choices_of("upfront_liver_resection")


CONTRACT = {
    "systemic_therapy": """fluoropyrimidine_monotherapy doublet_chemotherapy folfox capox folfiri
        triplet_chemotherapy folfoxiri folfirinox anti_egfr bevacizumab doublet_anti_egfr
        doublet_bevacizumab triplet_bevacizumab triplet_anti_egfr immune_checkpoint_inhibitor
        braf_targeted her2_targeted somatostatin_analogue prrt endocrine_therapy
        neoadjuvant_chemotherapy perioperative_chemotherapy adjuvant_chemotherapy""",
    "doublet_chemotherapy": "folfox capox folfiri",
    "triplet_chemotherapy": "folfoxiri folfirinox",
    "liver_resection": """minor_hepatectomy parenchymal_sparing_hepatectomy major_hepatectomy
        two_stage_hepatectomy alpps repeat_hepatectomy combined_resection_ablation
        upfront_liver_resection liver_first simultaneous_resection staged_resection
        debulking_resection""",
    "local_ablation": """thermal_ablation radiofrequency_ablation microwave_ablation cryoablation
        irreversible_electroporation hifu""",
    "thermal_ablation": "radiofrequency_ablation microwave_ablation",
    "chemoembolization": "debiri",
}
OTHERS = """portal_vein_embolization portal_vein_ligation sbrt radioembolization bland_embolization
    liver_transplantation hepatic_arterial_infusion primary_resection palliative_primary_resection
    short_course_radiotherapy long_course_chemoradiotherapy palliative_radiotherapy fulguration
    stoma stent resection_after_systemic_therapy systemic_therapy_first locoregional_therapy_first
    locoregional_with_systemic_therapy continue_systemic_therapy switch_systemic_therapy mdt_review
    hepatobiliary_centre_referral surgical_review palliative_intervention liver_volumetry
    restaging_imaging surveillance_imaging colonoscopy upper_endoscopy her2_testing supportive_care
    observation liver_biopsy molecular_testing pet_ct ct_multiphase liver_mri"""


@pytest.mark.parametrize(
    ("kind", "member"),
    [(kind, member) for kind, members in CONTRACT.items() for member in members.split()],
)
def test_the_contract_names_kinds_and_their_members(kind, member):
    assert load_guideline(["S0"]).treatments.is_a(member, kind)


def test_the_contract_names_other_treatments():
    assert set(OTHERS.split()) <= set(load_guideline(["S0"]).treatments)


def test_operating_later_is_not_operating_now():
    treatments = load_guideline(["S0"]).treatments
    later = ["resection_after_systemic_therapy", "systemic_therapy_first"]
    now = ["liver_resection", "upfront_liver_resection"]
    for one, other in product(later, now):
        assert not treatments.is_a(one, other)
