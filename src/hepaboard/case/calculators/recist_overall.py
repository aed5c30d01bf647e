"""RECIST 1.1: overall response at one assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.case.calculators._accept import accept_choice
from hepaboard.case.calculators._completions import complete
from hepaboard.case.calculators.score import Status

OverallAnswer = Literal["CR", "PR", "SD", "PD", "NE", "non_CR_non_PD", "not_applicable"]

TARGETS = ("CR", "PR", "SD", "PD", "NE", "not_applicable")
NON_TARGETS = ("none", "CR", "non_CR_non_PD", "PD", "not_evaluated")
NEW_LESIONS = ("none", "equivocal", "unequivocal")


@dataclass(frozen=True, kw_only=True)
class OverallResponse:
    """Overall response at one assessment; None while a missing input could change it.

    `label` is "unconfirmed response" for a complete or partial response: no second assessment
    has confirmed it.
    """

    response: OverallAnswer | None
    possible: tuple[OverallAnswer, ...]
    label: str | None
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]
    rows: tuple[str, ...] = ("S0-082", "S1-030", "S2-275")


def overall_response(
    *, target: str | None, non_target: str | None, new_lesion: str | None
) -> OverallResponse:
    """Overall response under RECIST 1.1 from targets, non-targets and new lesions.

    PD if any part progresses or an unequivocal new lesion appears. CR needs CR of both parts;
    CR of the targets with non-targets still present or not evaluated is PR; otherwise the
    targets decide. Without target disease the non-targets decide.

    Parameters
    ----------
    target
        "CR", "PR", "SD", "PD", "NE"; "not_applicable" if there are no targets.
    non_target
        "CR" (all gone, nodes below 10 mm, markers normal), "non_CR_non_PD", "PD" (unequivocal
        progression that changes the overall burden), "not_evaluated"; "none" if there are none.
    new_lesion
        "none", "equivocal" (followed, not yet progression) or "unequivocal".

    Returns
    -------
    OverallResponse
        With None inputs, the responses still possible and the inputs that decide.

    Raises
    ------
    InputRangeError
        A value is not in its list.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247; response tables restated in PMC3980664
    and PMC2755245 (partly confirmed). S0-082 names RECIST without version, S1-030 asks for no
    progression only, S2-275 wants morphological criteria under anti-angiogenic drugs; D56.

    Examples
    --------
    >>> found = overall_response(target="CR", non_target="non_CR_non_PD", new_lesion="none")
    >>> found.response, found.label
    ('PR', 'unconfirmed response')
    >>> overall_response(target="SD", non_target=None, new_lesion="none").possible
    ('SD', 'PD')
    >>> overall_response(target=None, non_target=None, new_lesion="unequivocal").response
    'PD'
    """
    given = {
        "target": accept_choice("target", target, TARGETS),
        "non_target": accept_choice("non_target", non_target, NON_TARGETS),
        "new_lesion": accept_choice("new_lesion", new_lesion, NEW_LESIONS),
    }
    lists = {"target": TARGETS, "non_target": NON_TARGETS, "new_lesion": NEW_LESIONS}
    found = complete(
        _overall,
        **{name: lists[name] if value is None else (value,) for name, value in given.items()},
    )
    progressed = found.answer == "PD"
    weak = not progressed and (target == "NE" or non_target == "not_evaluated")
    notes = []
    if weak:
        notes.append("Rule for parts that were not evaluated: unconfirmed.")
    if new_lesion == "equivocal" and not progressed:
        notes.append(
            "Equivocal new lesion: follow it; if it proves real, progression is dated back"
            " (back-dating: unconfirmed)."
        )
    return OverallResponse(
        response=found.answer,
        possible=found.possible,
        label="unconfirmed response" if found.answer in ("CR", "PR") else None,
        missing=found.missing,
        status="unconfirmed" if weak else "confirmed",
        notes=tuple(notes),
    )


def _overall(target: str, non_target: str, new_lesion: str) -> OverallAnswer:
    if "PD" in (target, non_target) or new_lesion == "unequivocal":
        return "PD"
    if target == "not_applicable":
        return _non_target_only(non_target)
    if target == "CR":
        return "CR" if non_target in ("CR", "none") else "PR"
    if target == "PR":
        return "PR"
    return "SD" if target == "SD" else "NE"


def _non_target_only(non_target: str) -> OverallAnswer:
    if non_target == "CR":
        return "CR"
    if non_target == "non_CR_non_PD":
        return "non_CR_non_PD"
    return "NE" if non_target == "not_evaluated" else "not_applicable"
