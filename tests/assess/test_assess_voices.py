"""Sources beside one another: verdict, agreement, lead and review status of one treatment."""

import pytest
from assess_packs import Packs

DRUG_FOR = ("drug", "for", "several")
DRUG_MAY = ("drug", "consider", "several")
DRUG_NO = ("drug", "against", "several")
DRUG_OPEN = ("drug", "for", "gene = 'mutant'")
DRUG_NEVER = ("drug", "for", "FALSE")


@pytest.fixture
def packs(tmp_path):
    return Packs(tmp_path)


# In the minimal knowledge S8 is for the drug where there are several lesions.
@pytest.mark.parametrize(
    ("others", "verdict", "agreement", "lead"),
    [
        ([], "recommended", None, "for"),
        ([DRUG_FOR], "recommended", "agree", "for"),
        ([DRUG_MAY], "recommended", "different_strength", "for"),
        ([DRUG_NO], "contested", "incompatible", "for"),
        ([DRUG_OPEN], "recommended", "open", "for"),
        ([DRUG_NEVER], "recommended", "one_silent", "for"),
        ([DRUG_FOR, DRUG_NO], "contested", "incompatible", "for"),
        ([DRUG_FOR, DRUG_NEVER], "recommended", "one_silent", "for"),
        ([DRUG_MAY, DRUG_OPEN], "recommended", "open", "for"),
    ],
)
def test_verdict_agreement_and_lead(packs, others, verdict, agreement, lead):
    for name, statement in zip(("S9", "S7"), others, strict=False):
        packs.source(name, statement)
    option = packs.assess(several=True).option("drug")
    assert (option.verdict, option.agreement, option.lead) == (verdict, agreement, lead)


@pytest.mark.parametrize(
    ("ranks", "lead"),
    [
        ([["S8"], ["S9"]], "for"),
        ([["S9"], ["S8"]], "against"),
        ([["S8", "S9"]], None),
        ([["S9"]], "against"),  # S8 is not listed and comes last
    ],
)
def test_the_policy_decides_who_leads_and_hides_nobody(packs, ranks, lead):
    packs.source("S9", DRUG_NO).policy(ranks)
    option = packs.assess(several=True).option("drug")
    assert (option.verdict, option.lead) == ("contested", lead)
    assert {(s.source, s.direction) for s in option.statements} == {
        ("S8", "for"),
        ("S9", "against"),
    }


def test_a_source_divided_in_itself_does_not_lead(packs):
    packs.source("S9", DRUG_FOR, DRUG_NO).policy([["S9"], ["S8"]])
    option = packs.assess(several=True).option("drug")
    assert (option.verdict, option.lead) == ("contested", None)
    packs.policy([["S8"], ["S9"]])
    assert packs.assess(several=True).option("drug").lead == "for"


def test_sources_of_one_publisher_are_one_voice(packs):
    packs.source("S9", DRUG_FOR, voice="house").source("S7", DRUG_NEVER, voice="house")
    assert packs.assess(several=True).option("drug").agreement == "agree"


def test_a_publisher_divided_in_itself_is_not_at_odds_with_anybody(packs):
    packs.change("sources/S8/source.yaml", "review: reviewed", "voice: house\nreview: reviewed")
    packs.source("S9", DRUG_NO, voice="house").source("S7", DRUG_NEVER)
    option = packs.assess(several=True).option("drug")
    assert (option.verdict, option.agreement) == ("contested", "one_silent")


def test_one_publisher_alone_has_nobody_to_agree_with(packs):
    packs.change("sources/S8/source.yaml", "review: reviewed", "voice: house\nreview: reviewed")
    packs.source("S9", DRUG_MAY, voice="house")
    assert packs.assess(several=True).option("drug").agreement is None


def test_a_source_out_of_scope_is_not_silent(packs):
    packs.source("S9", DRUG_FOR, scope="site = 'breast'")
    option = packs.assess(several=True).option("drug")
    assert (option.verdict, option.agreement) == ("recommended", "agree")
    packs.source("S7", DRUG_NEVER)
    assert packs.assess(several=True).option("drug").agreement == "one_silent"


def test_a_source_whose_scope_is_open_is_open(packs):
    packs.source("S9", DRUG_FOR, scope="gene = 'mutant'")
    assert packs.assess(several=True).option("drug").agreement == "open"


def test_different_members_of_a_choice_are_incompatible(packs):
    packs.source("S9", ("operation", "for", "several"))
    found = packs.assess(several=True)
    for treatment in ("drug", "operation"):
        option = found.option(treatment)
        assert (option.verdict, option.agreement) == ("recommended", "incompatible")
        assert option.choices == ["first"]


