"""ECOG performance status in words."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators._accept import Allowed, accept_number
from hepaboard.case.calculators.score import Status

_WORDS = (
    "fully active",
    "no strenuous effort, but walks and does light work",
    "walks and looks after themselves, cannot work; up for more than half of the waking hours",
    "looks after themselves only in part; in bed or chair for more than half of the waking hours",
    "fully dependent, in bed or chair all day",
    "dead",
)
_NOTES = (
    "Wording to be checked against the original (unconfirmed).",
    "S1 wants 0-1 for surgery (S1-032); S0 acts on a sharp decline (S0-066); S2, S3 and S4 give no"
    " number (D10).",
)


@dataclass(frozen=True, kw_only=True)
class Performance:
    """ECOG grade with its meaning; None if it is not known."""

    ecog: int | None
    words: str | None
    missing: tuple[str, ...]
    status: Status = "unconfirmed"
    notes: tuple[str, ...] = _NOTES
    rows: tuple[str, ...] = ("S1-032", "S0-066")


def describe_performance(*, ecog: int | None, follow_up: bool = False) -> Performance:
    """Meaning of an ECOG grade from 0 (fully active) to 4 (fully dependent), 5 being dead.

    Parameters
    ----------
    ecog
        0-4; 5 is accepted in follow-up only.
    follow_up
        Whether the grade describes a follow-up visit.

    Returns
    -------
    Performance
        Without a grade (None) no words.

    Raises
    ------
    InputRangeError
        The grade lies outside 0-4 (0-5 in follow-up), is not whole or is NaN.

    References
    ----------
    Oken MM et al., Am J Clin Oncol 1982;5:649 (unconfirmed). S1-032, S0-066; D10.

    Examples
    --------
    >>> describe_performance(ecog=0).words
    'fully active'
    """
    likely = "5 is for follow-up only."
    allowed = Allowed(0, 5 if follow_up else 4, whole=True, likely=likely)
    grade = accept_number("ecog", ecog, allowed)
    return Performance(
        ecog=None if grade is None else int(grade),
        words=None if grade is None else _WORDS[int(grade)],
        missing=("ecog",) if grade is None else (),
    )
