"""What stands on the timeline: treatments, examinations and the windows that sources set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hepaboard.assess.model import ScheduleEntry
from hepaboard.case.model import Treatment
from hepaboard.days import day_words
from hepaboard.report.figures.material import Material
from hepaboard.report.voices import star

Group = Literal["Treatments", "Imaging", "Windows of the sources"]
Kind = Literal["span", "open", "day", "window"]


@dataclass(frozen=True)
class Mark:
    """One mark of the timeline.

    ``kind`` span and window last from ``first`` to ``last``; open has a first day and no known
    last one; day is a single day. ``hollow`` marks are planned or foreseen.
    """

    group: Group
    row: str
    kind: Kind
    first: date
    last: date
    text: str
    hollow: bool = False


def timeline_marks(material: Material) -> list[Mark]:
    """Every dated mark, group by group, each group in order of time."""
    found = [*_treatments(material), *_imaging(material), *_windows(material)]
    order = ("Treatments", "Imaging", "Windows of the sources")
    return sorted(found, key=lambda mark: (order.index(mark.group), mark.first))


def undated_names(material: Material) -> list[str]:
    """Treatments without a day, as people call them."""
    history = material.facts.history
    items = [*(history.treatments if history else ()), *material.facts.plans]
    return [material.names([item.treatment]) for item in items if item.first_day is None]


def _treatments(material: Material) -> Iterator[Mark]:
    history = material.facts.history
    for planned, items in (
        (False, history.treatments if history else ()),
        (True, material.facts.plans),
    ):
        for item in items:
            mark = _treatment(material, item, planned)
            if mark is not None:
                yield mark


def _treatment(material: Material, item: Treatment, planned: bool) -> Mark | None:
    first, history = item.first_day, material.facts.history
    if first is None or history is None:
        return None
    name = material.names([item.treatment])
    line = f", line {item.line}" if item.line else ""
    if item.on is not None:
        text = day_words(first) + (", planned" if planned else "")
        return Mark("Treatments", name, "day", first, first, text, planned)
    last = item.end
    if last is None and item.ongoing and not planned:
        until = max(first, material.facts.on or first)
        return Mark(
            "Treatments", name, "span", first, until, f"since {day_words(first)}{line}, goes on"
        )
    if last is None:
        rest = "planned" if planned else "end not recorded"
        text = f"from {day_words(first)}{line}, {rest}"
        return Mark("Treatments", name, "open", first, first, text, planned)
    text = span_words(first, last) + line + (", planned" if planned else "")
    return Mark("Treatments", name, "span", first, last, text, planned)


def _imaging(material: Material) -> Iterator[Mark]:
    history = material.facts.history
    treatments = material.guideline.treatments
    for planned, images in (
        (False, history.imaging if history else ()),
        (True, material.facts.planned_images),
    ):
        for image in images:
            known = image.modality in treatments
            name = treatments[image.modality].name if known else image.modality
            text = day_words(image.on) + (", planned" if planned else "")
            yield Mark("Imaging", name, "day", image.on, image.on, text, planned)


def _windows(material: Material) -> Iterator[Mark]:
    for entry in material.assessment.schedule:
        yield from _entry(material, entry)


def _entry(material: Material, entry: ScheduleEntry) -> Iterator[Mark]:
    for window in entry.per_source:
        first, last = window.earliest, window.latest
        foreseen = first is None and last is None
        if foreseen:
            first, last = window.foreseen_earliest, window.foreseen_latest
        day = first or last
        if day is None:
            continue
        source = f"{window.source}{star(material.assessment, window.source)}"
        start = entry.if_started_on
        begun = f" if begun {day_words(start)}" if foreseen and start else ""
        if first and last:
            text = span_words(first, last) if first != last else day_words(first)
        else:
            text = f"from {day_words(day)}" if first else f"until {day_words(day)}"
        kind: Kind = "window" if first and last and first != last else "day"
        yield Mark(
            "Windows of the sources",
            f"{entry.name}|{source}: {window.window}",
            "open" if first and not last else kind,
            day,
            last or day,
            text + begun,
            True,
        )


def span_words(first: date, last: date) -> str:
    """Two days, the year once where it is the same."""
    return f"{day_words(first, year=first.year != last.year)} - {day_words(last)}"
