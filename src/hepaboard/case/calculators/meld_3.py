"""MELD 3.0."""

from __future__ import annotations

import math

from hepaboard.case.calculators._accept import Number, choice_ends, known_inputs, truth_ends
from hepaboard.case.calculators._corners import score_over_corners
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.meld import NOTES
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import round_half_up

CREATININE_CAP_MG_DL = 3.0


def meld_3_score(
    *,
    creatinine_mg_dl: Number = None,
    bilirubin_mg_dl: Number = None,
    inr: Number = None,
    sodium_mmol_l: Number = None,
    albumin_g_dl: Number = None,
    sex: str | None = None,
    dialysis: bool | None = None,
) -> Score:
    """MELD 3.0 score of an adult (6-40), used for liver allocation from 13 July 2023.

    1.33 if female + 4.56 ln bilirubin + 0.82 (137 - Na) - 0.24 (137 - Na) ln bilirubin
    + 9.09 ln INR + 11.14 ln creatinine + 1.85 (3.5 - albumin)
    - 1.83 (3.5 - albumin) ln creatinine + 6. Creatinine limited to 1.0-3.0 (dialysis at least
    twice a week: 3.0), sodium to 125-137, albumin to 1.5-3.5, bilirubin and INR at least 1.0.
    Rounded half up, limited to 6-40.

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
    albumin_g_dl
        0.5-7 g/dl.
    sex
        "male" or "female".
    dialysis
        At least twice in the past week.

    Returns
    -------
    Score
        A missing input (None) or one between bounds (`Interval`) widens the range. The formula
        is not monotone in sodium (bilirubin above 30 mg/dl) nor in albumin (creatinine above
        2.7 mg/dl); its extremes still lie at the ends of the inputs.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    Kim WR et al., Gastroenterology 2021;161:1887-1895, PMID 34481845; OPTN policy 9.1.D
    (coefficients: confirmed). None of the five source documents uses it.

    Examples
    --------
    >>> meld_3_score(creatinine_mg_dl=1.2, bilirubin_mg_dl=2.5, inr=1.0, sodium_mmol_l=131,
    ...              albumin_g_dl=3.8, sex="female", dialysis=False).value
    17
    """
    return score_over_corners(
        "meld_3",
        raw_meld_3,
        lambda raw: min(max(round_half_up(raw), 6), 40),
        {
            "creatinine_mg_dl": ends("creatinine_mg_dl", creatinine_mg_dl),
            "bilirubin_mg_dl": ends("bilirubin_mg_dl", bilirubin_mg_dl),
            "inr": ends("inr", inr),
            "sodium_mmol_l": ends("sodium_mmol_l", sodium_mmol_l),
            "albumin_g_dl": ends("albumin_g_dl", albumin_g_dl),
            "sex": choice_ends("sex", sex, ("male", "female")),
            "dialysis": truth_ends("dialysis", dialysis),
        },
        known_inputs(
            creatinine_mg_dl=creatinine_mg_dl,
            bilirubin_mg_dl=bilirubin_mg_dl,
            inr=inr,
            sodium_mmol_l=sodium_mmol_l,
            albumin_g_dl=albumin_g_dl,
            sex=sex,
            dialysis=dialysis,
        ),
        NOTES,
    )


def raw_meld_3(
    creatinine_mg_dl: float,
    bilirubin_mg_dl: float,
    inr: float,
    sodium_mmol_l: float,
    albumin_g_dl: float,
    sex: str,
    dialysis: bool,
) -> float:
    """MELD 3.0 before rounding and limits.

    Examples
    --------
    >>> round(raw_meld_3(1.2, 2.5, 1.0, 131, 3.8, "male", False), 2)
    15.81
    """
    creatinine = CREATININE_CAP_MG_DL if dialysis else creatinine_mg_dl
    ln_creatinine = math.log(min(max(creatinine, 1.0), CREATININE_CAP_MG_DL))
    ln_bilirubin = math.log(max(bilirubin_mg_dl, 1.0))
    sodium_lack = 137 - min(max(sodium_mmol_l, 125.0), 137.0)
    albumin_lack = 3.5 - min(max(albumin_g_dl, 1.5), 3.5)
    return (
        (1.33 if sex == "female" else 0.0)
        + 4.56 * ln_bilirubin
        + 0.82 * sodium_lack
        - 0.24 * sodium_lack * ln_bilirubin
        + 9.09 * math.log(max(inr, 1.0))
        + 11.14 * ln_creatinine
        + 1.85 * albumin_lack
        - 1.83 * albumin_lack * ln_creatinine
        + 6.0
    )
