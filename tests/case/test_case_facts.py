"""The facts of a case: origins, overrides, contradictions, and what is only known in part."""

from datetime import date
from decimal import Decimal

import pytest
from case_vocabulary import course, facts, refused, treated, values

from hepaboard.case import CaseError
from hepaboard.logic import Bounds


def lesions(*sizes, complete=False, **more):
    listed = [{"id": f"L{i}", "size": size} for i, size in enumerate(sizes, 1)]
    return {"lesions": {"complete": complete, "listed": listed}, **more}


def test_fourteen_listed_and_twelve_counted():
    case = lesions(*[1] * 14, liver={"n": 12})
    error = refused(case)
    assert isinstance(error, CaseError)
    assert str(error) == (
        "n is 12, but the lesions listed are at least 14.\n"
        "  Where    <dict>, line 1, liver.n\n"
        "  Allowed  the number of lesions listed; more only if lesions.complete is false\n"
        "  Next     Correct liver.n or lesions.listed."
    )


@pytest.mark.parametrize(
    ("listed", "complete", "n", "known"),
    [
        (0, False, None, None),
        (0, True, None, Decimal(0)),
        (3, False, None, Bounds(Decimal(3), None)),
        (3, True, None, Decimal(3)),
        (3, False, 12, Decimal(12)),
        (3, True, 3, Decimal(3)),
        (3, True, {"at_least": 2}, Decimal(3)),
        (3, False, {"at_least": 2}, Bounds(Decimal(3), None)),
        (3, False, {"at_most": 4}, Bounds(Decimal(3), Decimal(4))),
        (3, False, {"at_least": 11}, Bounds(Decimal(11), None)),
        (3, False, {"at_most": 3}, Decimal(3)),
        (3, True, 4, "refused"),
        (3, True, 2, "refused"),
        (3, False, 2, "refused"),
        (3, True, {"at_least": 4}, "refused"),
        (3, False, {"at_most": 2}, "refused"),
    ],
)
def test_the_list_of_lesions_and_their_number(listed, complete, n, known):
    case = lesions(*[1] * listed, complete=complete, **({} if n is None else {"liver": {"n": n}}))
    if known == "refused":
        assert "lesions listed are" in str(refused(case))
    else:
        assert values(case).get("n") == known


def test_without_a_list_nothing_is_known_of_the_number():
    assert values({}) == {}
    assert values({"liver": {"n": 0}}) == {"n": Decimal(0)}


@pytest.mark.parametrize(
    ("sizes", "complete", "largest", "smallest"),
    [
        ([2, 3.5], True, Decimal("3.5"), Decimal(2)),
        ([2, 3.5], False, Bounds(Decimal("3.5"), None), Bounds(None, Decimal(2))),
        ([2, None], True, Bounds(Decimal(2), None), Bounds(None, Decimal(2))),
        ([None, None], True, None, None),
        ([], True, None, None),
        ([2, {"value": 45, "unit": "mm"}], True, Decimal("4.5"), Decimal(2)),
        ([{"value": 20, "unit": "mm"}, {"value": 45, "unit": "mm"}], True, Decimal("4.5"), 2),
    ],
)
def test_the_largest_and_the_smallest_of_a_list(sizes, complete, largest, smallest):
    found = values(lesions(*sizes, complete=complete))
    assert (found.get("widest"), found.get("narrowest")) == (largest, smallest)


@pytest.mark.parametrize(
    ("places", "complete", "both"),
    [
        (["2", "8"], True, True),
        (["2", "8"], False, True),
        (["2", "3"], True, False),
        (["2", "3"], False, None),
        (["2", None], True, None),
        (["2", "1"], True, None),
        (["5", "8"], True, False),
    ],
)
def test_both_lobes(places, complete, both):
    listed = [
        {"id": f"L{i}", **({} if place is None else {"place": place})}
        for i, place in enumerate(places)
    ]
    found = values({"lesions": {"complete": complete, "listed": listed}})
    assert found.get("both_sides") is both


def test_an_entered_value_overrides_a_derived_one_visibly():
    case = {
        **treated(course("2026-01-01", ongoing=True, line=1)),
        "systemic": {"drug_line": "second"},
    }
    found = facts(case)
    known = found.patient["drug_line"]
    assert (known.value, known.origin, known.instead_of) == ("second", "entered", "first")
    assert found.warnings == (
        "drug_line was entered as second (systemic.drug_line); the records say first. "
        "The entered value counts.",
    )


def test_an_entered_value_that_agrees_needs_no_warning():
    case = {
        **treated(course("2026-01-01", ongoing=True, line=1)),
        "systemic": {"drug_line": "first"},
    }
    found = facts(case)
    assert found.patient["drug_line"].instead_of is None
    assert found.warnings == ()


def test_derived_facts_say_how():
    found = facts(treated(course("2026-01-01", "2026-02-01")), "2026-03-01").patient["drug_given"]
    assert (found.value, found.origin, found.note) == (True, "derived", "given")


def test_the_same_fact_twice():
    error = refused({"molecular": {"gene": "mutant"}, "facts": {"gene": "wild_type"}})
    assert str(error) == (
        "gene is recorded twice with different values, here and in molecular.gene.\n"
        "  Where    <dict>, line 1, facts.gene\n"
        "  Next     Keep the right one."
    )
    assert values({"molecular": {"gene": "mutant"}, "facts": {"gene": "mutant"}}) == {
        "gene": "mutant"
    }
    assert "width is recorded twice" in str(refused({"facts": {"width": 2, "breadth": 3}}))


