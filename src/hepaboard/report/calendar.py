"""The schedule of an assessment as a calendar file (iCalendar), without names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from hepaboard.assess import Assessment
from hepaboard.assess.model import ScheduleEntry
from hepaboard.days import day_words


def calendar(assessment: Assessment) -> bytes:
    """One all-day event for each window that has dates, from its first to its last day.

    A window whose anchor has no date yet is left out: it has no day to stand on. Events bear the
    action and the sources, never who the patient is.
    """
    found = Calendar()
    found.add("prodid", "-//hepaboard//schedule//EN")
    found.add("version", "2.0")
    for entry in assessment.schedule:
        for first, last, source in _windows(entry):
            event = Event()
            event.add("summary", f"{entry.name} due ({source})")
            event.add("dtstart", first)
            event.add("dtend", last + timedelta(days=1))
            event.add(
                "description", f"{entry.window} after {entry.anchor}. Check against the case."
            )
            event.add(
                "uid", f"{assessment.case.hash[:16]}-{entry.action}-{source}-{first}@hepaboard"
            )
            on = assessment.case.assessed_on or first
            event.add("dtstamp", datetime(on.year, on.month, on.day, tzinfo=UTC))
            found.add_component(event)
    return bytes(found.to_ical())


def undated(assessment: Assessment) -> list[str]:
    """The windows without dates, in words."""
    return [
        f"{entry.name}: {entry.window} after {entry.anchor}"
        + (f" (not begun by {day_words(entry.if_started_on)})" if entry.if_started_on else "")
        for entry in assessment.schedule
        if not list(_windows(entry))
    ]


def _windows(entry: ScheduleEntry) -> list[tuple[date, date, str]]:
    found = []
    for window in entry.per_source:
        days = [day for day in (window.earliest, window.latest) if day is not None]
        if days:
            found.append((days[0], days[-1], window.source))
    return found
