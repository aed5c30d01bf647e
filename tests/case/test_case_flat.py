"""A flat set of facts, for scripts."""

import json
from decimal import Decimal

import pytest
from case_vocabulary import flat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hepaboard import HepaboardError
from hepaboard.logic import Bounds, Members


def known(source):
    return {name: fact.value for name, fact in flat(source).patient.items()}


def refused(source):
    with pytest.raises(HepaboardError) as caught:
        flat(source)
    return caught.value


def test_values_of_every_kind():
    assert known(
        {
            "fever": False,
            "gene": "mutant",
            "signs": ["pain"],
            "age": 62,
            "share": 29.9,
            "bilirubin": 1.2,
            "n": {"at_least": 11},
        }
    ) == {
        "fever": False,
        "gene": "mutant",
        "signs": Members(frozenset({"pain"})),
        "age": 62,
        "share": Decimal("29.9"),
        "bilirubin": Decimal("1.2"),
        "n": Bounds(Decimal(11), None),
    }


def test_what_is_not_named_or_null_is_unknown():
    assert known({}) == {}
    assert known({"gene": None, "lesions": None}) == {}


def test_lesions_are_a_list_of_fact_sets():
    found = flat({"lesions": [{"size": 2}, {}, {"size": 3.5, "place": "8"}], "n": 3})
    assert [name for name, _ in found.lesions] == ["L1", "L2", "L3"]
    assert [dict(facts) for _, facts in found.lesions][1] == {}
    assert found.lesions[2][1]["size"].value == Decimal("3.5")
    assert found.patient["n"].value == 3
    assert found.patient["widest"].value == Bounds(Decimal("3.5"), None)


def test_a_list_without_a_number_may_be_incomplete():
    assert known({"lesions": [{"size": 2}]})["n"] == Bounds(Decimal(1), None)
    assert "n" not in known({"lesions": []})


def test_more_lesions_than_the_number():
    assert "lesions listed are" in str(refused({"lesions": [{}, {}], "n": 1}))


def test_declined_treatments():
    assert flat({"declined": ["drug"]}).declined == ("drug",)
    assert "no treatment 'pill'" in str(refused({"declined": ["pill"]}))


def test_nothing_is_derived_without_records():
    assert known({"gene": "mutant"}) == {"gene": "mutant"}


def test_decimals_keep_their_digits(tmp_path):
    assert known({"share": Decimal("29.9")}) == {"share": Decimal("29.9")}
    path = tmp_path / "facts.json"
    path.write_text('{"share": 29.900000000000000000001}', encoding="utf-8")
    assert "nothing is rounded" in str(refused(path))


def test_a_file_in_json_or_yaml(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"gene": "mutant", "lesions": [{"size": 2.5}]}), encoding="utf-8")
    assert known(path)["gene"] == "mutant"
    path = tmp_path / "facts.yaml"
    path.write_text("gene: mutant\nlesions: [{size: 2.5}]\n", encoding="utf-8")
    assert known(path)["widest"] == Bounds(Decimal("2.5"), None)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('{\n "gene": "mutated"\n}', 2, "'mutated' is not a value of gene."),
        ('{\n "gene": "mutant",\n "gnee": 3\n}', 3, "There is no fact 'gnee' of a patient."),
        ('{\n "n": {"atleast": 3}\n}', 2, "There is no field 'atleast' here."),
        ('{\n "lesions": {}\n}', 2, "lesions is a list of fact sets."),
        ('{\n "lesions": [\n  {"size": 2},\n  {"size": "big"}\n ]\n}', 4, "size cannot take 'big'"),
        ('{\n "lesions": [\n  3\n ]\n}', 3, "3 is not right for findings"),
        ('{\n "declined": [\n  "pill"\n ]\n}', 3, "There is no treatment 'pill'."),
        ("[]", 1, "A set of facts is a mapping."),
        ("", 1, "A set of facts is a mapping."),
        ('{\n "gene": "mutant",\n "gene": "mutant"\n}', 3, "The key 'gene' stands twice"),
    ],
)
def test_slips_are_named_with_file_and_line(tmp_path, text, line, what):
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    error = refused(path)
    problem = getattr(error, "problems", (error,))[0]
    assert problem.what.startswith(what)
    assert (problem.file, problem.line) == (str(path), line)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), "nan", [1], {}, {1: 2}]
)
def test_what_is_no_number_is_refused(value):
    assert "share" in str(refused({"share": value}))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    source=st.dictionaries(
        st.sampled_from(["gene", "share", "n", "lesions", "declined", "signs", "zz"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["size", "at_least", "value"]), inner)
            ),
            max_leaves=6,
        ),
        max_size=3,
    )
)
def test_whatever_it_holds_it_is_read_or_refused_in_words(source):
    try:
        flat(source)
    except HepaboardError as error:
        assert error.what
