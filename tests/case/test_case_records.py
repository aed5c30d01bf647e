"""What dated records tell: courses, lines, times, and absence where a list is complete."""

from decimal import Decimal

import pytest
from case_vocabulary import course, treated, values

MONTH = 365.25 / 12


def test_a_missing_list_tells_nothing():
    assert values({}) == {}
    assert values({"treatments": None, "imaging": None}) == {}


def test_an_open_empty_list_tells_nothing():
    assert values({"treatments": {"records": []}}) == {}
    assert values({"treatments": {}}) == {}


@pytest.mark.parametrize("empty", [[], {"complete": True}, {"complete": True, "records": []}])
def test_a_complete_empty_list_lets_absence_be_known(empty):
    assert values({"treatments": empty}) == {
        "drug_given": False,
        "drug_course": "none",
        "drug_line": "none_yet",
        "drug_failed": 0,
        "months_on_drug": 0,
        "last_local": "none",
    }


def test_a_filled_short_list_is_open():
    found = values({"treatments": [{"treatment": "burning", "on": "2026-01-01"}]})
    assert found == {"last_local": "heat"}


def test_another_treatment_is_not_the_drug():
    found = values(treated({"treatment": "burning", "on": "2026-01-01"}))
    assert found["drug_given"] is False
    assert found["drug_course"] == "none"
    assert found["last_local"] == "heat"
    assert "weeks_since_drug" not in found


def test_a_member_of_the_kind_counts_as_the_kind():
    found = values(treated({"treatment": "antibody", "start": "2026-01-01", "ongoing": True}))
    assert found["drug_given"] is True
    assert found["drug_course"] == "ongoing"


@pytest.mark.parametrize(
    ("record", "on", "state"),
    [
        (course("2026-01-01", ongoing=True), "2026-02-01", "ongoing"),
        (course("2026-01-01", "2026-02-01"), "2026-03-01", "completed"),
        (course("2026-01-01", "2026-02-01"), "2026-02-01", "completed"),
        (course("2026-01-01", "2026-02-01"), "2026-01-15", "ongoing"),
        (course("2026-01-01"), "2026-02-01", None),
        (course("2026-01-01", "2026-02-01"), "2025-12-31", "none"),
        (course(on="2026-01-01"), "2026-02-01", "completed"),
    ],
)
def test_whether_a_course_goes_on(record, on, state):
    assert values(treated(record), on).get("drug_course") == state


def test_one_open_course_keeps_the_state_open_and_one_ongoing_settles_it():
    ended, open_, going = (
        course("2026-01-01", "2026-02-01"),
        course("2026-03-01"),
        course("2026-04-01", ongoing=True),
    )
    assert "drug_course" not in values(treated(ended, open_), "2026-05-01")
    assert values(treated(ended, open_, going), "2026-05-01")["drug_course"] == "ongoing"


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([1], "first"),
        ([1, 2], "second"),
        ([2, 1], "second"),
        ([3], "third"),
        ([4], "later"),
        ([7], "later"),
        ([None], None),
        ([1, None], None),
        ([4, None], "later"),
    ],
)
def test_the_line(lines, line):
    records = [
        course(f"2026-0{i}-01", f"2026-0{i}-20", line=line) for i, line in enumerate(lines, 1)
    ]
    assert values(treated(*records), "2026-12-01").get("drug_line") == line


def test_the_line_on_an_earlier_day():
    records = [course("2026-01-01", "2026-02-01", line=1), course("2026-03-01", line=2)]
    assert values(treated(*records), "2026-02-15")["drug_line"] == "first"
    assert values(treated(*records), "2026-03-01")["drug_line"] == "second"


FAILED = course("2026-01-01", "2026-06-01", line=1, stopped_for="progression")


@pytest.mark.parametrize(
    ("records", "complete", "on", "failed"),
    [
        ([FAILED], True, "2026-07-01", 1),
        ([FAILED], True, "2026-06-01", 1),
        ([FAILED], True, "2026-03-01", 0),  # it had not failed yet
        ([FAILED], True, "2025-12-31", 0),
        ([FAILED], False, "2026-07-01", None),
        ([FAILED, course("2026-07-01", ongoing=True, line=2)], True, "2026-08-01", 1),
        ([FAILED, course("2026-07-01", "2026-08-01", line=2)], True, "2026-09-01", None),
        (
            [FAILED, course("2026-07-01", "2026-08-01", line=2, stopped_for="toxicity")],
            True,
            "2026-09-01",
            1,
        ),
        (
            [FAILED, course("2026-07-01", "2026-08-01", line=2, stopped_for="progression")],
            True,
            "2026-09-01",
            2,
        ),
        # two courses of one line are one failure
        (
            [FAILED, course("2026-07-01", "2026-08-01", line=1, stopped_for="progression")],
            True,
            "2026-09-01",
            1,
        ),
    ],
)
def test_lines_that_failed(records, complete, on, failed):
    found = values(treated(*records, complete=complete), on).get("drug_failed")
    assert found == (None if failed is None else Decimal(failed))


