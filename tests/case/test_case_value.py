"""One recorded entry: units, precision, ranges, members, bounds, series."""

from datetime import date
from decimal import Decimal

import pytest
from case_vocabulary import facts, refused, values

from hepaboard.case import CaseError
from hepaboard.case.units import UnitError, convert
from hepaboard.case.value import ValueProblem
from hepaboard.logic import Bounds, Members


def recorded(fact, entry):
    return values({"facts": {fact: entry}})[fact]


def slip(fact, entry):
    error = refused({"facts": {fact: entry}})
    assert isinstance(error, CaseError)
    assert len(error.problems) == 1, str(error)
    return error


@pytest.mark.parametrize(
    ("fact", "entry", "value"),
    [
        ("fever", True, True),
        ("fever", {"value": False}, False),
        ("gene", "mutant", "mutant"),
        ("gene", {"value": "mutant", "on": "2026-01-01", "by": "pathology"}, "mutant"),
        ("age", 62, Decimal(62)),
        ("share", 29.9, Decimal("29.9")),
        ("share", {"value": 29.9, "unit": "%"}, Decimal("29.9")),
        ("bilirubin", 29.96, Decimal("29.96")),
        ("signs", [], Members()),
        ("signs", ["pain"], Members(frozenset({"pain"}))),
        (
            "signs",
            {"value": ["pain"], "lacks": []},
            Members(frozenset({"pain"}), frozenset()),
        ),
        (
            "signs",
            {"value": ["pain"], "lacks": ["fall"]},
            Members(frozenset({"pain"}), frozenset({"fall"})),
        ),
        ("n", 12, Decimal(12)),
        ("n", {"at_least": 11}, Bounds(Decimal(11), None)),
        ("n", {"at_most": 3}, Bounds(None, Decimal(3))),
        ("n", {"at_least": 2, "at_most": 4}, Bounds(Decimal(2), Decimal(4))),
        ("n", {"at_least": 3, "at_most": 3}, Decimal(3)),
        ("breadth", 2.5, Decimal("2.5")),
    ],
)
def test_a_value_that_fits(fact, entry, value):
    found = values({"facts": {fact: entry}})
    assert found[{"breadth": "width"}.get(fact, fact)] == value


