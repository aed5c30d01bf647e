"""Every hard stop: a case that raises it, one just outside, one not known, and each exception."""

from dataclasses import dataclass

import pytest

from hepaboard import assess_facts, load_guideline

COLON = {"primary_site": "colon"}
FLOW = {"flr_inflow_ok": True, "flr_outflow_ok": True, "flr_biliary_ok": True}
MEASURED = {**COLON, **FLOW, "r0_achievable": True, "liver_quality": "normal"}


@dataclass(frozen=True)
class Row:
    """Facts under which a stop holds on a treatment; changes that lift it or leave it open."""

    stop: str
    treatments: tuple[str, ...]
    holds: dict
    outside: tuple[dict, ...]
    unknown: tuple[tuple[str, ...], ...] = ()
    spared: tuple[str, ...] = ()
    also: tuple[dict, ...] = ()


TABLE = [
    Row(
        "H01",
        ("anti_egfr", "doublet_anti_egfr", "triplet_anti_egfr", "braf_targeted"),
        {**COLON, "ras": "mutant"},
        ({"ras": "wild_type"},),
        (("ras",),),
        ("kras_g12c_targeted", "systemic_therapy", "doublet_chemotherapy", "bevacizumab"),
    ),
    Row(
        "H02",
        ("anti_egfr", "doublet_anti_egfr"),
        {**COLON, "ras": "wild_type", "resectability": "resectable", "fitness": "fit"},
        (
            {"resectability": "converted"},
            {"resectability": "unresectable"},
            {"resectability": "potentially_resectable"},
            {"fitness": "unfit"},
            {"primary_site": "gastric"},
        ),
        (("resectability",), ("fitness",)),
        ("doublet_chemotherapy", "neoadjuvant_chemotherapy"),
    ),
    Row(
        "H03",
        ("liver_resection", "debulking_resection", "upfront_liver_resection", "major_hepatectomy"),
        {**COLON, "r0_route": "none"},
        (
            {"r0_route": "one_operation"},
            {"r0_route": "with_ablation", "r0_achievable": True},
            {"r0_route": "with_ablation"},
            {"r0_route": "staged"},
            {"primary_site": "neuroendocrine"},
            {"primary_site": "breast"},
        ),
        (("r0_route",), ("primary_site",)),
        (
            "resection_after_systemic_therapy",
            "palliative_primary_resection",
            "primary_resection",
            "local_ablation",
            "radiofrequency_ablation",
            "portal_vein_embolization",
            "radioembolization",
        ),
        also=({"r0_route": "only_after_response"},),
    ),
    Row(
        "H04",
        ("liver_resection", "major_hepatectomy", "one_stage_hepatectomy", "liver_first"),
        {**MEASURED, "flr_pct": 19.9},
        ({"flr_pct": 20}, {"flr_pct": 45, "liver_quality": "steatotic"}),
        (("flr_pct",), ("flr_inflow_ok",)),
        (
            "two_stage_hepatectomy",
            "alpps",
            "portal_vein_embolization",
            "portal_vein_ligation",
            "radioembolization",
        ),
        also=(
            {"flr_pct": 39.9, "liver_quality": "sos"},
            {"flr_pct": 39.9, "liver_quality": "cholestatic"},
            {"flr_pct": 39.9, "liver_quality": "steatotic"},
            {"flr_pct": 39.9, "liver_quality": "cirrhotic"},
            {"flr_pct": 60, "flr_inflow_ok": False},
            {"flr_pct": 60, "flr_outflow_ok": False},
            {"flr_pct": 60, "flr_biliary_ok": False},
        ),
    ),
    Row(
        "H05",
        (
            "local_ablation",
            "cryoablation",
            "irreversible_electroporation",
            "radiofrequency_ablation",
            "combined_resection_ablation",
        ),
        {**COLON, "bilirubin_mg_dl": 3.1},
        ({"bilirubin_mg_dl": 3},),
        (("bilirubin_mg_dl",),),
        ("hifu", "sbrt", "radioembolization"),
    ),
    Row(
        "H05-thermal",
        ("thermal_ablation", "radiofrequency_ablation", "microwave_ablation"),
        {**COLON, "bilirubin_mg_dl": 3},
        ({"bilirubin_mg_dl": 2.9},),
        (("bilirubin_mg_dl",),),
        ("local_ablation", "cryoablation", "irreversible_electroporation", "hifu", "sbrt"),
    ),
    Row(
        "H08",
        ("triplet_chemotherapy", "folfoxiri", "folfirinox", "triplet_bevacizumab"),
        {**COLON, "intensive_therapy_tolerance": False},
        ({"intensive_therapy_tolerance": True},),
        (("intensive_therapy_tolerance",),),
        ("doublet_chemotherapy", "fluoropyrimidine_monotherapy", "bevacizumab"),
    ),
]
NOT_MEASURED = {**COLON, **FLOW, "r0_achievable": True, "liver_volumetry_done": False}


