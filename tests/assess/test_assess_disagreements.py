"""Where the sources differ: every topic is computed from the packs, for all and for one patient."""

import json
import os
import subprocess
import sys

import pytest

from hepaboard import assess_facts, load_guideline
from hepaboard.assess.disagreements import all_disagreements
from hepaboard.examples import case_source
from hepaboard.logic import Valuation
from hepaboard.report import sheet

COLON = {
    "primary_site": "colon",
    "primary_histology": "adenocarcinoma",
    "primary_confirmed": True,
    "decision_point": "initial",
    "systemic_therapy": "none",
}
REMNANT = {**COLON, "flr_pct": 28, "liver_quality": "normal", "liver_volumetry_done": True}
UNRESECTABLE = {
    **COLON,
    "resectability": "unresectable",
    "r0_achievable": False,
    "r0_route": "none",
    "bilobar": True,
    "n_liver_mets": 6,
    "fitness": "fit",
    "intensive_therapy_tolerance": True,
    "liver_dominance": "isolated",
    "extrahepatic_disease": "none",
    "msi": "MSS/pMMR",
    "ras": "wild_type",
    "braf": "wild_type",
}
RIGHT = {**UNRESECTABLE, "primary_sidedness": "right"}
MUTANT = {**UNRESECTABLE, "primary_sidedness": "left", "ras": "mutant"}
RESECTABLE = {
    **COLON,
    "resectability": "resectable",
    "r0_achievable": True,
    "bilobar": True,
    "multifocal": True,
    "n_liver_mets": 6,
    "synchronous": False,
    "node_positive_primary": False,
    "tumor_markers_elevated": False,
    "risk_judged_high": False,
    "fitness": "fit",
    "ecog": 0,
    "operative_risk": "acceptable",
    "extrahepatic_disease": "none",
    "extrahepatic_control": True,
    "flr_pct": 50,
    "liver_quality": "normal",
    "liver_volumetry_done": True,
    "flr_inflow_ok": True,
    "flr_outflow_ok": True,
    "flr_biliary_ok": True,
}


def live(facts, sources=None):
    assessment = assess_facts(facts, load_guideline(sources))
    return {topic.id: topic for topic in assessment.disagreements}


def stances(topic):
    """What each source answers, or says of treatments, in the fewest words."""
    return {p.source: p.stance for p in topic.positions if p.stance and p.holds is not None}


def test_all_fifty_six_topics_say_something_from_the_packs():
    guideline = load_guideline()
    wanted = [f"D{number:02}" for number in range(1, 57)]
    found = all_disagreements(guideline)
    rows = {row.id for listed in guideline.rows.values() for row in listed}
    assert list(guideline.topics) == wanted == [topic.id for topic in found]
    for topic in found:
        assert topic.positions, topic.id
        for position in topic.positions:
            assert position.says and position.holds is None
            assert position.rows and set(position.rows) <= rows
            assert all(row.startswith(position.source) for row in position.rows)


@pytest.mark.parametrize("name", [f"D{number:02}" for number in range(1, 57)])
def test_every_row_that_a_topic_shows_is_found_in_a_pack(name):
    topic = load_guideline().topics[name]
    shown = {row for entry in topic.shown for row in entry.rows}
    assert set(topic.entry.compares.rows) <= shown


def test_remnant_of_28_percent_of_a_normal_liver():
    topic = live(REMNANT)["D05"]
    assert topic.type == "incompatible" and topic.lead == "S2"
    assert stances(topic) == {"S1": "no", "S2": "yes", "S4": "no"}


@pytest.mark.parametrize("share", [50, 15])
def test_a_remnant_on_which_all_agree_is_no_disagreement(share):
    assert "D05" not in live({**REMNANT, "flr_pct": share})


def test_a_remnant_that_nobody_measured_may_divide_them():
    known = {key: value for key, value in REMNANT.items() if key != "flr_pct"}
    assert live(known)["D05"].type == "open"


def test_right_sided_wild_type():
    found = live(RIGHT)
    said = stances(found["D13"])
    assert found["D13"].type == "incompatible"
    assert "triplet chemotherapy" in said["S1"] and said["S1"] == said["S4"]
    assert "against anti-EGFR antibody" in said["S2"] and "consider anti-EGFR" in said["S0"]
    assert not {"D14", "D15", "D16"} & found.keys()


def test_ras_mutant_unresectable():
    found = live(MUTANT)
    said = stances(found["D15"])
    assert found["D15"].type == "incompatible" and found["D15"].lead == "S2"
    assert "doublet with bevacizumab" in said["S2"]
    assert said["S1"] == said["S4"] == "for triplet with bevacizumab"
    assert not {"D13", "D14", "D16"} & found.keys()


def test_resectable_low_risk_with_six_metastases():
    topic = live(RESECTABLE)["D01"]
    said = stances(topic)
    assert topic.type == "incompatible"
    assert "against liver resection first" in said["S1"]
    assert said["S2"].startswith("for liver resection first")
    assert said["S4"] == "for liver resection first"


def test_one_metastasis_differs_in_strength_only():
    facts = {**RESECTABLE, "n_liver_mets": 1, "bilobar": False, "multifocal": False}
    assert live(facts)["D01"].type == "different_strength"
    assert stances(live(facts)["D01"]) == {
        "S0": "consider liver resection first",
        "S2": "for liver resection first",
        "S4": "for liver resection first",
    }


def test_windows_that_overlap_differ_in_detail_only():
    assert live(MUTANT)["D08"].type == "different_strength"


