"""A planted fixture kills the mutants that it is to kill, and no others."""

import pytest

from hepaboard.errors import HepaboardError

from .fixtures import Fixture
from .run import prepared

COUNT = "safety.yaml:A1"
TEN = {"lesions_n": 10}
NINE = {"lesions_n": 9}
COLON = {"site": "colon"}


def status(outcomes, *ids):
    return [outcomes[name].status for name in ids]


def test_a_cut_is_held_by_a_case_on_it_and_one_below(toy, plant):
    ids = [f"{COUNT}:{words}" for words in (">= to >", "10 to 11", "10 to 9", ">= to <=")]
    on = plant.rule("on the cut", TEN, A1="TRUE")
    below = plant.rule("below the cut", NINE, A1="FALSE")
    assert status(toy.outcomes(), *ids) == ["survived"] * 4
    assert status(toy.outcomes(on), *ids) == ["killed", "killed", "survived", "survived"]
    both = toy.outcomes(on, below)
    assert status(both, *ids) == ["killed"] * 4
    assert both[ids[2]].by == "below the cut: A1: FALSE expected, TRUE"


def test_a_difference_that_nobody_expects_is_seen_but_does_not_kill(toy, plant):
    mutant = f"{COUNT}:10 to 9"
    elsewhere = plant.rule("about the drug", NINE, S8_drug="UNKNOWN")
    found = toy.outcomes(elsewhere)[mutant]
    assert (found.status, found.seen) == ("survived", ("about the drug",))
    unmoved = plant.rule("many lesions", {"lesions_n": 40}, A1="TRUE")
    assert toy.outcomes(unmoved)[mutant].seen == ()


def test_a_definition_is_held_by_a_statement_that_uses_it(toy, plant):
    given = {**COLON, "remnant_pct": 30, "remnant_method": "ct", "several": False}
    rule = plant.rule("exactly 30 %", given, S8_operation="TRUE")
    found = toy.outcomes(rule)
    place = "sources/S8/definitions.yaml:enough"
    assert status(found, f"{place}:>= to >", f"{place}:30 to 30.1", f"{place}:30 to 29.9") == [
        "killed",
        "killed",
        "survived",
    ]


def test_the_scope_of_a_source_is_part_of_its_statements(toy, plant):
    given = {"site": "breast", "gene": "wild_type"}
    rule = plant.rule("breast", given, S8_antibody="FALSE")
    assert status(toy.outcomes(rule), "sources/S8/source.yaml:scope:colon to breast") == ["killed"]


def test_a_direction_is_held_by_a_verdict_only(toy, plant):
    mutant = "sources/S8/statements/all.yaml:S8-antibody:consider to against"
    given = {**COLON, "gene": "wild_type"}
    truth = plant.rule("wild type", given, S8_antibody="TRUE")
    assert toy.outcomes(truth)[mutant].status == "survived"
    assert toy.outcomes(truth)[mutant].seen == ("wild type",)
    verdict = plant.example("wild type", given, verdicts={"antibody": "acceptable"})
    assert toy.outcomes(verdict)[mutant].status == "killed"
    assert "not_recommended" in toy.outcomes(verdict)[mutant].by


def test_treatments_levels_windows_and_scope_are_tried_too(toy, plant):
    stop = plant.example("mutant", {"gene": "mutant"}, verdicts={"antibody": "contraindicated"})
    level = plant.example("many", TEN, alerts={"A1": "note"})
    day = Fixture(
        "window",
        None,
        None,
        {
            "id": "window",
            "assessed_on": "2026-02-01",
            "facts": COLON,
            "treatments": {"records": [{"treatment": "drug", "start": "2026-01-05"}]},
        },
        {},
        {"windows": {"S8-scan": {"earliest": "2026-03-02", "latest": "2026-03-30"}}},
    )
    found = toy.outcomes(stop, level, day)
    statements = "sources/S8/statements/all.yaml"
    ids = [
        "safety.yaml:H1:stop without antibody",
        f"{COUNT}:level note to urgent",
        f"{statements}:S8-scan:earliest 8 weeks to 7 weeks",
        f"{statements}:S8-scan:latest 12 weeks to 13 weeks",
    ]
    assert status(found, *ids) == ["killed"] * 4
    assert found[f"{statements}:S8-antibody:scope patient to lesion"].status == "survived"
    scope = plant.example(
        "wild", {**COLON, "gene": "wild_type"}, verdicts={"antibody": "acceptable"}
    )
    again = toy.outcomes(scope)
    assert again[f"{statements}:S8-antibody:scope patient to lesion"].status == "killed"


def test_rules_of_plausibility_are_tried_in_what_they_fill_in(toy, plant):
    condition = "vocabulary/patient.yaml:several if lesions_n >= 2:>= to >"
    value = "vocabulary/patient.yaml:several if lesions_n >= 2:several True to False"
    bound = "vocabulary/patient.yaml:lesions_n if several:lesions_n at_least 2 to at_least 3"
    two = plant.rule("two", {**COLON, "lesions_n": 2}, S8_drug="TRUE")
    found = toy.outcomes(two)
    assert status(found, condition, value, bound) == ["killed"] * 3
    assert found[bound].by == "two: the facts contradict one another"
    three = plant.rule("three", {**COLON, "lesions_n": 3}, S8_drug="TRUE")
    found = toy.outcomes(three)
    assert status(found, condition, value, bound) == ["survived", "killed", "survived"]
    several = plant.example("several", {"several": True}, facts={"lesions_n": {"at_least": 2}})
    assert toy.outcomes(several)[bound].status == "killed"


def test_what_the_files_refuse_is_refused(toy):
    toy.put("safety.yaml", "lesions_n >= 10", "lesions_n >= 200")
    found = toy.outcomes()
    assert found[f"{COUNT}:200 to 201"].status == "refused"
    unused = "sources/S8/definitions.yaml:large"
    assert unused not in found
    dropped = found["sources/S8/statements/all.yaml:S8-large:without large"]
    assert (dropped.status, dropped.by) == ("refused", "nothing uses large any more")


def test_mutants_on_a_lesion_are_judged_on_listed_lesions(toy, plant):
    on = {**COLON, "lesions": [{"size_cm": 3}]}
    rule = plant.rule("3 cm", on, S8_heat="TRUE")
    place = "sources/S8/statements/all.yaml:S8-heat"
    assert status(toy.outcomes(rule), f"{place}:<= to <", f"{place}:3 to 4") == [
        "killed",
        "survived",
    ]


def test_a_fixture_that_fails_by_itself_stops_the_run(toy, plant):
    with pytest.raises(HepaboardError, match="1 fixtures fail on the knowledge as it is: wrong"):
        toy.trials(plant.rule("wrong", TEN, A1="FALSE"))


def test_the_list_of_equivalents_counts_and_may_not_be_stale(toy, tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text('equivalent:\n  - {id: "safety.yaml:A1:10 to 9", reason: never counted}\n')
    trials = prepared(toy.root, (), path)
    place = next(i for i, m in enumerate(trials.mutants) if m.id == "safety.yaml:A1:10 to 9")
    outcome = trials.outcome(place, False)
    assert (outcome.status, outcome.by) == ("equivalent", "never counted")
    path.write_text('equivalent:\n  - {id: "safety.yaml:A1:10 to 8", reason: none}\n')
    with pytest.raises(HepaboardError, match="no such mutant"):
        prepared(toy.root, (), path)
