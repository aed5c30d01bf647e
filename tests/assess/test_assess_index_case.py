"""The worked case of S0, alone and beside S2, as a surgeon would read it."""

import pytest

from hepaboard.assess import assess, assess_facts
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline

INDEX = "example:s0-index"
#: A patient like the index case whose metastases can be cleared only after a response.
CONVERSION = {
    "primary_location": "sigmoid",
    "primary_histology": "adenocarcinoma",
    "primary_confirmed": True,
    "multifocal": True,
    "bilobar": True,
    "extrahepatic_disease": "none",
    "decision_point": "initial",
    "r0_route": "only_after_response",
    "flr_pct": 30,
    "liver_quality": "normal",
    "fitness": "fit",
    "intensive_therapy_tolerance": True,
    "ras": "wild_type",
    "braf": "wild_type",
    "msi": "MSS/pMMR",
}


def index(sources, **changes):
    case = case_source(INDEX)
    return assess({**case, **changes}, load_guideline(sources))


def conversion(**changes):
    return assess_facts({**CONVERSION, **changes}, load_guideline(["S0", "S2"]))


def places(found):
    return {(place.source, place.scenario): place.status for place in found.scenarios}


def test_s0_begins_with_systemic_therapy():
    found = index(["S0"])
    systemic = found.option("systemic_therapy")
    assert systemic.verdict == "recommended"
    holding = [s for s in systemic.statements if s.status == "holds"]
    assert [s.id for s in holding] == ["S0-systemic-first"]
    assert "S0-005" in holding[0].rows and holding[0].strength == "usually appropriate"
    for treatment in (
        "upfront_liver_resection",
        "local_ablation",
        "radioembolization",
        "chemoembolization",
    ):
        option = found.option(treatment)
        assert option.verdict in ("acceptable", "contested", "needs_data"), treatment
        assert any(s.direction == "consider" and s.status == "holds" for s in option.statements)
    assert found.option("locoregional_therapy_first").verdict in ("contested", "not_recommended")


def test_anti_egfr_waits_for_ras_and_is_stopped_by_a_mutation():
    found = index(["S0"])
    option = found.option("anti_egfr")
    assert option.verdict == "needs_data" and "ras" in option.needs
    mutant = index(["S0"], molecular={"ras": "mutant"})
    option = mutant.option("anti_egfr")
    assert option.verdict == "contraindicated"
    stop = next(s for s in option.statements if s.direction == "stop" and s.status == "holds")
    assert stop.id == "H01" and "S0-074" in stop.rows
    assert [(b.fact, b.value) for b in stop.because] == [("ras", "mutant")]
    for child in ("doublet_anti_egfr", "triplet_anti_egfr"):
        assert mutant.option(child).verdict == "contraindicated"


def test_what_is_missing_and_what_follows_without_asking():
    found = index(["S0"])
    facts = {fact.fact: fact for fact in found.facts}
    missing = [item.fact for item in found.missing]
    assert "ras" in missing and "primary_sidedness" not in missing
    assert (facts["primary_sidedness"].value, facts["primary_sidedness"].origin) == (
        "left",
        "implied",
    )
    assert facts["decision_point"].value == "initial"
    assert facts["treatment_line"].value == "none_yet"
    assert facts["n_liver_mets"].value == {"at_least": 2}
    assert [item.score for item in found.missing] == sorted(
        (item.score for item in found.missing), reverse=True
    )
    assert {option.settled for option in found.options} == {True, False}


def test_pitfall_and_imaging_window_appear():
    found = index(["S0"])
    pitfall = next(alert for alert in found.alerts if alert.id == "S0-staging-pitfall")
    assert "PET/CT" in pitfall.text and {"S0-058", "S0-059"} == set(pitfall.rows)
    (entry,) = found.schedule
    windows = {window.statement: window for window in entry.per_source}
    weeks = windows["S0-reimage-weeks"]
    assert weeks.window == "every 8-12 weeks" and weeks.earliest is None
    assert (str(weeks.foreseen_earliest), str(weeks.foreseen_latest)) == (
        "2026-07-27",
        "2026-08-24",
    )


