"""Looks up the published outcomes of a score, class or rate."""

from __future__ import annotations

from hepaboard.case.calculators._accept import refuse
from hepaboard.case.calculators._outcome_rows import OUTCOMES
from hepaboard.case.calculators._outcome_rows_dose import DOSE_OUTCOMES
from hepaboard.case.calculators.outcome import Outcome

_ALL = (*OUTCOMES, *DOSE_OUTCOMES)


def find_outcomes(
    score: str,
    *,
    group: str | None = None,
    points: int | None = None,
    include_unconfirmed: bool = False,
) -> tuple[Outcome, ...]:
    """Published outcome figures for a group or a number of points of a score.

    Parameters
    ----------
    score
        "fong", "game", "tbs", "zhu", "morphologic_response", "early_shrinkage",
        "response_depth", "kinetic_growth", "ablation_margin", "biological_dose".
    group
        Group or class, as the calculator names it; None = figures of the whole cohort only.
    points
        Number of points, for figures given point by point.
    include_unconfirmed
        Off by default: figures whose publication was not checked stay out. Switched on, they
        carry their label in `text`; a figure of the same group that is confirmed comes first.

    Returns
    -------
    tuple of Outcome
        Whole-cohort figures and those of the group or points.

    Raises
    ------
    InputRangeError
        There is no such score.

    References
    ----------
    Named in each figure. The five source documents print other figures for some groups (S2-044,
    S2-045, S2-052), which belong to their own statements.

    Examples
    --------
    >>> for one in find_outcomes("fong", points=5, include_unconfirmed=True)[2:4]:
    ...     print(one.text)
    5: long-term survivors none (n = 1001, 1985-1998; Fong 1999)
    5: 5-year overall survival 14 % (actuarial) (n = 1001, 1985-1998; Fong 1999) [unconfirmed]
    """
    known = sorted({one.score for one in _ALL})
    if score not in known:
        raise refuse("score", score, "no published outcomes are held for it", ", ".join(known))
    found = [
        one
        for one in _ALL
        if one.score == score
        and (include_unconfirmed or one.status != "unconfirmed")
        and (one.applies_to is None or one.applies_to in (group, points))
    ]
    return tuple(sorted(found, key=lambda one: one.status != "confirmed"))
