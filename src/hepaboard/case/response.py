"""Response by RECIST 1.1, worked out from the dated diameters of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hepaboard.case.history import History
from hepaboard.case.lines import Line, lines_of
from hepaboard.case.measurements import Measurements, measurements_of
from hepaboard.case.model import Treatment
from hepaboard.case.read import CaseFile
from hepaboard.case.response_line import LineResponse, line_response
from hepaboard.case.response_point import TimePoint

_ASSUMED = (
    "Non-target lesions are judged by the reader; growth among them is not counted as progression"
    " here. A response is not confirmed by a second scan."
)


@dataclass(frozen=True, slots=True)
class MeasuredResponse:
    """What the dated diameters of a case say, line by line.

    Parameters
    ----------
    measurements
        The diameters themselves, in mm.
    lines
        The lines of systemic therapy, oldest first; one without a start where none is recorded.
    notes
        What was left out, and what was assumed.
    """

    measurements: Measurements
    lines: tuple[LineResponse, ...]
    notes: tuple[str, ...] = ()

    @property
    def latest(self) -> tuple[LineResponse, TimePoint] | None:
        """The last scan that has something to be compared with, and its line."""
        return self.at(date.max)

    def at(self, day: date) -> tuple[LineResponse, TimePoint] | None:
        """The last such scan on or before a day, and its line."""
        found = [(line, point) for line in self.lines for point in line.points if point.on <= day]
        return max(found, key=lambda pair: pair[1].on, default=None)


def measured_response(
    file: CaseFile,
    history: History,
    *,
    systemic: str,
    local: str | None = None,
    synonyms: Mapping[str, str] | None = None,
) -> MeasuredResponse:
    """Response by RECIST 1.1 at every scan of a case, each line with a baseline of its own.

    The baseline of a line is the last scan on or before its start; where no systemic therapy is
    recorded it is the first scan. Targets are the largest measurable lesions of that scan, at
    most two in the liver. The facts of the case are not touched: a recorded response stays.

    Parameters
    ----------
    history
        The records up to the day of assessment; later diameters are left out too.
    systemic, local
        Kinds of treatment, as the catalogue names them: the one that makes lines, and local
        treatment of the liver, after which diameters tell less.
    synonyms
        Other names of facts, as the vocabulary has them.

    Returns
    -------
    MeasuredResponse
        A target that was not measured makes its scan not evaluable; nothing is filled in. A
        therapy without a first day makes no line and is named in ``notes``.

    Raises
    ------
    CaseError
        A dated diameter cannot be used; each is named with its line.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247, doi 10.1016/j.ejca.2008.10.026; see the
    calculators of RECIST. S0-082 names RECIST without version or cut-offs; D56.
    """
    measured = measurements_of(file, history.on, synonyms)
    found = lines_of(history, systemic)
    lines = found.lines
    if not lines and not found.undated:
        lines = (Line(None, None, ()),)
    days = measured.days
    baselines = [_baseline_day(line, days) for line in lines]
    responses = []
    for place, line in enumerate(lines):
        begin = baselines[place] or line.start
        later = [day for day in baselines[place + 1 :] if day is not None]
        end = min(later, default=date.max)
        scans = [day for day in days if begin is not None and begin < day <= end]
        response = line_response(line, measured, baselines[place], scans)
        treated = [] if local is None else _dated(history.of(local))
        responses.append(_with_local(response, treated))
    return MeasuredResponse(
        measured,
        tuple(responses) if days else (),
        tuple(_notes(measured, found.undated)),
    )


def _baseline_day(line: Line, days: Sequence[date]) -> date | None:
    """The scan that a line is measured against."""
    if line.start is None:
        return min(days, default=None)
    return max((day for day in days if day <= line.start), default=None)


def _dated(items: Sequence[Treatment]) -> list[tuple[date, str]]:
    return [(item.first_day, item.treatment) for item in items if item.first_day is not None]


def _with_local(response: LineResponse, treated: Sequence[tuple[date, str]]) -> LineResponse:
    """Says where local treatment of the liver lies before or within a line."""
    if response.baseline is None:
        return response
    start = response.baseline.on
    notes = list(response.notes)
    before = [(day, name) for day, name in treated if day <= start]
    if before:
        notes.append(
            f"Local treatment before the baseline ({_listed(before)}): the targets are taken to"
            " lie outside the treated area (assumed)."
        )
    points = []
    for point in response.points:
        since = tuple((day, name) for day, name in treated if start < day <= point.on)
        if since:
            note = f"After {_listed(since)}: the diameters show more than systemic therapy."
            point = replace(point, notes=(*point.notes, note), local=since)
        points.append(point)
    return replace(response, points=tuple(points), notes=tuple(notes))


def _listed(treated: Sequence[tuple[date, str]]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} of {day}" for day, name in treated)


def _notes(measured: Measurements, undated: Sequence[str]) -> list[str]:
    notes = []
    if undated:
        notes.append(f"No start is recorded for {', '.join(undated)}: no line is made of it.")
    if measured.undated:
        notes.append(f"Diameters without a day were left out: {', '.join(measured.undated)}.")
    if measured.bounded:
        notes.append(
            f"Diameters known only as bounds were left out: {', '.join(measured.bounded)}."
        )
    if measured.days and not measured.complete:
        notes.append("The list of lesions is not complete: only listed lesions count.")
    if measured.days:
        notes.append(_ASSUMED)
    return notes
