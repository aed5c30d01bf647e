"""RECIST 1.1: response of the target lesions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from hepaboard.case.calculators._accept import accept_truth, missing_inputs, refuse, truth_ends
from hepaboard.case.calculators._completions import Completed, complete
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above, at_least, at_most

TargetAnswer = Literal["CR", "PR", "SD", "PD", "NE", "not_applicable"]


@dataclass(frozen=True, kw_only=True)
class TargetResponse:
    """Response of the targets with the changes it rests on; None where not computable."""

    response: TargetAnswer | None
    possible: tuple[TargetAnswer, ...]
    change_from_baseline_pct: float | None
    change_from_nadir_pct: float | None
    change_from_nadir_mm: float | None
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]


def target_response(
    *,
    baseline_mm: float | None,
    nadir_mm: float | None,
    now_mm: float | None,
    targets_gone: bool | None,
    all_assessed: bool | None,
) -> TargetResponse:
    """Response of the target lesions under RECIST 1.1: CR, PR, SD, PD or NE.

    CR: every target gone, nodes below 10 mm. PD: sum >= 1.20 x nadir and at least 5 mm above it.
    PR: sum <= 0.70 x baseline. SD: none of these. PD goes before PR. Targets that meet the CR
    condition are CR even if small nodes grew (project reading).

    Parameters
    ----------
    baseline_mm
        Sum of diameters before treatment, 0-2000 mm; 0 = no target, response not applicable.
    nadir_mm
        Smallest sum before this assessment, baseline included; at most the baseline sum.
    now_mm
        Sum now, 0-2000 mm; of the targets assessed only, if not all were. None together with
        `all_assessed` False means that nothing was measured.
    targets_gone
        Whether the CR condition is met (`TargetSum.targets_gone`); a sum of 0 means yes.
    all_assessed
        Whether every target was assessed. False gives NE, unless what was measured proves PD
        already (that exception: unconfirmed).

    Returns
    -------
    TargetResponse
        None, with the answers not yet ruled out, while a missing input (None) could change it.

    Raises
    ------
    InputRangeError
        A sum lies outside 0-2000 mm or is NaN, the nadir exceeds the baseline, or a sum of 0
        is called not gone.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247, doi 10.1016/j.ejca.2008.10.026
    (confirmed). S0-082 names RECIST without cut-offs; S2-275 finds size criteria inadequate under
    anti-angiogenic drugs; S1 asks for "no progression" only (S1-030); D56.

    Examples
    --------
    >>> found = target_response(baseline_mm=60, nadir_mm=40, now_mm=48, targets_gone=False,
    ...                         all_assessed=True)
    >>> found.response, found.change_from_nadir_pct, found.change_from_nadir_mm
    ('PD', 20.0, 8.0)
    """
    baseline = accept("baseline_mm", baseline_mm, like="sum_mm")
    nadir = accept("nadir_mm", nadir_mm, like="sum_mm")
    now = accept("now_mm", now_mm, like="sum_mm")
    accept_truth("all_assessed", all_assessed)
    if baseline is not None and nadir is not None and above(nadir, baseline):
        raise refuse("nadir_mm", nadir, "it exceeds the baseline", f"at most {baseline:g} mm")
    if now == 0 and all_assessed:
        if targets_gone is False:
            raise refuse("targets_gone", False, "the sum is 0 mm", "true for a sum of 0 mm")
        targets_gone = True

    if None in (baseline, nadir, now):
        found = _with_sums_missing(baseline, nadir, now, targets_gone, all_assessed)
    else:
        found = complete(
            _response,
            baseline_mm=(baseline,),
            nadir_mm=(nadir,),
            now_mm=(now,),
            targets_gone=truth_ends("targets_gone", targets_gone),
            all_assessed=truth_ends("all_assessed", all_assessed),
        )
    whole = now if all_assessed else None
    by_exception = all_assessed is not True and "PD" in found.possible
    return TargetResponse(
        response=found.answer,
        possible=found.possible,
        change_from_baseline_pct=_change_pct(whole, baseline),
        change_from_nadir_pct=_change_pct(whole, nadir),
        change_from_nadir_mm=None if whole is None or nadir is None else whole - nadir,
        missing=found.missing,
        status="partly_confirmed" if by_exception else "confirmed",
        notes=("PD from an incomplete sum: unconfirmed exception.",) if by_exception else (),
    )


def _response(
    baseline_mm: float,
    nadir_mm: float,
    now_mm: float,
    targets_gone: bool,
    all_assessed: bool,
) -> TargetAnswer:
    if baseline_mm == 0:
        return "not_applicable"
    if not all_assessed:
        return "PD" if _grown(nadir_mm, now_mm) else "NE"
    if targets_gone:
        return "CR"
    if _grown(nadir_mm, now_mm):
        return "PD"
    return "PR" if at_most(now_mm, 0.7 * baseline_mm) else "SD"


def _grown(nadir_mm: float, now_mm: float) -> bool:
    return at_least(now_mm, 1.2 * nadir_mm) and at_least(now_mm - nadir_mm, 5)


def _with_sums_missing(
    baseline: float | None,
    nadir: float | None,
    now: float | None,
    targets_gone: bool | None,
    all_assessed: bool | None,
) -> Completed[TargetAnswer]:
    """What holds whatever the missing sums are; else the missing inputs."""
    if baseline == 0:
        return Completed(("not_applicable",), ())
    if baseline and now is None and all_assessed is False:
        return Completed(("NE",), ())
    if baseline and all_assessed and targets_gone:
        return Completed(("CR",), ())
    if nadir and now is not None and targets_gone is False and _grown(nadir, now):
        return Completed(("PD",), ())
    given = {
        "baseline_mm": baseline,
        "nadir_mm": nadir,
        "now_mm": now,
        "targets_gone": targets_gone,
        "all_assessed": all_assessed,
    }
    return Completed(get_args(TargetAnswer), missing_inputs(**given))


def _change_pct(now: float | None, before: float | None) -> float | None:
    return None if now is None or not before else 100 * (now - before) / before
