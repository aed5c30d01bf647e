"""A fault of each kind, planted into a copy of the shipped knowledge, is found."""

from dataclasses import astuple

import pytest
from verify_packs import Changed

from hepaboard import assess_facts
from hepaboard.assess.implied import with_implied
from hepaboard.case import flat_facts
from hepaboard.guideline import verdict
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.findings.silence import passed_over_findings
from hepaboard.verify.solver import Prover
from hepaboard.verify.subject import Subject
from hepaboard.verify.theory import theory_of
from hepaboard.verify.typical import typical_patient

EGFR = {"I01.anti_egfr", "I01.doublet_anti_egfr", "I01.triplet_anti_egfr"}


@pytest.fixture
def changed(tmp_path):
    return Changed(tmp_path)


def verdicts(changed, witness):
    """The verdicts that the table gives; the exact ones may know better."""
    guideline = changed.guideline()
    _, facts = flat_facts(witness, guideline.vocabulary, guideline.treatments)
    values = guideline.program(with_implied(facts, guideline).valuation())
    return {
        name: verdict(*(values[n] for n in astuple(option.roots)))
        for name, option in guideline.options.items()
    }


def test_the_copy_itself_holds(changed):
    assert changed.failed("scenario", "stop", "invariant", "structure") == {}


def test_overlapping_scenarios(changed):
    changed.change(
        "sources/S4/definitions.yaml",
        "when: \"primary_site = 'neuroendocrine'\"",
        "when: \"primary_site IN ('neuroendocrine', 'breast')\"",
    )
    failed = changed.failed("scenario")
    (name,) = failed
    assert name == "S4.primaries.breast_metastases-neuroendocrine_metastases"
    answer = assess_facts(failed[name], changed.guideline())
    both = {(place.source, place.scenario) for place in answer.scenarios if place.status == "holds"}
    assert {("S4", "breast_metastases"), ("S4", "neuroendocrine_metastases")} <= both


def test_scenarios_that_the_board_alone_may_mix(changed):
    changed.change(
        "sources/S4/definitions.yaml",
        "OR (NOT r0_achievable AND r0_route IN ('staged', 'with_ablation'))\n    concept",
        "OR (NOT r0_achievable AND r0_route IN ('none', 'with_ablation'))\n    concept",
    )
    failed = changed.failed("scenario")
    witness = failed["S4.classes.potentially_resectable-unresectable"]
    assert "resectability" not in witness


HOLES = {
    "a condition that asks too much": (
        "safety.yaml",
        "when: \"ras = 'mutant'\"",
        "when: \"ras = 'mutant' AND braf = 'wild_type'\"",
    ),
    "an exception too many": (
        "safety.yaml",
        "except: [kras_g12c_targeted]",
        "except: [kras_g12c_targeted, doublet_anti_egfr]",
    ),
    "a parent forgotten": (
        "treatments.yaml",
        "parents: [doublet_chemotherapy, anti_egfr]",
        "parents: [doublet_chemotherapy]",
    ),
    "a gene forgotten": (
        "vocabulary/molecular.yaml",
        "when: \"kras = 'mutant' OR nras = 'mutant'\"",
        "when: \"kras = 'mutant'\"",
    ),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_the_stop_on_anti_egfr(changed, hole):
    changed.change(*HOLES[hole])
    failed = changed.failed("invariant")
    found = {name for name in failed if name.startswith("I01.")}
    assert found and found <= EGFR
    for name in found:
        witness = failed[name]
        assert "mutant" in (witness.get("ras"), witness.get("kras"), witness.get("nras"))
        assert verdicts(changed, witness)[name.removeprefix("I01.")] != "contraindicated"


def test_a_stop_that_an_unknown_fact_passes_by(changed):
    changed.change(
        "safety.yaml",
        'when: "NOT intensive_therapy_tolerance"',
        "when: \"NOT intensive_therapy_tolerance AND fitness = 'unfit'\"",
    )
    failed = changed.failed("invariant")
    assert any(name.startswith("I11.") for name in failed), failed
    for name, witness in failed.items():
        if name.startswith("I11."):
            assert "intensive_therapy_tolerance" not in witness
            treatment = name.removeprefix("I11.")
            assert verdicts(changed, witness)[treatment] in ("recommended", "acceptable")


def test_a_dead_statement(changed):
    changed.change(
        "sources/S0/statements/molecular.yaml",
        "when: \"in_scope AND ras = 'mutant'\"",
        "when: \"in_scope AND ras = 'mutant' AND kras = 'wild_type' AND nras = 'wild_type'\"",
    )
    failed = changed.failed("live")
    assert set(failed) == {"live.S0-no-anti-egfr"}


def test_a_statement_marked_dead_that_lives(changed):
    changed.change(
        "sources/S3/statements/molecular.yaml",
        "AND primary_sidedness = 'right'",
        "AND primary_sidedness = 'left'",
    )
    assert "live.S3-right-triplet" in changed.failed("live")


TYPOS = {
    "bilirubin > 30": ('when: "bilirubin_mg_dl > 3"', 'when: "bilirubin_mg_dl > 30"', "I08."),
    "remnant < 2": ("AND (flr_pct < 20\n", "AND (flr_pct < 2\n", "I05."),
    "colon < 0.1 cm": ('OR dist_colon_cm < 1"', 'OR dist_colon_cm < 0.1"', "I09."),
}


@pytest.mark.parametrize("typo", TYPOS)
def test_a_threshold_typo(changed, typo):
    find, put, invariant = TYPOS[typo]
    changed.change("safety.yaml", find, put)
    failed = changed.failed("invariant")
    assert failed and all(name.startswith(invariant) for name in failed)


def test_a_stop_on_one_unreviewed_source(changed):
    changed.change("safety.yaml", "rows: [S0-074, S3-046, S3-017]", "rows: [S3-046, S3-017]")
    assert set(changed.failed("structure")) == {"H01.grounds"}


def test_a_stop_that_a_policy_could_lift(changed):
    changed.change(
        "safety.yaml",
        "when: \"ras = 'mutant'\"",
        "when: \"ras = 'mutant' AND center_type = 'other'\"",
    )
    assert "H01.no-setting" in changed.failed("structure")


def test_a_stop_that_nobody_can_raise(changed):
    changed.change(
        "safety.yaml",
        "when: \"ras = 'mutant'\"",
        "when: \"ras = 'mutant' AND nras = 'wild_type' AND kras = 'wild_type'\"",
    )
    assert {"H01.raised"} <= set(changed.failed("stop"))


def test_a_value_that_leaves_the_scope_open_taken_for_no(changed):
    """A tumour of the junction, "colon or rectum, not told which", passed over."""
    changed.change(
        "sources/S3/source.yaml",
        "AND (primary_location = 'rectum'\n"
        "    OR (primary_location = 'rectosigmoid' AND rectosigmoid_as_rectal)))",
        "AND primary_location = 'rectum')",
    )
    subject = Subject(changed.guideline(), changed.guideline)
    theory = theory_of(subject.guideline, subject.graph, 1)
    typical = typical_patient(subject.guideline.vocabulary.types, changed.folder)
    provers = {"kleene": Prover(theory, kleene=True, typical=typical)}
    (finding,) = passed_over_findings(Finder(subject, provers))
    assert finding.id == "6.S3.colorectal"
    told = finding.witness["primary_site"], finding.witness["primary_location"]
    assert told == ("colorectal", "rectosigmoid")
