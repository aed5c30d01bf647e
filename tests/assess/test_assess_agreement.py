"""Agreement between voices, and which side the policy lets lead: by table."""

import pytest

from hepaboard.assess.agreement import Voice, agreement, concept_agreement, lead

FOR, MAY, NO = Voice(for_=True), Voice(consider=True), Voice(against=True)
OPEN, SILENT = Voice(unknown=True), Voice()
BOTH = Voice(for_=True, against=True)


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ([FOR, FOR], "agree"),
        ([MAY, MAY], "agree"),
        ([NO, NO], "agree"),
        ([FOR, MAY], "different_strength"),
        ([FOR, NO], "incompatible"),
        ([MAY, NO], "incompatible"),
        ([BOTH, NO], "incompatible"),
        ([BOTH, SILENT], "one_silent"),
        ([FOR, SILENT], "one_silent"),
        ([FOR, OPEN], "open"),
        ([OPEN, SILENT], "open"),
        ([SILENT, SILENT], None),
        ([FOR, NO, OPEN], "incompatible"),
        ([FOR, MAY, SILENT], "different_strength"),
        ([FOR, MAY, OPEN], "open"),
    ],
)
def test_agreement_of_voices(voices, expected):
    named = {f"V{i}": voice for i, voice in enumerate(voices)}
    assert agreement(named, rival=False, loaded=len(voices)) == expected


def test_another_member_of_a_choice_is_incompatible():
    assert agreement({"A": FOR, "B": SILENT}, rival=True, loaded=2) == "incompatible"


def test_one_voice_has_nobody_to_agree_with():
    assert agreement({"A": FOR}, rival=False, loaded=1) is None


def test_two_texts_of_one_publisher_are_one_voice():
    assert SILENT.joined(FOR) == FOR
    assert agreement({"publisher": FOR.joined(FOR)}, rival=False, loaded=1) is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"A": True, "B": True}, "agree"),
        ({"A": True, "B": False}, "incompatible"),
        ({"A": True, "B": None}, "open"),
        ({"A": True}, "one_silent"),
        ({}, None),
    ],
)
def test_agreement_on_a_concept(answers, expected):
    assert concept_agreement(answers, ["A", "B"]) == expected


@pytest.mark.parametrize(
    ("sides", "rank", "expected"),
    [
        ({"S2": {"for"}, "S0": {"against"}}, {"S2": 0, "S0": 1}, "for"),
        ({"S2": set(), "S0": {"against"}}, {"S2": 0, "S0": 1}, "against"),
        ({"S2": {"for", "against"}, "S0": {"for"}}, {"S2": 0, "S0": 1}, None),
        ({"S1": {"for"}, "S3": {"for"}}, {"S1": 2, "S3": 2}, None),
        ({"S1": {"for"}, "S3": set()}, {"S1": 2, "S3": 2}, "for"),
        ({}, {}, None),
    ],
)
def test_lead_of_the_policy(sides, rank, expected):
    assert lead(sides, rank) == expected
