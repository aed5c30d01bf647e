"""MELD: model for end-stage liver disease, first version."""

from __future__ import annotations

import math

from hepaboard.case.calculators._accept import Number, known_inputs, truth_ends
from hepaboard.case.calculators._corners import score_over_corners
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import round_half_up

CREATININE_CAP_MG_DL = 4.0

NOTES = (
    "No cut-off is specific to colorectal liver metastases (unconfirmed). None of the five source"
    " documents uses the score.",
    "Coefficients agree in two implementations of the allocation policy; the policy text itself"
    " is not attached.",
)


def meld_score(
    *,
    creatinine_mg_dl: Number = None,
    bilirubin_mg_dl: Number = None,
    inr: Number = None,
    dialysis: bool | None = None,
) -> Score:
    """MELD score, not limited at the top (the later versions are, at 40).

    10 x (0.957 ln creatinine + 0.378 ln bilirubin + 1.120 ln INR + 0.643), the sum rounded to one
    decimal, half up. Values below 1.0 count as 1.0, creatinine above 4.0 as 4.0, and dialysis at
    least twice a week as creatinine 4.0.

    Parameters
    ----------
    creatinine_mg_dl
        0.1-20 mg/dl.
    bilirubin_mg_dl
        0.1-60 mg/dl.
    inr
        0.5-15.
    dialysis
        At least twice in the past week.

    Returns
    -------
    Score
        A missing input (None) or one between bounds (`Interval`) widens the range.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    OPTN policy 9.1.D (coefficients: confirmed). Kim WR et al., Gastroenterology
    2021;161:1887-1895, PMID 34481845 (example inputs).

    Examples
    --------
    >>> meld_score(creatinine_mg_dl=1.5, bilirubin_mg_dl=6.0, inr=1.5, dialysis=False).value
    22
    >>> score = meld_score(creatinine_mg_dl=1.5, bilirubin_mg_dl=6.0, inr=1.5)
    >>> score.range, score.missing
    ((22, 31), ('dialysis',))
    """
    return score_over_corners(
        "meld",
        raw_meld,
        round_half_up,
        {
            "creatinine_mg_dl": ends("creatinine_mg_dl", creatinine_mg_dl),
            "bilirubin_mg_dl": ends("bilirubin_mg_dl", bilirubin_mg_dl),
            "inr": ends("inr", inr),
            "dialysis": truth_ends("dialysis", dialysis),
        },
        known_inputs(
            creatinine_mg_dl=creatinine_mg_dl,
            bilirubin_mg_dl=bilirubin_mg_dl,
            inr=inr,
            dialysis=dialysis,
        ),
        NOTES,
    )


def raw_meld(creatinine_mg_dl: float, bilirubin_mg_dl: float, inr: float, dialysis: bool) -> float:
    """MELD before rounding.

    Examples
    --------
    >>> round(raw_meld(1.0, 1.0, 1.0, False), 2)
    6.43
    """
    creatinine = CREATININE_CAP_MG_DL if dialysis else creatinine_mg_dl
    creatinine = min(max(creatinine, 1.0), CREATININE_CAP_MG_DL)
    return 10 * (
        0.957 * math.log(creatinine)
        + 0.378 * math.log(max(bilirubin_mg_dl, 1.0))
        + 1.120 * math.log(max(inr, 1.0))
        + 0.643
    )
