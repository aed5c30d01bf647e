"""Why an answer is as it is: reasons, needs, objections, what is missing and not considered."""

from decimal import Decimal

import pytest
from assess_packs import Packs

from hepaboard import assess, load_guideline
from hepaboard.assess.reading import plain
from hepaboard.logic import Bounds, Members


@pytest.fixture
def packs(tmp_path):
    return Packs(tmp_path)


def test_a_statement_that_holds_names_the_facts_that_made_it_hold(packs):
    option = packs.assess(several=True).option("drug")
    (statement,) = option.statements
    assert (statement.id, statement.status, statement.direction) == ("S8-drug", "holds", "for")
    assert [(b.fact, b.value, b.words) for b in statement.because] == [
        ("site", "colon", "colon"),
        ("several", True, "yes"),
    ]
    assert (statement.strength, statement.where, statement.rows) == (
        "recommended",
        "Drugs",
        ["S8-003"],
    )


def test_a_statement_that_is_open_names_the_facts_to_ask_for(packs):
    option = packs.assess().option("drug")
    (statement,) = option.statements
    assert statement.status == "unknown"
    assert [(b.fact, b.value) for b in statement.because] == [("several", None), ("symptoms", None)]
    assert option.verdict == "undetermined"
    assert option.needs == ["several", "symptoms"]


def test_a_statement_that_does_not_hold_is_not_listed(packs):
    option = packs.assess(several=False, symptoms=[]).option("drug")
    assert (option.verdict, option.statements, option.needs) == ("not_addressed", [], [])


@pytest.mark.parametrize(
    ("facts", "verdict", "needs", "objections"),
    [
        ({}, "needs_data", ["gene"], ["H1"]),
        ({"gene": "wild_type"}, "acceptable", [], []),
        ({"gene": "mutant"}, "contraindicated", [], []),
    ],
)
def test_a_stop_that_is_open_asks_for_its_facts(packs, facts, verdict, needs, objections):
    option = packs.assess(**facts).option("antibody")
    assert (option.verdict, option.needs, option.open_objections) == (verdict, needs, objections)


def test_a_favoured_option_names_the_objections_that_could_still_hold(packs):
    packs.source(
        "S9",
        ("drug", "against", "gene = 'mutant'"),
        ("drug", "against", "remnant_pct < 10 AND gene = 'mutant'"),
    )
    option = packs.assess(several=True).option("drug")
    assert option.verdict == "recommended"
    assert option.open_objections == ["S9-0", "S9-1"]
    # The second objection waits for the remnant too, but only where the first holds anyway.
    assert option.needs == ["gene"]
    option = packs.assess(several=True, remnant_pct=50).option("drug")
    assert (option.open_objections, option.needs) == (["S9-0"], ["gene"])


def test_stops_come_first_then_the_policy_orders_the_statements(packs):
    packs.source("S9", ("antibody", "against", "several"), ("antibody", "consider", "several"))
    packs.policy([["S9"], ["S8"]])
    option = packs.assess(several=True).option("antibody")
    assert [(s.source, s.direction, s.status) for s in option.statements] == [
        ("safety", "stop", "unknown"),
        ("S9", "consider", "holds"),
        ("S8", "consider", "unknown"),
        ("S9", "against", "holds"),
    ]
    assert option.verdict == "needs_data"


def test_missing_facts_are_ranked_by_how_many_verdicts_an_answer_excludes(packs):
    packs.source("S9", ("drug", "for", "gene = 'mutant'"), ("operation", "for", "several"))
    found = packs.assess()
    scores = {item.fact: item.score for item in found.missing}
    # Wild type rules out that the antibody is contraindicated; mutant that it is acceptable, and
    # that nothing is said of the drug: three verdicts for two answers.
    assert scores["gene"] == 1.5
    # Yes rules out that nothing is said of the drug or of operating; no rules out nothing.
    assert scores["several"] == 1
    assert [item.score for item in found.missing] == sorted(scores.values(), reverse=True)
    (gene,) = [item for item in found.missing if item.fact == "gene"]
    assert gene.could_change == ["drug", "antibody"]
    assert gene.question == "Is the gene mutant?"
    assert (gene.supplier, gene.asking) == ("pathology", "tissue")
    assert "age" not in scores and "major_from" not in scores