def told(facts, stop, treatment, sources=None):
    """The verdict of a treatment, and how one stop stands on it (FALSE if it is not listed)."""
    found = assess_facts(facts, load_guideline(sources))
    for option in found.options:
        if option.treatment == treatment:
            listed = {s.id: s.status for s in option.statements if s.direction == "stop"}
            return option.verdict, listed.get(stop, "false")
    return "not_addressed", "false"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.stop)
def test_the_stop_is_raised(row):
    for facts in (row.holds, *({**row.holds, **more} for more in row.also)):
        for treatment in row.treatments:
            assert told(facts, row.stop, treatment) == ("contraindicated", "holds"), treatment


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.stop)
def test_just_outside_it_is_not(row):
    for change in row.outside:
        for treatment in row.treatments:
            assert told({**row.holds, **change}, row.stop, treatment)[1] == "false", change


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.stop)
def test_a_missing_fact_leaves_it_open_and_nothing_in_favour(row):
    for missing in row.unknown:
        facts = {name: value for name, value in row.holds.items() if name not in missing}
        if row.stop == "H04":
            facts["flr_pct"] = {"at_least": 15} if "flr_pct" in missing else 60
        for treatment in row.treatments:
            verdict, status = told(facts, row.stop, treatment)
            assert status == "unknown", (missing, treatment)
            assert verdict not in ("recommended", "acceptable", "contested")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.stop)
def test_the_exceptions_are_spared(row):
    for facts in (row.holds, *({**row.holds, **more} for more in row.also)):
        for treatment in row.spared:
            assert told(facts, row.stop, treatment)[1] == "false", treatment


POLICIES = {
    "reversed": "id: other\nranks:\n  - {sources: [S4], reason: Test.}\n",
    "unreviewed lowered": (
        "id: other\nranks:\n  - {sources: [S2], reason: Test.}\nunreviewed_alone: acceptable\n"
    ),
}
SETTINGS = (
    "settings:\n  multifocal_means: {value: two_or_more, reason: Test.}\n"
    "  center_type: {value: tertiary_hpb, reason: Test.}\n"
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.stop)
@pytest.mark.parametrize("source", ["S0", "S1", "S2", "S3", "S4"])
def test_no_choice_of_packs_removes_it(row, source):
    for treatment in row.treatments:
        assert told(row.holds, row.stop, treatment, [source]) == ("contraindicated", "holds")


@pytest.mark.parametrize("name", POLICIES)
def test_no_policy_removes_a_stop(name, tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICIES[name] + SETTINGS, encoding="utf-8")
    guideline = load_guideline(policy=policy)
    assert {s.entry.id for s in guideline.stops} == {s.entry.id for s in load_guideline().stops}
    assert len(guideline.caps) == len(load_guideline().caps) == 1
    for row in TABLE:
        found = assess_facts(row.holds, guideline)
        for treatment in row.treatments:
            option = found.option(treatment)
            assert option.verdict == "contraindicated", (row.stop, treatment)


