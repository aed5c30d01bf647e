"""Child-Pugh score and class."""

from __future__ import annotations

from hepaboard.case.calculators._accept import Number, accept_choice, known_inputs
from hepaboard.case.calculators._points import add_up, weigh
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import above, at_least, below

ASCITES = ("none", "mild", "moderate", "severe")

_NOTES = (
    "Not validated for livers without cirrhosis that hold metastases.",
    "Some texts give 3 points for albumin below 3.0 g/dl; 2.8 is used here.",
    "Use before resection, ablation or radioembolisation has no agreed limit for metastases"
    " (unconfirmed). None of the five source documents uses the score; S2 asks for normal liver"
    " function before ablation (S2-119, S2-168).",
)


def child_pugh_score(
    *,
    bilirubin_mg_dl: Number = None,
    albumin_g_dl: Number = None,
    inr: Number = None,
    ascites: str | bool | None = None,
    encephalopathy_grade: Number = None,
) -> Score:
    """Child-Pugh score (5-15) and its class: A 5-6, B 7-9, C 10-15.

    Points 1, 2, 3: bilirubin < 2, 2-3, > 3 mg/dl; albumin > 3.5, 2.8-3.5, < 2.8 g/dl; INR < 1.7,
    1.7-2.3, > 2.3; ascites none, mild, moderate or severe; encephalopathy none, grade 1-2,
    grade 3-4. The ends of the middle band bring 2 points.

    Parameters
    ----------
    bilirubin_mg_dl
        0.1-60 mg/dl.
    albumin_g_dl
        0.5-7 g/dl.
    inr
        0.5-15.
    ascites
        "none", "mild", "moderate" or "severe"; False is "none", True is ascites of unknown
        degree.
    encephalopathy_grade
        0-4, 0 = none.

    Returns
    -------
    Score
        A missing input (None) or one known between bounds (`Interval`) widens the range.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    Restated in a review table of Cleve Clin J Med and in Harrison's Principles of Internal
    Medicine (confirmed; Harrison's and PMC3017746 print albumin 3.0 where 2.8 is used here). None
    of the five source documents uses it; bilirubin limits of S2 for ablation: S2-128, S2-169,
    S2-170.

    Examples
    --------
    >>> score = child_pugh_score(bilirubin_mg_dl=2.5, albumin_g_dl=3.0, inr=1.5, ascites="mild",
    ...                          encephalopathy_grade=0)
    >>> score.value, score.group
    (8, 'B')
    >>> score = child_pugh_score(bilirubin_mg_dl=1.0, albumin_g_dl=4.0, inr=1.0, ascites=False)
    >>> score.range, score.missing
    ((5, 7), ('encephalopathy_grade',))
    """
    items = (
        weigh(
            lambda value: 1 + int(at_least(value, 2)) + int(above(value, 3)),
            bilirubin_mg_dl=ends("bilirubin_mg_dl", bilirubin_mg_dl),
        ),
        weigh(
            lambda value: 3 - int(at_least(value, 2.8)) - int(above(value, 3.5)),
            albumin_g_dl=ends("albumin_g_dl", albumin_g_dl),
        ),
        weigh(
            lambda value: 3 - int(below(value, 1.7)) - int(not above(value, 2.3)),
            inr=ends("inr", inr),
        ),
        weigh(lambda degree: min(ASCITES.index(degree) + 1, 3), ascites=_degrees(ascites)),
        weigh(
            lambda grade: 1 + int(grade >= 1) + int(grade >= 3),
            encephalopathy_grade=ends("encephalopathy_grade", encephalopathy_grade),
        ),
    )
    return add_up(
        "child_pugh",
        items,
        lambda points: "A" if points <= 6 else "B" if points <= 9 else "C",
        known_inputs(
            bilirubin_mg_dl=bilirubin_mg_dl,
            albumin_g_dl=albumin_g_dl,
            inr=inr,
            ascites=ascites,
            encephalopathy_grade=encephalopathy_grade,
        ),
        _NOTES,
        ("S2-119", "S2-128", "S2-168", "S2-169", "S2-170"),
    )


def _degrees(ascites: str | bool | None) -> tuple[str, ...]:
    if ascites is True:
        return ASCITES[1:]
    if ascites is False:
        return ASCITES[:1]
    known = accept_choice("ascites", ascites, ASCITES)
    return ASCITES if known is None else (known,)