def test_of_two_facts_that_wait_alike_the_one_that_costs_less_comes_first(packs):
    found = packs.assess(gene="wild_type", remnant_pct=50)
    ranks = [(item.score, item.asking) for item in found.missing]
    effort = ["record", "question", "judgement", "blood", "imaging", "tissue"]
    assert ranks == sorted(ranks, key=lambda pair: (-pair[0], effort.index(pair[1])))


def test_a_fact_that_is_known_is_not_missing(packs):
    for value in (True, False):
        assert "several" not in {m.fact for m in packs.assess(several=value).missing}


def test_bounds_keep_a_fact_missing_only_while_they_leave_it_open(packs):
    packs.source("S9", ("drug", "against", "lesions_n >= 5"))

    def could_change(**facts):
        items = [m for m in packs.assess(**facts).missing if m.fact == "lesions_n"]
        return items[0].could_change if items else []

    assert "drug" in could_change(lesions_n={"at_least": 2})
    assert "drug" not in could_change(lesions_n={"at_least": 12})


def test_alerts_say_what_holds_or_what_is_not_known(packs):
    (open_,) = packs.assess().alerts
    assert (open_.id, open_.status, open_.text) == (
        "S8-pitfall",
        "unknown",
        "The method is not recorded.",
    )
    assert open_.needs == ["remnant_method"]
    (holds,) = packs.assess(remnant_method="mri").alerts
    assert (holds.status, holds.text) == ("holds", "The remnant was not measured on CT.")
    assert holds.needs == []
    assert packs.assess(remnant_method="ct").alerts == []


def test_joint_alerts_and_stops_are_ordered_by_level(packs):
    packs.source("S9", ("antibody", "for", "several"))
    found = packs.assess(lesions_n=12, gene="mutant")
    assert [(a.id, a.level) for a in found.alerts] == [
        ("H1", "stop"),
        ("S8-pitfall", "warn"),
        ("A1", "note"),
    ]


def test_a_stop_is_an_alert_only_on_something_in_play(packs):
    quiet = packs.assess(gene="mutant")
    assert quiet.option("antibody").verdict == "contraindicated"
    assert "H1" not in {a.id for a in quiet.alerts}
    for record in (
        {"treatment": "antibody", "start": "2026-01-01", "ongoing": True},
        {"treatment": "antibody", "start": "2026-09-01", "planned": True},
    ):
        case = {
            "id": "t",
            "assessed_on": "2026-02-01",
            "facts": {"site": "colon", "gene": "mutant"},
            "treatments": {"records": [record]},
        }
        assert "H1" in {a.id for a in assess(case, packs.guideline()).alerts}
    ended = {
        "id": "t",
        "facts": {"site": "colon", "gene": "mutant"},
        "treatments": {
            "records": [{"treatment": "antibody", "start": "2026-01-01", "end": "2026-01-09"}]
        },
    }
    assert "H1" not in {a.id for a in assess(ended, packs.guideline()).alerts}


def test_open_stops_are_told_only_where_something_may_favour_the_treatment(packs):
    assert [(s.id, s.treatment, s.needs) for s in packs.assess().stops_open] == [
        ("H1", "antibody", ["gene"])
    ]
    assert packs.assess(gene="wild_type").stops_open == []
    assert packs.assess(site="breast").stops_open == []  # nobody would give it


def test_recorded_facts_that_no_source_has_a_rule_for(packs):
    assert packs.assess(age=62).not_considered == ["age"]
    assert packs.assess().not_considered == []


def test_settings_are_shown_with_the_answer(packs):
    (setting,) = [f for f in packs.assess().facts if f.origin == "setting"]
    assert (setting.fact, setting.value, setting.words) == ("major_from", 3, "3 segments")
    found = packs.assess(segments_planned=3, remnant_pct=20).option("large_operation")
    assert found.verdict == "not_recommended"
    assert "major_from" in {b.fact for s in found.statements for b in s.because}