@pytest.mark.parametrize(
    ("fact", "entry", "what", "allowed"),
    [
        ("fever", "yes", "fever cannot take 'yes'. It is a yes/no fact.", "true or false"),
        ("fever", 1, "fever cannot take '1'. It is a yes/no fact.", "true or false"),
        ("gene", "Mutant", "'Mutant' is not a value of gene.", "wild_type, mutant"),
        ("gene", True, "'true' is not a value of gene.", "wild_type, mutant"),
        ("gene", 3, "3 is not a value of gene.", "wild_type, mutant"),
        ("gene", ["mutant"], "['mutant'] is not a value of gene.", "wild_type, mutant"),
        ("gene", "unknown", "'unknown' is not a value of gene.", "wild_type, mutant"),
        ("gene", {"at_least": 1}, "gene cannot take 'bounds'. gene is recorded as one", None),
        ("signs", "pain", "signs cannot take 'pain'. It is a set.", "a list of pain, fall"),
        ("signs", ["cough"], "'cough' is not a value of signs.", "pain, fall"),
        (
            "signs",
            {"value": ["pain"], "lacks": ["pain"]},
            "signs cannot take 'pain'. It is both there and lacking.",
            None,
        ),
        ("age", "62", "age cannot take '62'. It is a number.", "18 to 110 years"),
        ("age", True, "age cannot take 'True'. It is a number.", "18 to 110 years"),
        (
            "age",
            62.5,
            "age cannot take '62.5'. It is recorded in steps of 1; nothing is rounded.",
            "18 to 110 years",
        ),
        ("age", 17, "age cannot take '17'. 17 is outside the accepted range.", "18 to 110 years"),
        (
            "share",
            29.96,
            "share cannot take '29.96'. It is recorded in steps of 0.1; nothing is rounded.",
            "0 to 100 %",
        ),
        ("share", -1, "share cannot take '-1'. -1 is outside the accepted range.", "0 to 100 %"),
        (
            "bilirubin",
            400,
            "bilirubin cannot take '400'. 400 is outside the accepted range.",
            "0.1 to 60 mg/dl",
        ),
        ("bilirubin", "3 mg/dl", "bilirubin cannot take '3 mg/dl'. It is a number.", None),
        ("share", {"at_least": 3}, "share cannot take 'bounds'. share is recorded as one", None),
        ("n", {"at_least": 5, "at_most": 3}, "n cannot take '5'. at_least 5 is more than", None),
        ("n", {"at_least": 500}, "n cannot take '500'. 500 is outside the accepted", "0 to 200"),
        ("n", {"at_least": 2.5}, "n cannot take '2.5'. It is recorded in steps of 1;", "0 to 200"),
        ("bilirubin", {"value": 3, "unit": "kg"}, "The unit 'kg' cannot be used for bil", None),
        ("bilirubin", {"value": 3, "unit": "furlong"}, "The unit 'furlong' cannot be us", None),
        ("age", {"value": 62, "unit": "kg"}, "The unit 'kg' cannot be used for age.", "years"),
        ("n", {"value": 3, "unit": "kg"}, "n cannot take 'kg'. n has no unit.", None),
        ("gene", {"value": "mutant", "unit": "kg"}, "gene cannot take 'kg'. gene has no", None),
        ("widest", {"at_least": 30, "unit": "mm"}, "widest cannot take 'mm'. Only a single", None),
        ("n", {"value": 3, "at_least": 2}, "Either a value or bounds, not both.", None),
        ("n", {"unit": "mm"}, "No value; leave the fact out if it is not known.", None),
        ("n", {"vale": 3}, "There is no field 'vale' here.", None),
        ("n", {"value": 3, "on": "2026"}, "'2026' is not a date; write it as 2026-06-01.", None),
        ("n", {"value": 3, "on": "2026-02-30"}, "2026-02-30 is not a date: day is out of", None),
    ],
)
def test_a_value_that_does_not_fit(fact, entry, what, allowed):
    error = slip(fact, entry)
    assert error.problems[0].what.startswith(what)
    if allowed is not None:
        assert error.problems[0].allowed == allowed
    assert error.problems[0].field.startswith(f"facts.{fact}")


def test_a_misspelt_member_is_told_the_likely_one():
    error = slip("gene", " MUTANT ")
    assert error.problems[0].likely == "mutant (exact spelling)"
    assert "Leave the fact out if it is not known." in str(error)


def test_the_whole_text_of_a_value_out_of_range():
    assert str(refused({"laboratory": {"bilirubin": 400}})) == (
        "bilirubin cannot take '400'. 400 is outside the accepted range.\n"
        "  Where    <dict>, line 1, laboratory.bilirubin\n"
        "  Allowed  0.1 to 60 mg/dl\n"
        "  Likely   400 umol/L, that is 23.4 mg/dl; write the unit if it is meant"
    )


