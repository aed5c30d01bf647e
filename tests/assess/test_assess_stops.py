"""What keeps a verdict safe: stops outrank everything and stay on."""

from functools import lru_cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hepaboard.assess import ContradictionError, assess_facts
from hepaboard.case import CaseError
from hepaboard.guideline import load_guideline


def value_of(fact):
    kind = fact.type
    if kind.kind == "boolean":
        return st.booleans()
    if kind.kind == "enum":
        return st.sampled_from(kind.values)
    if kind.kind == "set":
        return st.lists(st.sampled_from(kind.values), unique=True, max_size=2)
    low, high = int(kind.low), int(kind.high)
    return st.integers(min(low + 1, high), min(high, low + 60))


@lru_cache
def partial_cases():
    vocabulary = load_guideline().vocabulary
    return st.fixed_dictionaries(
        {"primary_site": st.just("colon")},
        optional={
            name: value_of(fact)
            for name, fact in vocabulary.items()
            if fact.type.scope == "patient" and name != "primary_site"
        },
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.data())
def test_nothing_is_in_favour_while_a_stop_holds_or_is_open(data):
    facts = data.draw(partial_cases())
    guideline = load_guideline()
    try:
        found = assess_facts(facts)
    except (ContradictionError, CaseError):
        return
    for option in found.options:
        kinds = {option.treatment, *guideline.treatments.ancestors(option.treatment)}
        stops = [s for s in option.statements if s.direction == "stop"]
        if stops:
            assert option.verdict not in ("recommended", "acceptable", "contested")
        if any(s.status == "holds" for s in stops):
            assert option.verdict == "contraindicated"
        for stop in guideline.stops:
            reached = kinds & set(stop.entry.stop) and not kinds & set(stop.entry.except_)
            listed = any(s.id == stop.entry.id for s in stops)
            assert listed <= bool(reached)


def test_stops_stay_on_whatever_packs_are_chosen():
    for sources in (["S0"], ["S2"], None):
        guideline = load_guideline(sources)
        assert {stop.entry.id for stop in guideline.stops} >= {"H01", "H02", "H03", "H04", "H09"}
        found = assess_facts({"primary_site": "colon", "ras": "mutant"}, guideline)
        assert found.option("anti_egfr").verdict == "contraindicated"


def test_every_stop_rests_on_a_reviewed_source_or_on_two():
    reviewed = {"S0", "S2"}
    for stop in load_guideline().stops:
        cited = {row[:2] for row in stop.entry.rows}
        assert cited & reviewed or len(cited) > 1, stop.entry.id


def test_lesion_stops_speak_of_their_lesion_alone():
    found = assess_facts(
        {
            "primary_site": "colon",
            "n_liver_mets": 2,
            "bilirubin_mg_dl": 0.8,
            "lesions": [
                {"lesion_diameter_cm": 2, "lesion_location": "central", "dist_colon_cm": 5},
                {"lesion_diameter_cm": 2, "lesion_location": "peripheral", "dist_colon_cm": 5},
            ],
        }
    )
    first, second = (
        {option.treatment: option.verdict for option in lesion.options} for lesion in found.lesions
    )
    assert first["radiofrequency_ablation"] == "contraindicated"
    assert second.get("radiofrequency_ablation") != "contraindicated"
    assert found.option("radiofrequency_ablation").verdict != "contraindicated"


def test_bilirubin_at_the_limit_stops_heat_only():
    for value, heat, other in ((2.9, False, False), (3, True, False), (3.1, True, True)):
        found = assess_facts({"primary_site": "colon", "bilirubin_mg_dl": value})
        assert (found.option("thermal_ablation").verdict == "contraindicated") is heat
        assert (found.option("cryoablation").verdict == "contraindicated") is other