def test_evidence_is_shown_and_never_makes_a_verdict(packs):
    option = packs.assess().option("heat")
    (item,) = option.evidence
    assert (item.id, item.figures, item.applies) == ("S8-figure", {"recurrence_pct": 12}, "holds")
    assert item.id not in {s.id for s in option.statements}
    assert [(e.id, e.source) for e in packs.assess().errata] == [("E01", "S8")]
    assert packs.assess(site="breast").errata == []


def test_the_team_and_the_citations(packs):
    found = packs.assess()
    assert [(t.role, t.sources) for t in found.team] == [("surgeon", ["S8"])]
    assert packs.assess(site="breast").team == []
    assert [(c.source, c.date, c.review_status) for c in found.citations] == [
        ("S8", "2026-01-01", "reviewed")
    ]


@pytest.mark.parametrize(
    ("remnant", "places"),
    [
        (50, [("enough", "holds")]),
        (29.9, [("not_enough", "holds")]),
        (None, [("enough", "possible"), ("not_enough", "possible")]),
    ],
)
def test_where_the_patient_stands(packs, remnant, places):
    found = packs.assess(**({} if remnant is None else {"remnant_pct": remnant}))
    assert [(p.scenario, p.status) for p in found.scenarios] == places
    assert {p.group for p in found.scenarios} == {"liver"}
    assert all([b.fact for b in p.because][-1] == "remnant_pct" for p in found.scenarios)


def test_lesions_speak_for_themselves(packs):
    found = packs.assess(lesions_n=3, lesions=[{"size_cm": 2}, {"size_cm": 4}, {"size_cm": 6}])
    told = {
        lesion.lesion: {o.treatment: o.verdict for o in lesion.options} for lesion in found.lesions
    }
    assert told["L1"]["heat"] == "acceptable"
    assert "heat" not in told["L2"]  # nothing speaks of it
    assert told["L3"]["heat"] == "contraindicated"
    assert found.option("heat").verdict == "not_addressed"
    small = packs.assess(lesions_n=1, lesions=[{"size_cm": 2}])
    assert small.option("heat").verdict == "recommended"
    assert small.lesions[0].options[0].verdict == "recommended"  # what is said of all counts too


def test_a_lesion_without_its_size_waits_for_it(packs):
    found = packs.assess(lesions_n=2, lesions=[{}, {"size_cm": 2}])
    first, second = found.lesions
    (heat,) = first.options
    assert (heat.verdict, heat.needs) == ("needs_data", ["size_cm"])
    assert second.options[0].verdict == "acceptable"
    assert [f.fact for f in second.facts] == ["size_cm"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, True),
        ("word", "word"),
        (Decimal(3), 3),
        (Decimal("2.50"), 2.5),
        (2.5, 2.5),
        (Bounds(Decimal(2), None), {"at_least": 2}),
        (Bounds(None, Decimal("2.5")), {"at_most": 2.5}),
        (Bounds(Decimal(1), Decimal(2)), {"at_least": 1, "at_most": 2}),
        (Members(frozenset({"b", "a"})), ["a", "b"]),
        (None, None),
    ],
)
def test_values_as_json_holds_them(value, shown):
    assert plain(value) == shown
    assert type(plain(value)) is type(shown)


def test_the_same_question_gives_the_same_answer_and_the_same_hashes():
    case = {"id": "t", "primary": {"primary_site": "colon"}, "molecular": {"ras": "mutant"}}
    one, two = (assess(case, load_guideline(["S0"])) for _ in range(2))
    assert one.model_dump_json() == two.model_dump_json()
    assert one.case.hash == two.case.hash
    other = assess({**case, "molecular": {"ras": "wild_type"}}, load_guideline(["S0"]))
    assert other.case.hash != one.case.hash
    assert other.guideline.hash == one.guideline.hash
