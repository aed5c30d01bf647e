"""Says where a recorded response and the diameters of the lesions do not go together."""

from __future__ import annotations

from datetime import date

from hepaboard.case.response import MeasuredResponse
from hepaboard.case.response_line import LineResponse
from hepaboard.case.response_point import TimePoint

#: Words for a response that cannot be right beside one by size. Words that people judge by other
#: things than size (suboptimal, mixed, a complete response in metabolism) are left alone, except
#: beside progression.
EXCLUDED = {
    "PD": ("exceptional", "good", "partial_response", "stable", "complete_radiological"),
    "SD": ("partial_response", "progression", "complete_radiological"),
    "PR": ("stable", "progression", "complete_radiological"),
    "CR": ("stable", "progression", "partial_response"),
}
WORDS = {
    "CR": "complete response",
    "PR": "partial response",
    "SD": "stable disease",
    "PD": "progression",
    "non_CR_non_PD": "neither complete response nor progression",
    "NE": "not evaluable",
    "not_applicable": "not applicable",
}
#: Ways of judging that diameters do not speak against.
OTHER_METHODS = ("irecist", "morphological", "other")


def response_contradiction(
    found: MeasuredResponse,
    entered: str | None,
    *,
    on: date | None = None,
    method: str | None = None,
) -> str | None:
    """A warning that names a recorded response and the one worked out, if they contradict.

    Parameters
    ----------
    entered
        The fact ``response`` as recorded, None if it is not.
    on
        The day it bears; it is held against the last scan on or before that day, or against the
        last scan of all if it bears none.
    method
        The fact ``response_method``: a response that was judged otherwise than by size is not
        contradicted.

    Returns
    -------
    str or None
        None where they agree, where one of them is not known or not evaluable, or where the
        words do not exclude one another.
    """
    pair = found.latest if on is None else found.at(on)
    if entered is None or pair is None or method in OTHER_METHODS:
        return None
    line, point = pair
    if point.response is None or entered not in EXCLUDED.get(point.response, ()):
        return None
    return (
        f"The response is recorded as {entered.replace('_', ' ')}, but the diameters of"
        f" {point.on} give {WORDS[point.response]} by RECIST 1.1 ({_why(line, point)})."
        " The recorded one counts; check both."
    )


def _why(line: LineResponse, point: TimePoint) -> str:
    if point.new_lesions:
        return f"new: {', '.join(point.new_lesions)}"
    if line.baseline is None or point.sum_mm is None or point.nadir_mm is None:
        return "sum not known"
    return (
        f"sum {point.sum_mm:g} mm; {line.baseline.sum_mm:g} mm on {line.baseline.on}, smallest"
        f" before {point.nadir_mm:g} mm"
    )