def test_s2_stays_open_until_resectability_is_judged():
    found = index(["S0", "S2"])
    systemic = found.option("systemic_therapy")
    assert systemic.verdict == "recommended" and systemic.agreement == "open"
    assert {(s.source, s.status) for s in systemic.statements} >= {
        ("S0", "holds"),
        ("S2", "unknown"),
    }
    upfront = found.option("upfront_liver_resection")
    assert upfront.verdict == "needs_data"
    assert {"r0_route", "flr_pct"} <= set(upfront.needs)
    assert any(s.id == "S0-upfront-resection" and s.status == "holds" for s in upfront.statements)
    assert found.option("anti_egfr").verdict == "needs_data"
    missing = {item.fact for item in found.missing}
    wanted = {"ras", "braf", "msi", "r0_achievable", "n_liver_mets", "flr_pct", "ecog", "fitness"}
    assert wanted <= missing and "primary_sidedness" not in missing
    assert {status for (source, _), status in places(found).items() if source == "S2"} == {
        "possible"
    }


def test_conversion_offers_regimens_side_by_side():
    found = conversion()
    assert places(found)["S2", "potentially_resectable_load"] == "holds"
    for regimen in ("doublet_anti_egfr", "triplet_chemotherapy", "triplet_bevacizumab"):
        option = found.option(regimen)
        assert option.verdict == "recommended" and "first_regimen" in option.choices, regimen
    assert found.option("upfront_liver_resection").verdict == "contraindicated"


def test_conversion_with_a_ras_mutation():
    found = conversion(ras="mutant")
    assert found.option("anti_egfr").verdict == "contraindicated"
    assert found.option("doublet_anti_egfr").verdict == "contraindicated"
    assert found.option("triplet_bevacizumab").verdict == "recommended"


@pytest.mark.parametrize(
    ("flr_pct", "liver_quality", "adequate"),
    [
        (25, "normal", True),
        (24.9, "normal", None),
        (22, "normal", None),
        (20, "normal", None),
        (19.9, "normal", False),
        (40, "sos", True),
        (39.9, "sos", False),
        (35, "sos", False),
        (40, None, True),
        (30, None, None),
        (None, "normal", None),
    ],
)
def test_remnant_limits_and_the_grey_zone(flr_pct, liver_quality, adequate):
    facts = {**CONVERSION, "flr_pct": flr_pct, "liver_quality": liver_quality}
    known = {name: value for name, value in facts.items() if value is not None}
    found = assess_facts(known, load_guideline(["S0", "S2"]))
    (answer,) = (
        a
        for concept in found.concepts
        if concept.concept == "flr_adequate"
        for a in concept.answers
        if a.source == "S2"
    )
    assert answer.value is adequate
    if adequate is None and flr_pct is not None and liver_quality is not None:
        assert "flr_judged_adequate" in {item.fact for item in found.missing}
        assert [b.fact for b in answer.because] == ["flr_judged_adequate"]


def test_only_the_primary_is_known():
    found = assess_facts({"primary_site": "colon"})
    for option in found.options:
        for statement in option.statements:
            if statement.status == "holds":
                assert {b.fact for b in statement.because} <= {"primary_site"}, statement.id
    assert found.option("systemic_therapy").verdict == "undetermined"
    assert found.option("upfront_liver_resection").verdict == "needs_data"


def test_primary_liver_cancer_ends_the_assessment():
    found = assess_facts({"primary_site": "hcc"})
    assert [(alert.id, alert.level) for alert in found.alerts] == [("H09", "stop")]
    assert found.options == [] and found.scenarios == [] and found.missing == []


def test_a_declined_treatment_keeps_its_verdict_and_is_marked():
    plain = index(["S0"]).option("systemic_therapy")
    declined = index(["S0"], declined=["systemic_therapy"]).option("systemic_therapy")
    assert (declined.verdict, declined.declined) == (plain.verdict, True)
    assert not plain.declined
