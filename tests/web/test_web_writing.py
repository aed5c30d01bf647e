"""The text of a case is read back as it was written: nothing is lost, nothing is changed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case import read_case
from hepaboard.document import read_text
from hepaboard.examples import shipped
from hepaboard.web.cases.data import case_text, long_form
from hepaboard.web.cases.edits import edits
from hepaboard.web.cases.writing import yaml_text

words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=0, max_size=30
)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(Decimal)
scalars = st.one_of(
    words,
    days,
    st.booleans(),
    st.integers(-(10**17), 10**17),
    decimals,
    st.sampled_from(["true", "null", "~", "yes", "1", "1.5", "1e3", "- a", "a: b", "#", "", " x "]),
)
entries = st.recursive(
    st.one_of(scalars, st.none()),
    lambda below: st.one_of(
        st.lists(below, max_size=4), st.dictionaries(words, below, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def exact(value):
    """A value with its types: 1, 1.0 and yes are three things."""
    if isinstance(value, dict):
        return {key: exact(part) for key, part in value.items()}
    if isinstance(value, list):
        return [exact(part) for part in value]
    return type(value).__name__, str(value)


@given(st.dictionaries(words, entries, min_size=1, max_size=6))
def test_any_data_is_read_back_to_the_digit(data):
    assert exact(read_text(yaml_text(data)).data) == exact(data)


@pytest.mark.parametrize("example", [e.name for e in shipped()])
def test_every_example_keeps_its_meaning(example):
    case = next(e.case for e in shipped() if e.name == example)
    written = yaml_text(long_form(case))
    assert read_case(case).hash == case_text(written).file.hash
    assert yaml_text(case_text(written).data) == written


@pytest.mark.parametrize(
    "text",
    [
        "id: x\ntreatments: []\n",
        "id: x\ntreatments: [{treatment: folfox}]\n",
        "id: x\nimaging: []\nlesions: []\n",
        "id: x\nlesions:\n  complete: true\n  listed:\n    - {id: L1, findings: {segment: '4a'}}\n",
        "id: x\nlesions: [{id: L1, lesion_diameter_cm: [{value: 2.40, on: 2026-01-01}]}]\n",
        "id: x\nliver:\npatient: {age: null}\n",
        "id: x\nliver: {n_liver_mets: {at_least: 3, at_most: 5}}\ndeclined: [folfox]\n",
        '{"id": "x", "about": "\\ud83d\\ude00 \\u00e9 \\\\"}',
    ],
)
def test_short_forms_are_written_out_without_a_change_of_meaning(text):
    read = case_text(text)
    again = case_text(yaml_text(read.data))
    assert again.file.hash == read.file.hash
    assert edits(read.data, again.data) == []


def test_the_text_reads_like_one_written_by_hand():
    data = {
        "id": "tb-1",
        "laboratory": {"cea_ng_ml": [{"value": 84, "on": "2026-01-02"}], "cea": Decimal("5")},
        "lesions": {"complete": False, "listed": [{"id": "L1", "segment": "7"}]},
    }
    assert yaml_text(data) == (
        "id: tb-1\n"
        "laboratory:\n"
        "  cea_ng_ml:\n"
        "    - {value: 84, on: 2026-01-02}\n"
        "  cea: 5.\n"
        "lesions:\n"
        "  complete: false\n"
        "  listed:\n"
        "    - id: L1\n"
        '      segment: "7"\n'
    )
