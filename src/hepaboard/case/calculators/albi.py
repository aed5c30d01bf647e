"""ALBI: albumin-bilirubin score and grade."""

from __future__ import annotations

import math
from itertools import product

from hepaboard.case.calculators._accept import Allowed, Number, known_inputs, number_ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import at_most

UMOL_L_PER_MG_DL = 17.1
G_L_PER_G_DL = 10.0

_BILIRUBIN = Allowed(
    0.1,
    1000 / UMOL_L_PER_MG_DL,
    "mg/dl (at most 1000 umol/l)",
    likely="umol/l entered as mg/dl: divide by 17.1.",
)
_ALBUMIN = Allowed(0.5, 7, "g/dl", likely="g/l entered as g/dl: divide by ten.")
_NOTES = (
    "Formula and grades agree in secondary references; the original article was not checked"
    " (partly confirmed).",
    "None of the five source documents uses it.",
)


def albi_score(*, bilirubin_mg_dl: Number = None, albumin_g_dl: Number = None) -> Score:
    """ALBI score and its grade: 1 up to -2.60, 2 up to -1.39, 3 above.

    0.66 x log10(bilirubin in umol/l) - 0.085 x albumin in g/l, with mg/dl x 17.1 = umol/l and
    g/dl x 10 = g/l.

    Parameters
    ----------
    bilirubin_mg_dl
        0.1 mg/dl up to 1000 umol/l (58.48 mg/dl).
    albumin_g_dl
        0.5-7 g/dl.

    Returns
    -------
    Score
        `group` "grade 1" to "grade 3"; for grade 2 a note gives 2a or 2b (split at -2.27:
        unconfirmed). A missing input (None) or one between bounds (`Interval`) widens the range.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    Johnson PJ et al., J Clin Oncol 2015;33:550-558 (partly confirmed). None of the five source
    documents uses it.

    Examples
    --------
    >>> score = albi_score(bilirubin_mg_dl=1.0, albumin_g_dl=4.0)
    >>> round(score.value, 4), score.group
    (-2.5862, 'grade 2')
    """
    possible = {
        "bilirubin_mg_dl": number_ends("bilirubin_mg_dl", bilirubin_mg_dl, _BILIRUBIN),
        "albumin_g_dl": number_ends("albumin_g_dl", albumin_g_dl, _ALBUMIN),
    }
    found = [_albi(bilirubin, albumin) for bilirubin, albumin in product(*possible.values())]
    low, high = min(found), max(found)
    settled = low == high
    grade = _grade(low) if _grade(low) == _grade(high) else None
    notes = list(_NOTES)
    if grade == "grade 2" and at_most(low, -2.27) == at_most(high, -2.27):
        notes.append(f"Modified grade {'2a' if at_most(low, -2.27) else '2b'} (unconfirmed).")
    return Score(
        name="albi",
        value=low if settled else None,
        range=(low, high),
        group=grade,
        missing=() if settled else tuple(n for n, known in possible.items() if len(known) > 1),
        inputs=known_inputs(bilirubin_mg_dl=bilirubin_mg_dl, albumin_g_dl=albumin_g_dl),
        status="partly_confirmed",
        notes=tuple(notes),
    )


def _albi(bilirubin_mg_dl: float, albumin_g_dl: float) -> float:
    return (
        0.66 * math.log10(bilirubin_mg_dl * UMOL_L_PER_MG_DL) - 0.085 * albumin_g_dl * G_L_PER_G_DL
    )


def _grade(score: float) -> str:
    if at_most(score, -2.60):
        return "grade 1"
    return "grade 2" if at_most(score, -1.39) else "grade 3"