def test_texts_of_one_publisher_are_one_voice():
    assert live(REMNANT, ["S1", "S4"]) == {}
    assert live({**REMNANT, "flr_pct": 30}, ["S1", "S4"]) == {}
    assert all_disagreements(load_guideline(["S1", "S3", "S4"])) == []


@pytest.mark.parametrize("source", ["S0", "S1", "S2", "S3", "S4"])
def test_a_single_source_has_nobody_to_differ_from(source):
    assert live(RIGHT, [source]) == {}
    assert all_disagreements(load_guideline([source])) == []


def test_sources_out_of_scope_take_no_position():
    assert all(p.source != "S3" for topic in live(RIGHT).values() for p in topic.positions)


def test_a_case_that_ends_the_assessment_has_none():
    assert live({"primary_site": "hcc"}) == {}


def test_keys_of_the_json():
    data = json.loads(assess_facts(MUTANT).model_dump_json())["disagreements"]
    assert data and all(set(topic) >= {"id", "text", "type", "positions", "lead"} for topic in data)
    for topic in data:
        assert topic["type"] in {"incompatible", "different_strength", "open"}
        for position in topic["positions"]:
            assert set(position) >= {"source", "says", "rows", "holds"}


def test_the_sheet_names_who_stands_against_whom():
    blocks = {block.title: block.lines for block in sheet(assess_facts(MUTANT)).blocks}
    (line,) = [line for line in blocks["SOURCES DIFFER"] if line.label == "D15"]
    assert "S1* S4* for triplet with bevacizumab" in line.text and " v S2 " in line.text
    assert len(blocks["SOURCES DIFFER"]) <= 6


def run(*args):
    return subprocess.run(
        [sys.executable, "-m", "hepaboard.cli", "disagreements", *args],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "COLUMNS": "80"},
        check=True,
    ).stdout


def test_command_for_the_whole():
    data = json.loads(run("--format", "json"))
    assert len(data["disagreements"]) == 56
    assert set(data["disagreements"][0]) >= {"id", "topic", "type", "positions"}
    assert {"E01", "E28"} <= {item["id"].rstrip("abcdefg") for item in data["errata"]}
    assert set(data["errata"][0]) == {"id", "source", "text", "rows"}


def test_command_for_a_case():
    assert case_source("example:four-scans")
    data = json.loads(run("example:four-scans", "--format", "json"))
    assert 0 < len(data["disagreements"]) < 56
    text = run("example:four-scans")
    assert text.index("INCOMPATIBLE") < text.index("MAY DIFFER")
    assert max(len(line) for line in text.splitlines()) <= 80
    alone = run("example:four-scans", "--sources", "S2")
    assert alone.startswith("The sources do not differ here.")


def test_disease_elsewhere_that_would_be_left_behind_divides_them():
    facts = {**RESECTABLE, "n_liver_mets": 2, "bilobar": False}
    assert "D09" not in live(facts)
    left = {**facts, "extrahepatic_disease": "unresectable", "extrahepatic_control": False}
    found = live(left)["D09"]
    assert found.type == "incompatible" and found.lead == "S2"
    assert "against liver resection" in stances(found)["S1"]
    assert "for liver resection" in stances(found)["S2"]


def test_tumour_left_behind_by_ablation_divides_them():
    facts = {
        **UNRESECTABLE,
        "n_liver_mets": 12,
        "cluster_segments": ["4b", "5"],
        "liver_function_normal": True,
        "bilirubin_mg_dl": 0.8,
        "planned_necrosis_segments": 1,
    }
    found = live(facts)["D23"]
    assert found.type == "incompatible"
    assert stances(found)["S2"] == "consider thermal ablation"
    assert "against local ablation" in stances(found)["S1"]


def test_a_lesion_beside_a_vessel_divides_them():
    facts = {
        **RESECTABLE,
        "n_liver_mets": 1,
        "bilobar": False,
        "multifocal": False,
        "refuses_surgery": True,
        "liver_function_normal": True,
        "bilirubin_mg_dl": 0.8,
        "planned_necrosis_segments": 1,
    }
    lesion = {
        "lesion_diameter_cm": 2,
        "lesion_location": "peripheral",
        "dist_colon_cm": 5,
        "perivascular": True,
    }
    assert live({**facts, "lesions": [lesion]})["D55"].type == "incompatible"
    assert "D55" not in live({**facts, "lesions": [{**lesion, "perivascular": False}]})


def voices_on(guideline, topic):
    """The voices with advice or an answer on a topic, in patients whom it is about."""
    about = topic.entry.when or ""
    kinds = {site for site in ("neuroendocrine", "breast", "gastric") if f"'{site}'" in about}
    facts = {"primary_site": kinds.pop()} if len(kinds) == 1 else {}
    values = guideline.program(Valuation(facts))
    sources = {item.source for item in (*topic.terms, *topic.statements)}
    return {guideline.voice(name) for name in sources if values[guideline.scopes[name]]}


AGREED = {"D02", "D17", "D21", "D52"}  # several voices, none of which objects to another


def test_topics_that_no_single_case_can_show_say_why():
    guideline = load_guideline()
    told = {topic.id: topic.general_only for topic in all_disagreements(guideline)}
    for name, topic in guideline.topics.items():
        single = len(voices_on(guideline, topic)) < 2
        assert bool(told[name]) == (single or name in AGREED), name
    assert {"D28", "D34", "D41", "D42", "D45", "D46", "D56"} <= {n for n in told if told[n]}
    assert not told["D09"] and not told["D23"]


def test_what_is_agreed_on_never_divides_them():
    for facts in (RIGHT, MUTANT, RESECTABLE, REMNANT):
        found = live(facts)
        assert not AGREED & found.keys()
