"""The sheet as Markdown, and the schedule as a calendar file."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from report_cases import assessments, names, pending, told_by_a_joint_alert

from hepaboard import assess, load_guideline
from hepaboard.days import day_words
from hepaboard.examples import shipped
from hepaboard.report import markdown, sheet
from hepaboard.report.calendar import calendar, undated
from hepaboard.report.markdown_escape import escaped, escaped_line

SPECIAL = "a|b *c* _d_ [x](y) <script> #1 `code` {z} \\n"


def index(**changes):
    case = next(e.case for e in shipped() if e.name == "s0-index")
    return assess({**case, **changes}, load_guideline(["S0"]))


@pytest.mark.parametrize("name", names())
def test_headings_follow_the_sheet(name):
    text = markdown(assessments()[name])
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    titles = [block.title.capitalize() for block in sheet(assessments()[name]).blocks]
    assert headings == [*titles, "Statements", "Sources"]
    assert text.startswith("# ") and text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("name", names())
def test_every_row_of_the_table_has_six_cells(name):
    lines = markdown(assessments()[name]).splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) >= 2
    for line in table:
        assert len(re.findall(r"(?<!\\)\|", line)) == 7, line


@pytest.mark.parametrize("name", names())
def test_every_statement_that_holds_is_in_the_table_with_its_rows(name):
    assessment = assessments()[name]
    text = markdown(assessment)
    for option in assessment.options:
        for item in option.statements:
            if item.status == "holds":
                assert f"{item.id} ({', '.join(item.rows)}) {item.direction}" in text


@pytest.mark.parametrize("name", names())
def test_stops_alerts_and_sources_are_told(name):
    assessment = assessments()[name]
    text = markdown(assessment)
    assert "## Stop" in text
    for alert in assessment.alerts:
        if told_by_a_joint_alert(assessment, alert):
            continue
        assert escaped(alert.text) in text and escaped(alert.do) in text
        if alert.rows:
            assert f"[{', '.join(alert.rows)}]" in text
    for citation in assessment.citations:
        assert f"- **{citation.source}** {escaped(citation.citation)}" in text
    assert assessment.guideline.hash in text and assessment.case.hash in text
    assert "Not a medical device" in text


@pytest.mark.parametrize("name", names())
def test_no_html_gets_through(name):
    assert not re.search(r"(?<!\\)<", markdown(assessments()[name]))


def test_words_of_the_user_are_escaped():
    text = markdown(index(about=SPECIAL))
    first = text.splitlines()[0]
    assert first.startswith("# s0-index · ")
    for char in "|*_[]<>`{}":
        assert not re.search(rf"(?<!\\){re.escape(char)}", first), char
    assert escaped(SPECIAL) in first


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_escaping_can_be_undone_and_leaves_no_sign_alone(text):
    for written in (escaped(text), escaped_line(text)):
        assert re.sub(r"\\(.)", r"\1", written, flags=re.DOTALL) == text
        left = re.sub(r"\\.", "", written, flags=re.DOTALL)
        assert not set(left) & set("\\`*_{}[]<>|#~&")


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "12) a", "=== a", "  - a"])
def test_a_line_that_begins_like_a_list_stays_words(text):
    assert re.sub(r"\\(.)", r"\1", escaped_line(text)) == text
    assert not re.match(r"\s*([-+=]|\d+[.)])", escaped_line(text))


def test_a_line_of_words_cannot_become_a_heading_or_a_list():
    with pytest.raises(Exception, match="does not have the right form"):
        index(about="fine\n## Stop\n- none holds")


def test_text_that_waits_for_review_is_starred():
    text = markdown(pending())
    assert r"\* text pending human review" in text
    assert r"S0\*" in text


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 6, 1), "1 Jun 2026"), (date(2028, 2, 29), "29 Feb 2028")],
)
def test_days_as_people_read_them(day, words):
    assert day_words(day) == words
    assert day_words(day, year=False) == words[:-5]


TREATED = {
    "treatments": {
        "complete": True,
        "records": [{"treatment": "folfox", "start": "2026-05-01", "ongoing": True, "line": 1}],
    },
    "imaging": {"records": []},
}


def test_windows_with_dates_become_events():
    found = index(**TREATED)
    events = Calendar.from_ical(calendar(found)).walk("VEVENT")
    windows = [
        (window.earliest, window.latest)
        for entry in found.schedule
        for window in entry.per_source
        if window.earliest or window.latest
    ]
    assert windows
    days = [(event["dtstart"].dt, event["dtend"].dt - timedelta(days=1)) for event in events]
    assert days == [(first or last, last or first) for first, last in windows]
    assert {str(event["summary"]) for event in events} == {"restaging imaging due (S0)"}
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_calendar_does_not_say_who_the_patient_is():
    found = index(**TREATED, about="a man known to all")
    text = calendar(found).decode()
    assert found.case.id not in text
    assert "known to all" not in text


def test_a_window_without_dates_is_told_in_words_and_makes_no_event():
    found = index()
    assert Calendar.from_ical(calendar(found)).walk("VEVENT") == []
    (words,) = undated(found)
    assert words.startswith("restaging imaging: ")
    assert words.endswith("(not begun by 1 Jun 2026)")
    assert undated(index(**TREATED)) == []
