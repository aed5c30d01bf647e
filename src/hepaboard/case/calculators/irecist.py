"""iRECIST: reading of progression under immunotherapy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from hepaboard.case.calculators._accept import accept_choice, accept_truth
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least

ImmuneAnswer = Literal["iCR", "iPR", "iSD", "iUPD", "iCPD", "NE"]

FURTHER_GROWTH_MM = 5.0


@dataclass(frozen=True, kw_only=True)
class ImmuneResponse:
    """Response under iRECIST; None where the rules given here do not decide."""

    response: ImmuneAnswer | None
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]


def immune_response(
    *,
    recist_response: str | None,
    after_iupd: bool | None,
    iupd_sum_mm: float | None = None,
    now_mm: float | None = None,
) -> ImmuneResponse:
    """Response under iRECIST: a first progression is unconfirmed (iUPD) until it is confirmed.

    Meant for patients on checkpoint inhibitors, who may seem to progress before they respond.
    At the assessment after an iUPD a sum at least 5 mm larger confirms it (iCPD). The other
    confirming findings (new lesions, non-targets) are not covered: then no answer is given.

    Parameters
    ----------
    recist_response
        RECIST 1.1 response of this assessment: "CR", "PR", "SD", "PD", "NE".
    after_iupd
        Whether the assessment before this one was iUPD.
    iupd_sum_mm, now_mm
        Sums of target diameters at the iUPD and now, 0-2000 mm.

    Returns
    -------
    ImmuneResponse
        None with the missing inputs, or with a note that the sum alone does not decide.

    Raises
    ------
    InputRangeError
        A sum lies outside 0-2000 mm or is NaN, or the response is not in the list.

    References
    ----------
    Seymour L et al., Lancet Oncol 2017, PMC5648544 (partly confirmed; only the rules named here).
    None of the five source documents mentions iRECIST; D56.

    Examples
    --------
    >>> immune_response(recist_response="PD", after_iupd=False).response
    'iUPD'
    >>> immune_response(recist_response="PD", after_iupd=True, iupd_sum_mm=60,
    ...                 now_mm=65).response
    'iCPD'
    """
    answer = accept_choice("recist_response", recist_response, ("CR", "PR", "SD", "PD", "NE"))
    after = accept_truth("after_iupd", after_iupd)
    before_mm = accept("iupd_sum_mm", iupd_sum_mm, like="sum_mm")
    sum_mm = accept("now_mm", now_mm, like="sum_mm")

    if answer is None:
        return _result(None, ("recist_response",))
    if answer == "NE":
        return _result("NE")
    if answer != "PD":
        return _result(cast(ImmuneAnswer, f"i{answer}"))
    if after is None:
        return _result(None, ("after_iupd",))
    if not after:
        return _result("iUPD")
    if before_mm is None or sum_mm is None:
        sums = (("iupd_sum_mm", before_mm), ("now_mm", sum_mm))
        return _result(None, tuple(name for name, value in sums if value is None))
    if at_least(sum_mm - before_mm, FURTHER_GROWTH_MM):
        return _result("iCPD")
    return _result(None, (), "The sum alone does not confirm it: check new and non-target lesions.")


def _result(
    response: ImmuneAnswer | None, missing: tuple[str, ...] = (), note: str | None = None
) -> ImmuneResponse:
    notes = ("iRECIST: only iUPD and its confirmation by the sum are covered (partly confirmed).",)
    return ImmuneResponse(
        response=response,
        missing=missing,
        status="partly_confirmed",
        notes=notes + ((note,) if note else ()),
    )
