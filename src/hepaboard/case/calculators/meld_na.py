"""MELD-Na: MELD with serum sodium."""

from __future__ import annotations

from hepaboard.case.calculators._accept import Number, known_inputs, truth_ends
from hepaboard.case.calculators._corners import score_over_corners
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.meld import NOTES, raw_meld
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import round_half_up


def meld_na_score(
    *,
    creatinine_mg_dl: Number = None,
    bilirubin_mg_dl: Number = None,
    inr: Number = None,
    sodium_mmol_l: Number = None,
    dialysis: bool | None = None,
) -> Score:
    """MELD-Na score (6-40), used for liver allocation from January 2016 to 12 July 2023.

    MELD above 11: MELD + 1.32 x (137 - Na) - 0.033 x MELD x (137 - Na), with sodium limited to
    125-137; otherwise MELD. Rounded half up, limited to 6-40.

    Parameters
    ----------
    creatinine_mg_dl
        0.1-20 mg/dl.
    bilirubin_mg_dl
        0.1-60 mg/dl.
    inr
        0.5-15.
    sodium_mmol_l
        100-180 mmol/l.
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
    2021;161:1887-1895, PMID 34481845 (example inputs). None of the five source documents uses it.

    Examples
    --------
    >>> meld_na_score(creatinine_mg_dl=1.2, bilirubin_mg_dl=2.5, inr=1.0, sodium_mmol_l=131,
    ...               dialysis=False).value
    18
    """
    return score_over_corners(
        "meld_na",
        raw_meld_na,
        lambda raw: min(max(round_half_up(raw), 6), 40),
        {
            "creatinine_mg_dl": ends("creatinine_mg_dl", creatinine_mg_dl),
            "bilirubin_mg_dl": ends("bilirubin_mg_dl", bilirubin_mg_dl),
            "inr": ends("inr", inr),
            "sodium_mmol_l": ends("sodium_mmol_l", sodium_mmol_l),
            "dialysis": truth_ends("dialysis", dialysis),
        },
        known_inputs(
            creatinine_mg_dl=creatinine_mg_dl,
            bilirubin_mg_dl=bilirubin_mg_dl,
            inr=inr,
            sodium_mmol_l=sodium_mmol_l,
            dialysis=dialysis,
        ),
        NOTES,
        moves=_unrounded,
    )


def raw_meld_na(
    creatinine_mg_dl: float,
    bilirubin_mg_dl: float,
    inr: float,
    sodium_mmol_l: float,
    dialysis: bool,
) -> float:
    """MELD-Na before rounding and limits, from the rounded MELD.

    Examples
    --------
    >>> round(raw_meld_na(1.2, 2.5, 1.0, 131, False), 2)
    17.54
    """
    meld = round_half_up(raw_meld(creatinine_mg_dl, bilirubin_mg_dl, inr, dialysis))
    return _with_sodium(float(meld), sodium_mmol_l)


def _unrounded(
    creatinine_mg_dl: float,
    bilirubin_mg_dl: float,
    inr: float,
    sodium_mmol_l: float,
    dialysis: bool,
) -> float:
    return _with_sodium(raw_meld(creatinine_mg_dl, bilirubin_mg_dl, inr, dialysis), sodium_mmol_l)


def _with_sodium(meld: float, sodium_mmol_l: float) -> float:
    if meld <= 11:
        return meld
    lack = 137 - min(max(sodium_mmol_l, 125.0), 137.0)
    return meld + 1.32 * lack - 0.033 * meld * lack
