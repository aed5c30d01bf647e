"""A case in a file, or in a dict: its shape, its hash, and slips named with their line."""

import json
from decimal import Decimal

import pytest
from case_vocabulary import facts, refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hepaboard import HepaboardError
from hepaboard.case import Case, CaseError, read_case
from hepaboard.case.model import SECTIONS

FILE = """\
id: t
about: a case in a file
molecular:
  gene: mutant
laboratory:
  bilirubin:
    - {value: 0.8, on: 2026-01-10}
    - value: 34.2
      unit: umol/L
      on: 2026-02-10
lesions:
  complete: true
  listed:
    - id: L1
      size: 2.5
    - id: L2
      findings: {size: {value: 45, unit: mm}, place: '4a'}
treatments:
  complete: true
  records:
    - treatment: drug
      start: 2026-01-15
      end: 2026-02-15
"""


def write(tmp_path, text, name="case.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file(tmp_path):
    found = facts(write(tmp_path, FILE))
    assert found.patient["gene"].value == "mutant"
    assert found.patient["n"].value == 2
    assert found.patient["widest"].value == Decimal("4.5")
    assert found.patient["bilirubin"].value == pytest.approx(2, abs=0.01)
    assert [name for name, _ in found.lesions] == ["L1", "L2"]


def test_yaml_json_and_dict_say_the_same(tmp_path):
    as_yaml = read_case(write(tmp_path, FILE))
    data = json.loads(as_yaml.case.model_dump_json(exclude_defaults=True))
    data["laboratory"]["bilirubin"][0]["value"] = 0.8
    data["laboratory"]["bilirubin"][1]["value"] = 34.2
    data["lesions"]["listed"][0]["findings"]["size"] = 2.5
    as_json = read_case(write(tmp_path, json.dumps(data), "case.json"))
    as_dict = read_case(data)
    assert as_yaml.case == as_json.case == as_dict.case
    assert as_yaml.hash == as_json.hash == as_dict.hash


def test_the_hash_is_that_of_the_content_not_of_the_layout(tmp_path):
    one = read_case(write(tmp_path, "id: t\nmolecular: {gene: mutant}\npatient: {age: 62}\n"))
    two = read_case(write(tmp_path, "patient:\n  age:  62  # y\nmolecular:\n  gene: mutant\nid: t"))
    other = read_case(write(tmp_path, "id: t\nmolecular: {gene: wild_type}\npatient: {age: 62}\n"))
    assert one.hash == two.hash
    assert one.hash != other.hash
    assert len(one.hash) == 64


def test_digits_of_a_dict_are_not_lost():
    found = facts({"facts": {"share": Decimal("29.9")}}).patient["share"].value
    assert found == Decimal("29.9")
    with pytest.raises(HepaboardError, match="has more digits than a number can carry"):
        facts({"facts": {"share": Decimal("29.900000000000000000001")}})


def test_digits_of_a_file_are_not_lost(tmp_path):
    path = write(tmp_path, "id: t\nfacts: {share: 29.900000000000000000001}\n")
    assert "nothing is rounded" in str(refused(path))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_takes_facts_and_may_be_empty(section):
    assert facts({section: {"gene": "mutant"}}).patient["gene"].field == f"{section}.gene"
    assert facts({section: None}).patient == {}
    assert facts({section: {"gene": None}}).patient == {}


@pytest.mark.parametrize(
    ("text", "line", "field", "what"),
    [
        ("id: t\nmolecular:\n  gene: Mutant\n", 3, "molecular.gene", "'Mutant' is not a value"),
        ("id: t\nmolecular:\n  gnee: mutant\n", 3, "molecular.gnee", "no fact 'gnee'"),
        ("id: t\npatients:\n  age: 62\n", 2, "patients", "no field 'patients'"),
        ("molecular: {gene: mutant}\n", 1, "id", "'id' is missing"),
        ("id: t\nmolecular: 3\n", 2, "molecular", "3 is not right for molecular"),
        ("id: t\nmolecular: [gene]\n", 2, "molecular", "list is not right for molecular"),
        ("id: a b\n", 1, "id", "'a b' does not have the right form."),
        ("id: 12\n", 1, "id", "12 is not right for id"),
        ("id:\n", 1, "id", "None is not right for id"),
        (f"id: t\nabout: {'x' * 201}\n", 2, "about", "is not right for about"),
        ("id: t\nassessed_on: 2026\n", 2, "assessed_on", "2026 is not a date"),
        ("id: t\nassessed_on: yesterday\n", 2, "assessed_on", "'yesterday' is not a date"),
        ("id: t\nlesions: {complete: maybe}\n", 2, "lesions.complete", "'maybe' is not right"),
        ("id: t\nlesions:\n- size: 2\n", 3, "lesions", "'id' is missing"),
        (
            "id: t\nlesions:\n  listed:\n    - id: L1\n      size: big\n",
            5,
            "lesions.listed.0.size",
            "size cannot take 'big'",
        ),
        (
            "id: t\nlaboratory:\n  bilirubin:\n  - value: 1\n    on: 2026-01-01\n  - vale: 2\n",
            6,
            "laboratory.bilirubin.1.vale",
            "no field 'vale'",
        ),
        (
            "id: t\ntreatments:\n  records:\n    - treatment: drug\n      start: 2026-02-01\n"
            "      end: 2026-01-01\n",
            4,
            "treatments.records.0",
            "End (2026-01-01) lies before start (2026-02-01).",
        ),
        ("id: t\ntreatments:\n- treatment: drgu\n", 3, "treatments", "no treatment 'drgu'"),
    ],
)
def test_slips_are_named_with_file_line_and_field(tmp_path, text, line, field, what):
    path = write(tmp_path, text)
    error = refused(path)
    assert isinstance(error, CaseError)
    (problem,) = error.problems
    assert what in problem.what
    assert (problem.file, problem.line) == (str(path), line)
    assert problem.field.startswith(field)
    assert f"{path}, line {line}" in str(error)


def test_the_line_of_a_finding_whichever_way_the_lesion_is_written(tmp_path):
    for findings in ("size: big", "findings:\n      size: big"):
        text = f"id: t\nlesions:\n  - id: L1\n    {findings}\n"
        (problem,) = refused(write(tmp_path, text)).problems
        assert problem.line == len(text.splitlines())
        assert problem.field == "lesions.listed.0.size"


def test_characters_of_every_plane(tmp_path):
    words = "\N{GRINNING FACE} \N{GREEK SMALL LETTER MU} 𐀀"
    assert read_case({"id": "t", "about": words}).case.about == words
    for ascii_only in (True, False):
        text = json.dumps({"id": "t", "about": words}, ensure_ascii=ascii_only)
        assert read_case(write(tmp_path, text, "case.json")).case.about == words
    with pytest.raises(HepaboardError):
        read_case({"id": "t", "about": "\ud800"})
    escaped = '{"id": "t", "about": "a \\\\ud83d\\\\ude00"}'
    assert read_case(write(tmp_path, escaped, "case.json")).case.about == "a \\ud83d\\ude00"


def test_what_is_not_a_mapping_is_no_case(tmp_path):
    for text in ("", "- a\n", "just a word\n", "42\n", "null\n"):
        error = refused(write(tmp_path, text))
        assert error.what == "A case is a mapping of sections."
        assert error.line == 1


def test_a_case_is_frozen_and_strict():
    case = read_case({"id": "t"}).case
    with pytest.raises(Exception, match="frozen"):
        case.id = "other"
    assert Case.model_config["extra"] == "forbid"


WORDS = st.sampled_from(
    ["gene", "share", "n", "size", "signs", "mutant", "value", "on", "id", "xx"]
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([*SECTIONS, "lesions", "treatments", "imaging", "declined", "about", "id"])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=st.dictionaries(KEYS, NESTED, max_size=4))
def test_whatever_a_case_holds_it_is_read_or_refused_in_words(case):
    try:
        facts(case)
    except HepaboardError as error:
        assert error.what
        assert str(error).strip()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entry=NESTED, fact=st.sampled_from(["gene", "share", "n", "signs", "bilirubin", "fever"]))
def test_whatever_a_fact_is_given_it_is_read_or_refused_in_words(entry, fact):
    try:
        found = facts({"facts": {fact: entry}})
    except HepaboardError as error:
        assert fact in str(error) or "not valid YAML" in str(error)  # control characters
    else:
        assert set(found.patient) <= {fact}
