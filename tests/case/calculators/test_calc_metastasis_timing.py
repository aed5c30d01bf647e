from datetime import date, datetime, timedelta

import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import TIMING_DEFINITIONS, classify_timing
from hepaboard.case.calculators._calendar import add_months

DIAGNOSIS = date(2024, 3, 10)
SURGERY = date(2024, 6, 20)
LABELS = ("synchronous", "early metachronous", "late metachronous")
dates = st.dates(date(2000, 1, 1), date(2030, 1, 1))
maybe = st.one_of(st.none(), dates)


def label(detection, diagnosis=DIAGNOSIS, surgery=SURGERY, definition="E-AHPBA 2023"):
    return classify_timing(
        primary_diagnosis_date=diagnosis,
        primary_surgery_date=surgery,
        metastasis_detection_date=detection,
        definition=definition,
    )


@pytest.mark.parametrize(
    ("detection", "answer"),
    [
        (date(2024, 3, 10), "synchronous"),
        (date(2024, 6, 10), "early metachronous"),
        (date(2025, 3, 10), "early metachronous"),
        (date(2025, 3, 11), "late metachronous"),
        (date(2023, 12, 1), "synchronous"),
        (date(2024, 3, 11), "early metachronous"),
    ],
)
def test_vectors_of_e_ahpba(detection, answer):
    found = label(detection)
    assert found.label == answer and found.definition == "E-AHPBA 2023"


@pytest.mark.parametrize(
    ("detection", "answer"),
    [
        (date(2024, 3, 10), "synchronous"),
        (date(2024, 3, 11), "early metachronous"),
        (date(2025, 6, 20), "early metachronous"),
        (date(2025, 6, 21), "late metachronous"),
    ],
)
def test_egoslim_counts_from_surgery(detection, answer):
    assert label(detection, definition="EGOSLIM 2015").label == answer


def test_the_two_definitions_can_differ():
    assert label(date(2025, 5, 1)).label == "late metachronous"
    assert label(date(2025, 5, 1), definition="EGOSLIM 2015").label == "early metachronous"
    assert set(TIMING_DEFINITIONS) == {"E-AHPBA 2023", "EGOSLIM 2015"}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
    ],
)
def test_calendar_months(start, months, end):
    assert add_months(start, months) == end


def test_leap_day_plus_12_months():
    leap = date(2024, 2, 29)
    assert label(date(2025, 2, 28), diagnosis=leap).label == "early metachronous"
    assert label(date(2025, 3, 1), diagnosis=leap).label == "late metachronous"


@given(dates, st.integers(1, 60))
def test_adding_months_moves_forward_by_their_length(start, months):
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(dates, dates, dates, dates, st.sampled_from(sorted(TIMING_DEFINITIONS)))
def test_later_detection_never_moves_back(diagnosis, surgery, one, other, definition):
    early, late = sorted((one, other))
    first = label(early, diagnosis, surgery, definition).label
    second = label(late, diagnosis, surgery, definition).label
    assert LABELS.index(first) <= LABELS.index(second)


@given(maybe, maybe, maybe, dates, dates, dates, st.sampled_from(sorted(TIMING_DEFINITIONS)))
def test_every_completion_was_foreseen(detection, diagnosis, surgery, a, b, c, definition):
    found = label(detection, diagnosis, surgery, definition)
    whole = label(detection or a, diagnosis or b, surgery or c, definition)
    assert whole.label in found.possible
    assert (found.label is None) == bool(found.missing)


def test_missing_dates():
    assert label(None).missing == ("metastasis_detection_date",)
    assert label(None).possible == LABELS
    assert label(date(2025, 1, 1), surgery=None).label == "early metachronous"
    found = label(date(2025, 1, 1), surgery=None, definition="EGOSLIM 2015")
    assert found.label is None and found.missing == ("primary_surgery_date",)
    assert found.possible == ("early metachronous", "late metachronous")
    assert label(date(2024, 1, 1), surgery=None, definition="EGOSLIM 2015").label == "synchronous"
    found = label(date(2025, 1, 1), diagnosis=None, definition="EGOSLIM 2015")
    assert found.possible == ("synchronous", "early metachronous")
    assert found.missing == ("primary_diagnosis_date",)


def test_whole_text():
    assert str(refused(lambda: label("2025-01-01"))) == (
        "metastasis_detection_date = '2025-01-01' was refused: it is not a calendar date.\n"
        "  Where    metastasis_detection_date\n"
        "  Allowed  a date, YYYY-MM-DD\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    refused(lambda: label(datetime(2025, 1, 1)))
    assert refused(lambda: label(DIAGNOSIS, definition="Adam")).field == "definition"