def test_every_stop_of_the_file_has_its_row_here():
    elsewhere = {"H06", "H09"}  # of single lesions, and of the whole assessment: below
    assert {s.entry.id for s in load_guideline().stops} == {row.stop for row in TABLE} | elsewhere


def test_kras_wild_type_alone_leaves_the_antibody_open():
    verdict, status = told({**COLON, "kras": "wild_type"}, "H01", "anti_egfr")
    assert status == "unknown" and verdict not in ("recommended", "acceptable", "contested")
    assert told({**COLON, "kras": "mutant"}, "H01", "anti_egfr")[1] == "holds"
    assert told({**COLON, "nras": "mutant"}, "H01", "anti_egfr")[1] == "holds"


def test_where_nothing_was_measured_the_surgeon_settles_the_remnant():
    for judged, expected in ((True, "false"), (False, "holds")):
        facts = {**NOT_MEASURED, "flr_judged_adequate": judged}
        assert told(facts, "H04", "liver_resection")[1] == expected
    assert told(NOT_MEASURED, "H04", "liver_resection")[1] == "unknown"


LESION = {"lesion_diameter_cm": 2, "lesion_location": "peripheral", "dist_colon_cm": 1}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"lesion_location": "central"}, "holds"),
        ({"lesion_location": "hilar"}, "holds"),
        ({"dist_colon_cm": 0.9}, "holds"),
        ({}, "false"),
        ({"lesion_location": None}, "unknown"),
        ({"dist_colon_cm": None}, "unknown"),
    ],
)
@pytest.mark.parametrize("intent", ["curative", "palliative"])
@pytest.mark.parametrize("sources", [None, ["S0"], ["S2"], ["S4"]], ids=str)
def test_heat_is_stopped_at_a_lesion_and_at_that_lesion_alone(change, status, intent, sources):
    lesion = {k: v for k, v in {**LESION, **change}.items() if v is not None}
    found = assess_facts(
        {
            **COLON,
            "n_liver_mets": 2,
            "bilirubin_mg_dl": 0.8,
            "intent": intent,
            "lesions": [lesion, LESION],
        },
        load_guideline(sources),
    )
    first, second = ({o.treatment: o for o in lesion.options} for lesion in found.lesions)
    for treatment in ("thermal_ablation", "radiofrequency_ablation", "microwave_ablation"):
        if status == "unknown" and treatment not in first:
            continue  # nobody speaks of it, so that nothing is in favour either
        listed = {s.id: s.status for s in first[treatment].statements} if treatment in first else {}
        assert listed.get("H06", "false") == status, treatment
        other = {s.id for s in getattr(second.get(treatment), "statements", ())}
        assert "H06" not in other
    for treatment in ("irreversible_electroporation", "sbrt", "cryoablation"):
        listed = {s.id for s in getattr(first.get(treatment), "statements", ())}
        assert "H06" not in listed
    for option in found.options:
        assert "H06" not in {s.id for s in option.statements}


def test_bilirubin_warns_where_it_is_open_whether_the_limit_is_meant():
    facts = {
        **COLON,
        "resectability": "resectable",
        "refuses_surgery": True,
        "decision_point": "reassessment",
        "n_liver_mets": 1,
        "bilirubin_mg_dl": 3.5,
        "sbrt_available": True,
    }
    found = assess_facts(facts)
    assert "S2-sbrt-liver-function" in {alert.id for alert in found.alerts}
    against = {s.id for s in found.option("hifu").statements if s.direction == "against"}
    assert "S2-ablation-bilirubin-absolute" in against
    assert found.option("hifu").verdict != "contraindicated"
    assert found.option("sbrt").verdict != "contraindicated"


@pytest.mark.parametrize("source", ["S0", "S1", "S2", "S3", "S4"])
@pytest.mark.parametrize("site", ["hcc", "cholangiocarcinoma"])
def test_a_primary_liver_cancer_ends_every_assessment(source, site):
    found = assess_facts({"primary_site": site, "ras": "mutant"}, load_guideline([source]))
    assert [alert.id for alert in found.alerts] == ["H09"]
    assert not found.options
