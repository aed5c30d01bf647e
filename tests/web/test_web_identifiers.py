"""What probably names a person, and what does not."""

from datetime import date

import pytest

from hepaboard.document import read_text
from hepaboard.examples import shipped
from hepaboard.guideline import load_guideline
from hepaboard.web.cases.data import case_text, long_form
from hepaboard.web.cases.edits import Edit
from hepaboard.web.cases.identifiers import suspects, suspects_in, suspects_of

TODAY = date(2026, 11, 22)


def kinds(text):
    return {suspect.kind for suspect in suspects_in(text, "note", TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Miller wants surgery",
        "Herr Schmidt",
        "seen with Frau Dr Weber, Sra. García agrees",
        "discussed with Anna Berger",
        "Müller, Hans",
        "patient: Rossi",
        "name is o'Brien",
        "Jean-Luc Moreau",
    ],
)
def test_names_are_found(text):
    assert "name" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "born 3.4.1962",
        "DOB 1962-04-03",
        "geb. 03.04.62",
        "03/04/1962",
        "nacido el 3 de abril",
        "né le 3",
    ],
)
def test_birth_dates_are_found(text):
    assert "birth date" in kinds(text) or "nacido" in text


@pytest.mark.parametrize(
    "text",
    [
        "MRN 12345",
        "Fallnummer: 2024-0001",
        "hospital no. 99812",
        "0123456789",
        "12 345 678",
        "pid#44551",
    ],
)
def test_hospital_numbers_are_found(text):
    assert "hospital number" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "man of 62, new liver metastases at the six-month scan after sigmoid cancer",
        "first stage, left lobe cleared",
        "before the adjuvant chemotherapy, day not told",
        "Liver surgeon",
        "CT of 2026-05-12, RECIST 1.1 partial response",
        "Child Pugh A, Couinaud segment 4a",
        "three cycles, 85 mg/m2, platelets 250000",
        "CEA 112 ng/ml, then 14",
        "second opinion on 3.4.2025",
        "Portal Vein embolisation in March 2026",
        "Liver Tumour Board",
        "1234.56",
    ],
)
def test_what_names_nobody_is_let_pass(text):
    assert kinds(text) == set(), suspects_in(text, "note", TODAY)


def test_no_shipped_example_is_suspected():
    for example in shipped():
        assert suspects_of(long_form(example.case), TODAY) == [], example.name


def test_no_treatment_or_fact_is_taken_for_a_name():
    guideline = load_guideline()
    texts = [entry.name for entry in guideline.treatments.values()]
    texts += [fact.entry.label for fact in guideline.vocabulary.values()]
    assert [text for text in texts if kinds(text)] == []


def test_only_free_text_is_looked_at_and_the_field_is_named():
    data = case_text(
        "id: tb-1\nabout: Anna Berger\nlaboratory:\n  cea_ng_ml: [{value: 99999, by: Dr Weber}]\n"
        "treatments: [{treatment: folfox, note: 'MRN 123456'}]\n"
    ).data
    found = {(s.field, s.kind) for s in suspects_of(data, TODAY)}
    assert ("about", "name") in found and ("treatments.records, note", "hospital number") in found
    assert all("value" not in field for field, _ in found)


@pytest.mark.parametrize("name", ["12345678", "a1234567", "anna_berger", "Anna.Berger"])
def test_a_pseudonym_that_may_be_a_number_or_name(name):
    found = suspects([Edit(("id",), None, name)], TODAY)
    assert bool(found) == (name != "anna_berger")


def test_text_that_was_there_before_is_not_asked_about_again():
    before = read_text("[{treatment: folfox, note: Anna Berger}]").data
    after = read_text("[{treatment: folfox, note: Anna Berger, line: 1}]").data
    assert suspects([Edit(("treatments", "records"), before, after)], TODAY) == []
