"""RECIST 1.1: confirmation of a response by a second assessment."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators._accept import accept_choice
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.recist_overall import OverallAnswer
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least

LEAST_WEEKS = 4.0


@dataclass(frozen=True, kw_only=True)
class ConfirmedResponse:
    """Response after two assessments; None if a rule or an input for it is missing."""

    response: OverallAnswer | None
    possible: tuple[OverallAnswer, ...]
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]


def confirm_response(
    *,
    first: str,
    second: str,
    weeks_between: float | None = None,
    first_week: float | None = None,
    minimum_sd_weeks: float | None = None,
) -> ConfirmedResponse:
    """Response of a trial that requires confirmation, from two assessments in a row.

    CR then CR: CR; PR then PR or CR: PR; both only if at least 4 weeks lie between (partly
    confirmed). PR then SD: SD. PR then PD: SD if the minimum for stable disease was met at the
    first assessment, else PD. CR or PR then NE: SD if it was met, else NE. CR then PR: SD, PD or
    PR, not decided here. All of these pairs: unconfirmed. Pairs not named give no answer.

    Parameters
    ----------
    first, second
        Overall responses: "CR", "PR", "SD", "PD", "NE".
    weeks_between
        Weeks between the two, 0-520.
    first_week
        Week of the first assessment, from the start of treatment, 0-520.
    minimum_sd_weeks
        Week from which stable disease counts under the protocol, usually 6-8 (unconfirmed).

    Returns
    -------
    ConfirmedResponse
        None with the inputs that are missing, or with a note where no rule is stated.

    Raises
    ------
    InputRangeError
        A week lies outside 0-520 or a response is not in the list.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247 (confirmation rules: partly confirmed;
    needed in non-randomised trials with response as primary end point). None of the five source
    documents mentions confirmation; board use does not need it.

    Examples
    --------
    >>> confirm_response(first="PR", second="CR", weeks_between=4).response
    'PR'
    >>> confirm_response(first="PR", second="PD", first_week=6, minimum_sd_weeks=8).response
    'PD'
    >>> confirm_response(first="CR", second="PR").possible
    ('SD', 'PD', 'PR')
    """
    choices = ("CR", "PR", "SD", "PD", "NE")
    pair = (accept_choice("first", first, choices), accept_choice("second", second, choices))
    between = accept("weeks_between", weeks_between, like="weeks")
    met_at = accept("first_week", first_week, like="weeks")
    minimum = accept("minimum_sd_weeks", minimum_sd_weeks, like="weeks")

    if None in pair:
        absent = [name for name, one in zip(("first", "second"), pair, strict=True) if one is None]
        return _answer(None, missing=tuple(absent))
    if pair in (("CR", "CR"), ("PR", "PR"), ("PR", "CR")):
        if between is None:
            return _answer(None, missing=("weeks_between",))
        if at_least(between, LEAST_WEEKS):
            return _answer("CR" if pair == ("CR", "CR") else "PR")
        return _answer(None, note="Less than 4 weeks apart: not a confirmation, assess again.")
    if pair == ("PR", "SD"):
        return _answer("SD")
    if pair in (("PR", "PD"), ("CR", "NE"), ("PR", "NE")):
        otherwise: OverallAnswer = "PD" if pair == ("PR", "PD") else "NE"
        if met_at is None or minimum is None:
            times = (("first_week", met_at), ("minimum_sd_weeks", minimum))
            absent = [name for name, one in times if one is None]
            return _answer(None, ("SD", otherwise), tuple(absent))
        return _answer("SD" if at_least(met_at, minimum) else otherwise)
    if pair == ("CR", "PR"):
        note = "CR then PR is SD, PD or PR by the protocol's rule: decide by reading the scans."
        return _answer(None, ("SD", "PD", "PR"), note=note)
    return _answer(None, note=f"No rule for {pair[0]} then {pair[1]} is stated.")


def _answer(
    response: OverallAnswer | None,
    possible: tuple[OverallAnswer, ...] = (),
    missing: tuple[str, ...] = (),
    note: str | None = None,
) -> ConfirmedResponse:
    notes = ("Confirmation pairs: unconfirmed; the 4-week interval: partly confirmed.",)
    return ConfirmedResponse(
        response=response,
        possible=(response,) if response else possible,
        missing=missing,
        status="unconfirmed",
        notes=notes + ((note,) if note else ()),
    )