def test_an_amount_becomes_a_mass_by_the_molar_mass():
    known = facts({"facts": {"bilirubin": {"value": 34.2, "unit": "umol/L"}}}).patient["bilirubin"]
    assert known.value == pytest.approx(2.0, abs=2e-3)  # 17.1 umol/L are 1 mg/dl
    assert isinstance(known.value, float)
    assert known.note == "34.2 umol/L = 2 mg/dl"
    with pytest.raises(CaseError, match="cannot be used for albumin"):
        facts({"facts": {"albumin": {"value": 600, "unit": "umol/L"}}})


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        ("45", "mm", "cm", 4.5),
        ("4.5", "cm", "cm", 4.5),
        ("35", "g/L", "g/dl", 3.5),
        ("35", "g/L", "g/dL", 3.5),
        ("3.5", "g/dL", "g/l", 35.0),
        ("7", "days", "weeks", 1.0),
        ("1.5", "m2", "cm2", 15000.0),
        ("1200", "ml", "cm3", 1200.0),
    ],
)
def test_units_of_one_kind(value, unit, target, expected):
    assert convert(Decimal(value), unit, target, None) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    "unit",
    [
        "",
        " ",
        "kg",
        "mg/dl/dl",
        "parsec",
        "mg per dl",
        "9**9**9**9",
        "m**(9**9**9)",
        "(9**9**9)*mg/dl",
        "2 mg/dl",
        "__import__('os')",
        "mg/dl\n",
        "x" * 5000,
    ],
)
def test_what_is_no_unit_of_the_fact_is_refused_at_once(unit):
    with pytest.raises(UnitError) as caught:
        convert(Decimal(3), unit, "mg/dl", None)
    assert caught.value.allowed == "mg/dl"
    error = slip("bilirubin", {"value": 3, "unit": unit})
    assert error.problems[0].allowed == "mg/dl, umol/L"


def test_a_conversion_never_rounds_into_a_declared_precision():
    assert recorded("width", {"value": 45, "unit": "mm"}) == Decimal("4.5")
    assert recorded("width", {"value": 3, "unit": "mm"}) == Decimal("0.3")
    assert "nothing is rounded" in str(slip("width", {"value": 45.5, "unit": "mm"}))
    assert recorded("bilirubin", {"value": 29.96, "unit": "mg/dL"}) == pytest.approx(29.96)


def test_a_converted_value_is_held_to_the_range():
    assert "outside the accepted range" in str(slip("bilirubin", {"value": 5000, "unit": "umol/L"}))
    assert "outside the accepted range" in str(slip("width", {"value": 45, "unit": "m"}))


SERIES = [
    {"value": 0.8, "on": "2026-01-10"},
    {"value": 4, "on": "2026-03-10"},
    {"value": 2, "on": "2026-02-10"},
]


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2026-01-09", None),
        ("2026-01-10", "0.8"),
        ("2026-02-09", "0.8"),
        ("2026-02-10", "2"),
        ("2026-03-10", "4"),
        ("2026-12-31", "4"),
        (None, "4"),
    ],
)
def test_of_a_series_the_latest_value_on_the_day_counts(on, value):
    found = facts({"laboratory": {"bilirubin": SERIES}}, on).patient
    if value is None:
        assert "bilirubin" not in found
    else:
        assert found["bilirubin"].value == Decimal(value)


def test_of_two_values_on_one_day_the_one_listed_last_counts():
    twice = [{"value": 1, "on": "2026-01-10"}, {"value": 3, "on": "2026-01-10"}]
    assert values({"facts": {"bilirubin": twice}})["bilirubin"] == 3
    assert values({"facts": {"bilirubin": twice[::-1]}})["bilirubin"] == 1


def test_a_dated_value_counts_before_an_undated_one():
    mixed = [{"value": 1}, {"value": 3, "on": "2026-01-10"}]
    for series in (mixed, mixed[::-1]):
        assert values({"facts": {"bilirubin": series}})["bilirubin"] == 3
        assert values({"facts": {"bilirubin": series}}, "2026-01-09")["bilirubin"] == 1


def test_a_value_from_after_the_day_is_not_known_yet():
    case = {"facts": {"gene": {"value": "mutant", "on": "2026-03-01"}}}
    assert values(case, "2026-02-28") == {}
    assert values(case, "2026-03-01") == {"gene": "mutant"}


def test_day_and_author_are_kept():
    entry = {"value": "mutant", "on": "2026-03-01", "by": "pathology"}
    known = facts({"molecular": {"gene": entry}}).patient["gene"]
    assert (known.on, known.by, known.origin) == (date(2026, 3, 1), "pathology", "entered")
    assert known.field == "molecular.gene"


def test_a_problem_of_a_value_is_an_error_that_a_user_can_cause():
    from hepaboard import HepaboardError

    assert issubclass(ValueProblem, HepaboardError)
    assert issubclass(UnitError, HepaboardError)