@pytest.mark.parametrize(
    ("record", "on", "weeks"),
    [
        (course("2026-01-01", "2026-02-01"), "2026-02-01", 0),
        (course("2026-01-01", "2026-02-01"), "2026-02-08", 1),
        (course("2026-01-01", "2026-02-01"), "2026-02-07", 6 / 7),
        (course("2026-01-01", ongoing=True), "2026-03-01", 0),
        (course("2026-01-01", "2026-02-01"), "2026-01-15", 0),
        (course("2026-01-01"), "2026-03-01", None),
        (course(on="2026-01-01"), "2026-01-15", 2),
        (course(), "2026-01-15", None),
    ],
)
def test_weeks_since_the_last_day(record, on, weeks):
    found = values(treated(record), on).get("weeks_since_drug")
    assert found == (None if weeks is None else pytest.approx(weeks))


def test_times_count_from_the_latest_course():
    records = [course("2026-01-01", "2026-02-01"), course("2026-03-01", "2026-03-22")]
    found = values(treated(*records), "2026-04-05")
    assert found["weeks_since_drug"] == pytest.approx(2)
    assert found["weeks_since_start"] == pytest.approx(5)
    assert found["months_since_drug"] == pytest.approx(14 / MONTH)


def test_without_the_treatment_no_time_is_known():
    found = values(treated())
    for fact in ("weeks_since_drug", "months_since_drug", "weeks_since_start"):
        assert fact not in found


@pytest.mark.parametrize(
    ("records", "on", "days"),
    [
        ([course("2026-01-01", "2026-01-31")], "2026-06-01", 30),
        ([course("2026-01-01", ongoing=True)], "2026-01-31", 30),
        (
            [course("2026-01-01", "2026-01-31"), course("2026-01-11", "2026-02-10")],
            "2026-06-01",
            40,
        ),
        (
            [course("2026-01-01", "2026-01-31"), course("2026-03-01", "2026-03-11")],
            "2026-06-01",
            40,
        ),
        ([course("2026-01-01", "2026-12-31")], "2026-01-31", 30),
        ([course("2026-01-01")], "2026-06-01", None),
        ([course(None, "2026-01-31")], "2026-06-01", None),
        ([], "2026-06-01", 0),
    ],
)
def test_months_on_a_treatment_count_every_day_once(records, on, days):
    found = values(treated(*records), on).get("months_on_drug")
    assert found == (None if days is None else pytest.approx(days / MONTH))


@pytest.mark.parametrize(
    ("records", "word"),
    [
        ([("burning", "2026-01-01"), ("freezing", "2026-02-01")], "cold"),
        ([("burning", "2026-03-01"), ("freezing", "2026-02-01")], "heat"),
        ([("burning", None)], "heat"),
        ([("burning", None), ("freezing", "2026-02-01")], None),
        ([("drug", "2026-02-01")], "none"),
    ],
)
def test_the_latest_of_several_kinds(records, word):
    listed = [{"treatment": name, **({} if day is None else {"on": day})} for name, day in records]
    assert values(treated(*listed)).get("last_local") == word


@pytest.mark.parametrize(
    ("records", "complete", "on", "scanned"),
    [
        ([("scan", "2026-01-01")], False, None, True),
        ([("other_scan", "2026-01-01")], False, None, None),
        ([("other_scan", "2026-01-01")], True, None, False),
        ([], True, None, False),
        ([("scan", "2026-03-01")], True, "2026-02-01", False),
        ([("scan", "2026-03-01")], False, "2026-02-01", None),
    ],
)
def test_whether_a_scan_was_done(records, complete, on, scanned):
    listed = [{"modality": name, "on": day} for name, day in records]
    case = {"imaging": {"complete": complete, "records": listed}}
    assert values(case, on).get("scanned") is scanned


def test_a_planned_scan_was_not_done():
    planned = [{"modality": "scan", "on": "2026-01-01", "planned": True}]
    case = {"imaging": {"complete": True, "records": planned}}
    assert values(case, "2026-02-01")["scanned"] is False


def test_leap_days_and_month_ends_in_days():
    found = values(treated(course("2028-02-01", "2028-02-28")), "2028-03-06")
    assert found["weeks_since_drug"] == pytest.approx(1)
    found = values(treated(course("2026-02-01", "2026-02-28")), "2026-03-07")
    assert found["weeks_since_drug"] == pytest.approx(1)


def test_lobes_are_told_by_segments_and_no_only_by_a_whole_list():
    from hepaboard.case.derive import both_lobes

    assert both_lobes(["2", None, "8"], complete=False) is True
    assert both_lobes(["5", "8"], complete=True) is False
    for segments, complete in ((["5", "8"], False), (["5", None], True), (["5", "1"], True)):
        assert both_lobes(segments, complete) is None
