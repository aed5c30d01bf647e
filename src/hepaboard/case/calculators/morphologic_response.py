"""Morphologic CT response of colorectal liver metastases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hepaboard.case.calculators._accept import Allowed, accept_number, refuse
from hepaboard.case.calculators.score import Status

LesionAnswer = Literal["optimal", "incomplete", "none", "not assessable"]
MorphologicAnswer = Literal["optimal", "incomplete", "none", "not assessable", "mixed, no majority"]

GROUPS = {
    1: "homogeneous and dark, with a thin sharp border; earlier rim enhancement gone",
    2: "in between: neither group 1 nor group 3",
    3: "heterogeneous, with a thick blurred border; the rim may enhance",
}
_RANGE = Allowed(1, 3, whole=True)
_NOTES = (
    "Rule of the transitions and rule of the majority: unconfirmed in the original article;"
    " wording of the groups: partly confirmed.",
    "Readers differ from one another (Wesdorp 2022). Later papers join incomplete and none as"
    " suboptimal.",
    "S2 asks for morphological criteria under anti-angiogenic drugs without describing them"
    " (S2-275, S2-276).",
)


@dataclass(frozen=True, kw_only=True)
class LesionChange:
    """CT group (1-3) of one lesion before and after treatment; None where not read."""

    lesion_id: str
    group_before: int | None
    group_after: int | None


@dataclass(frozen=True, kw_only=True)
class MorphologicResponse:
    """Response of the majority of lesions, and of each lesion by id."""

    response: MorphologicAnswer | None
    possible: tuple[MorphologicAnswer, ...]
    by_lesion: tuple[tuple[str, LesionAnswer | None], ...]
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]
    rows: tuple[str, ...] = ("S2-275", "S2-276")


def judge_morphology(lesions: Sequence[LesionChange]) -> MorphologicResponse:
    """Morphologic response on portal-venous CT: optimal, incomplete, none or not assessable.

    Per lesion: from group 3 or 2 to 1 optimal, from 3 to 2 incomplete, unchanged or worse none.
    A lesion that was and stays in group 1 is not assessable and left out (project rule). More
    than half of the other lesions decide; without such a majority the answer is "mixed, no
    majority" (project rule).

    Parameters
    ----------
    lesions
        1-50 lesions with their groups at the start and the end of treatment.

    Returns
    -------
    MorphologicResponse
        None with the answers still possible while a group not read could change it.

    Raises
    ------
    InputRangeError
        A group is not 1, 2 or 3, or the number of lesions is not 1-50.

    References
    ----------
    Chun YS et al., JAMA 2009;302:2338-2344 (DOI unconfirmed; transition and majority rules:
    unconfirmed). Suzuki 2017, doi 10.3892/ol.2017.6338 (same use: confirmed). Shindoh J et al.,
    J Clin Oncol 2012. Wesdorp NJ et al. 2022, PMC9152692. S2-275 and S2-276 only name such
    criteria; D56.

    Examples
    --------
    >>> pairs = [(3, 1), (3, 1), (3, 2)]
    >>> judge_morphology([LesionChange(lesion_id=str(n), group_before=b, group_after=a)
    ...                       for n, (b, a) in enumerate(pairs)]).response
    'optimal'
    """
    if not 1 <= len(lesions) <= 50:
        raise refuse("lesions", len(lesions), "number of lesions", "1 to 50 lesions")
    choices = [_answers(lesion) for lesion in lesions]
    counts: set[tuple[int, int, int]] = {(0, 0, 0)}
    for answers in choices:
        counts = {_count(before, answer) for before in counts for answer in answers}
    possible = tuple(sorted({_majority(count) for count in counts}))
    settled = possible[0] if len(possible) == 1 else None
    by_lesion = tuple(
        (lesion.lesion_id, next(iter(answers)) if len(answers) == 1 else None)
        for lesion, answers in zip(lesions, choices, strict=True)
    )
    return MorphologicResponse(
        response=settled,
        possible=possible,
        by_lesion=by_lesion,
        missing=() if settled else tuple(name for name, answer in by_lesion if answer is None),
        status="unconfirmed",
        notes=_NOTES + (("Already group 1: not assessable.",) if settled == _LEFT_OUT else ()),
    )


_LEFT_OUT: LesionAnswer = "not assessable"
_COUNTED: tuple[LesionAnswer, ...] = ("optimal", "incomplete", "none")


def _answers(lesion: LesionChange) -> frozenset[LesionAnswer]:
    befores = _groups("group_before", lesion.group_before)
    afters = _groups("group_after", lesion.group_after)
    return frozenset(_change(before, after) for before in befores for after in afters)


def _groups(field: str, group: int | None) -> tuple[float, ...]:
    known = accept_number(field, group, _RANGE)
    return (1, 2, 3) if known is None else (known,)


def _change(before: float, after: float) -> LesionAnswer:
    if before == after == 1:
        return _LEFT_OUT
    if after >= before:
        return "none"
    return "optimal" if after == 1 else "incomplete"


def _count(before: tuple[int, int, int], answer: LesionAnswer) -> tuple[int, int, int]:
    best, middle, worst = (
        number + (answer == name) for number, name in zip(before, _COUNTED, strict=True)
    )
    return best, middle, worst


def _majority(counts: tuple[int, int, int]) -> MorphologicAnswer:
    total = sum(counts)
    if total == 0:
        return _LEFT_OUT
    for number, name in zip(counts, _COUNTED, strict=True):
        if 2 * number > total:
            return name
    return "mixed, no majority"