@pytest.mark.parametrize(
    ("case", "what", "field", "allowed"),
    [
        (
            {"facts": {"gnee": "mutant"}},
            "no fact 'gnee' of a patient",
            "facts.gnee",
            "perhaps gene",
        ),
        (
            {"facts": {"xyzzy": 1}},
            "no fact 'xyzzy' of a patient",
            "facts.xyzzy",
            "see: hepaboard schema case",
        ),
        ({"facts": {"size": 2}}, "no fact 'size' of a patient", "facts.size", None),
        (
            {"lesions": [{"id": "L1", "gene": "mutant"}]},
            "no fact 'gene' of a lesion",
            "lesions.listed.0.gene",
            None,
        ),
        (
            {"lesions": [{"id": "L1"}, {"id": "L1"}]},
            "The lesion L1 is listed twice.",
            "lesions.listed.1",
            None,
        ),
        (
            treated({"treatment": "drgu"}),
            "no treatment 'drgu'",
            "records.0.treatment",
            "perhaps drug",
        ),
        ({"declined": ["pill"]}, "There is no treatment 'pill'.", "declined.0", None),
        (
            {"imaging": [{"modality": "photo", "on": "2026-01-01"}]},
            "There is no treatment 'photo'.",
            "imaging.records.0.modality",
            None,
        ),
    ],
)
def test_names_that_do_not_exist(case, what, field, allowed):
    error = refused(case)
    assert what in error.problems[0].what
    assert error.problems[0].field.endswith(field)
    if allowed is not None:
        assert error.problems[0].allowed == allowed


def test_everything_wrong_is_told_at_once():
    error = refused({"facts": {"gene": "x", "age": 7, "xyzzy": 1}, "declined": ["pill"]})
    assert len(error.problems) == 4
    assert str(error).startswith("The case has 4 problems. No assessment was made.\n\n")


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (course("2026-06-01", "2026-01-01"), "End (2026-01-01) lies before start (2026-06-01)."),
        (course("2026-06-01", on="2026-06-01"), "Either on (a single day) or start and end"),
        (course("2026-01-01", "2026-02-01", ongoing=True), "A treatment that has an end is not"),
        (course("2026-01-01", line=0), "0 is not right for line"),
        (course("01.02.2026"), "'01.02.2026' is not a date; write it as 2026-06-01."),
        (course("2026-02-29"), "2026-02-29 is not a date"),
        (course("2026"), "'2026' is not a date"),
        (course("2026-01-01", stopped_for="boredom"), "'boredom' is not allowed for stopped_for."),
        (course("2026-01-01", dose=3), "There is no field 'dose' here."),
        ({"start": "2026-01-01"}, "The field 'treatment' is missing."),
    ],
)
def test_treatments_that_cannot_be(record, what):
    error = refused(treated(record))
    assert error.problems[0].what.startswith(what)
    assert error.problems[0].field.startswith("treatments.records.0")


@pytest.mark.parametrize(
    ("recorded", "on", "old"),
    [
        ("2026-01-01", "2026-01-29", False),
        ("2026-01-01", "2026-01-30", True),
        ("2026-01-01", "2026-01-01", False),
        (None, "2026-06-01", False),
    ],
)
def test_a_value_older_than_it_may_be_is_shown_as_old(recorded, on, old):
    entry = {"value": 2} if recorded is None else {"value": 2, "on": recorded}
    found = facts({"facts": {"bilirubin": entry}}, on)
    assert found.patient["bilirubin"].value == 2
    assert found.patient["bilirubin"].old is old
    words = f"bilirubin of {recorded} is older than 4 weeks; confirm it."
    assert found.warnings == ((words,) if old else ())


def test_a_fact_that_cannot_age_is_never_old():
    entry = {"value": "mutant", "on": "2001-01-01"}
    assert not facts({"facts": {"gene": entry}}, "2026-01-01").patient["gene"].old


def test_the_day_of_assessment():
    case = {"facts": {"gene": {"value": "mutant", "on": "2026-03-01"}}}
    assert facts(case).on == date(2026, 3, 1)
    assert facts({**case, "assessed_on": "2026-05-01"}).on == date(2026, 5, 1)
    assert facts({**case, "assessed_on": "2026-05-01"}, "2026-04-01").on == date(2026, 4, 1)
    assert facts({"facts": {"gene": "mutant"}}).on is None
    ended = treated(course("2026-01-01", "2026-02-07"))
    assert facts(ended).on == date(2026, 2, 7)
    planned = treated(course("2026-09-01", planned=True), course("2026-01-01", ongoing=True))
    assert facts(planned).on == date(2026, 1, 1)
    scans = {"imaging": [{"modality": "scan", "on": "2026-04-05"}]}
    assert facts(scans).on == date(2026, 4, 5)


def test_what_begins_after_the_day_is_left_out_with_a_warning():
    case = treated(course("2026-06-01", ongoing=True))
    found = facts(case, "2026-05-01")
    assert found.patient["drug_given"].value is False
    assert found.warnings == (
        "drug begins 2026-06-01, after the day of assessment (2026-05-01); it was left out.",
    )


def test_plans_and_refusals_are_kept_apart_from_the_history():
    case = treated(course("2026-06-01", planned=True))
    found = facts({**case, "declined": ["antibody"]}, "2026-05-01")
    assert found.patient["drug_given"].value is False
    assert [plan.treatment for plan in found.plans] == ["drug"]
    assert found.declined == ("antibody",)
    assert found.warnings == ()


def test_the_valuation_has_the_values_alone():
    case = lesions(2, None, liver={"n": 3}, facts={"gene": "mutant"})
    valuation = facts(case).valuation()
    assert valuation.patient["gene"] == "mutant"
    assert valuation.patient["n"] == 3
    assert valuation.lesions == [{"size": Decimal(2)}, {}]
