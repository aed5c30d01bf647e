"""RECIST 1.1: best overall response without confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from hepaboard.case.calculators._accept import accept_choice, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.recist_overall import OverallAnswer
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least

_ANSWERS: tuple[OverallAnswer, ...] = ("CR", "PR", "SD", "non_CR_non_PD", "PD", "NE")
_RANK = ("CR", "PR", "SD", "non_CR_non_PD", "NE")


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Overall response at one assessment; `week` counts from the start of treatment, 0-520."""

    week: float
    response: str | None


@dataclass(frozen=True, kw_only=True)
class BestResponse:
    """Best overall response so far; None while an assessment that is not known decides it."""

    response: OverallAnswer | None
    possible: tuple[OverallAnswer, ...]
    label: str | None
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]


def best_response(
    assessments: Sequence[Assessment], *, minimum_sd_weeks: float | None = None
) -> BestResponse:
    """Best overall response up to the first progression, for use that needs no confirmation.

    CR before PR before SD (or non-CR/non-PD). Stable disease counts only from the minimum week,
    where one is set; without it an early stable disease leaves PD if progression followed, else
    NE. For a trial that requires confirmation see `confirm_response`.

    Parameters
    ----------
    assessments
        Overall responses in order of time: "CR", "PR", "SD", "non_CR_non_PD", "PD", "NE"; None
        where the response is not known.
    minimum_sd_weeks
        Week from which stable disease counts, as the protocol has it (usually 6-8 weeks:
        unconfirmed). None = no minimum, as in board use.

    Returns
    -------
    BestResponse
        CR and PR carry the label "unconfirmed response". Without assessments: NE.

    Raises
    ------
    InputRangeError
        Weeks fall outside 0-520 or do not increase, or a response is not in the list.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247 (table restated elsewhere: partly
    confirmed). None of the five source documents defines a best response; D56.

    Examples
    --------
    >>> found = best_response([Assessment(week=8, response="SD"),
    ...                        Assessment(week=16, response="PR"),
    ...                        Assessment(week=24, response="PD")])
    >>> found.response, found.label
    ('PR', 'unconfirmed response')
    """
    minimum = accept("minimum_sd_weeks", minimum_sd_weeks, like="weeks")
    weeks = [accept("week", one.week, like="weeks") for one in assessments]
    for earlier, later in pairwise([-1.0, *weeks]):
        if earlier is None or later is None or later <= earlier:
            raise refuse("week", later, "weeks have to increase", "later than the one before")
    given = [accept_choice("response", one.response, _ANSWERS) for one in assessments]

    states: set[tuple[OverallAnswer, bool]] = {("NE", False)}
    for week, answer in zip(weeks, given, strict=True):
        answers = _ANSWERS if answer is None else (cast(OverallAnswer, answer),)
        counts = minimum is None or at_least(week or 0, minimum)
        states = {_next(state, one, counts) for state in states for one in answers}
    best = {state[0] for state in states}
    ordered = tuple(one for one in _ANSWERS if one in best)
    settled = ordered[0] if len(ordered) == 1 else None
    notes = ["Best response without confirmation by a second assessment."]
    if minimum is not None:
        notes.append("Minimum duration of stable disease: set by protocol (rule unconfirmed).")
    unknown = [one for one, answer in zip(assessments, given, strict=True) if answer is None]
    return BestResponse(
        response=settled,
        possible=ordered,
        label="unconfirmed response" if settled in ("CR", "PR") else None,
        missing=() if settled else tuple(f"response at week {one.week:g}" for one in unknown),
        status="partly_confirmed",
        notes=tuple(notes),
    )


def _next(
    state: tuple[OverallAnswer, bool], answer: OverallAnswer, counts: bool
) -> tuple[OverallAnswer, bool]:
    """Best response and whether disease has progressed, after one more assessment."""
    best, progressed = state
    if progressed:
        return state
    if answer == "PD":
        return ("PD" if best == "NE" else best), True
    if answer in ("SD", "non_CR_non_PD") and not counts:
        return state
    return min(best, answer, key=_RANK.index), False