def test_one_source_for_two_members_of_a_choice_offers_them_side_by_side(packs):
    packs.source("S9", ("operation", "for", "several"), DRUG_FOR)
    found = packs.assess(several=True)
    assert found.option("drug").agreement == "agree"
    assert found.option("operation").agreement == "incompatible"


@pytest.mark.parametrize(
    ("review", "keep", "verdict", "status"),
    [
        ("reviewed", "keep", "recommended", "reviewed"),
        ("pending", "keep", "recommended", "unreviewed_only"),
        ("pending", "acceptable", "acceptable", "unreviewed_only"),
        ("reviewed", "acceptable", "recommended", "reviewed"),
    ],
)
def test_what_only_unreviewed_sources_favour(packs, review, keep, verdict, status):
    packs.source("S9", ("scan", "for", "several"), review=review)
    packs.policy([["S8"], ["S9"]], unreviewed_alone=keep)
    option = packs.assess(several=True, drug_given=False).option("scan")
    assert (option.verdict, option.review) == (verdict, status)
    (statement,) = [s for s in option.statements if s.source == "S9"]
    assert statement.review == review


def test_a_reviewed_source_beside_an_unreviewed_one(packs):
    packs.source("S9", DRUG_FOR, review="pending").policy([["S8"]], unreviewed_alone="acceptable")
    option = packs.assess(several=True).option("drug")
    assert (option.verdict, option.review) == ("recommended", "reviewed")


@pytest.mark.parametrize(
    ("own", "other", "voice", "agreement"),
    [
        (50, "remnant_pct >= 30", None, "agree"),
        (50, "remnant_pct >= 60", None, "incompatible"),
        (50, "several", None, "open"),
        (50, None, None, "one_silent"),
        (None, "remnant_pct >= 30", None, "open"),
        (50, "remnant_pct >= 60", "house", None),
    ],
)
def test_agreement_on_a_concept(packs, own, other, voice, agreement):
    if voice:
        packs.change("sources/S8/source.yaml", "review: reviewed", "voice: house\nreview: reviewed")
    packs.source("S9", concept=other, voice=voice)
    found = packs.assess(**({} if own is None else {"remnant_pct": own}))
    (concept,) = found.concepts
    assert concept.concept == "enough_liver"
    assert concept.agreement == agreement
    assert {a.source for a in concept.answers} == ({"S8", "S9"} if other else {"S8"})


def test_two_answers_of_one_publisher_do_not_speak_for_a_silent_source(packs):
    packs.source("S9", concept="remnant_pct >= 30", voice="house")
    packs.source("S7", concept="remnant_pct >= 30", voice="house")
    packs.source("S6", DRUG_FOR)
    (concept,) = packs.assess(remnant_pct=50).concepts
    assert [a.value for a in concept.answers] == [True, True, True]
    assert concept.agreement == "one_silent"


def test_a_publisher_that_answers_in_two_ways_beside_a_source_that_does_not_answer(packs):
    packs.change("sources/S8/source.yaml", "review: reviewed", "voice: house\nreview: reviewed")
    packs.source("S9", concept="remnant_pct >= 60", voice="house").source("S7", DRUG_FOR)
    (concept,) = packs.assess(remnant_pct=50).concepts
    assert concept.agreement == "one_silent"


def test_an_answer_names_the_facts_that_decided_it(packs):
    (concept,) = packs.assess(remnant_pct=29.9).concepts
    (answer,) = concept.answers
    assert (answer.value, answer.rows) == (False, ["S8-002"])
    assert [(b.fact, b.value, b.words) for b in answer.because] == [("remnant_pct", 29.9, "29.9 %")]


def test_what_is_declined_of_a_kind_is_declined_of_its_members(packs):
    for declined, marked in (("drug", {"drug", "antibody"}), ("antibody", {"antibody"})):
        found = packs.assess(several=True, declined=[declined])
        assert {o.treatment for o in found.options if o.declined} == marked
        plain = packs.assess(several=True)
        for option in found.options:
            assert option.verdict == plain.option(option.treatment).verdict


def test_a_source_out_of_scope_gives_no_answer_and_no_scenario(packs):
    found = packs.assess(site="breast", remnant_pct=50, several=True)
    assert [(s.source, s.status) for s in found.scopes] == [("S8", "out_of_scope")]
    assert found.concepts == [] and found.scenarios == []
    assert {o.verdict for o in found.options} == {"not_addressed"}
