"""Zhu risk groups, as the publication defines them."""

from __future__ import annotations

from hepaboard.case.calculators._accept import Number, choice_ends, known_inputs
from hepaboard.case.calculators._points import add_up, weigh
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import at_least

T_STAGES = ("T1", "T2", "T3", "T4")

_NOTES = (
    "Zhu 2014 as published: S2 prints another list (primary T3-T4; 3 or more metastases or 5 cm;"
    " synchronous; CEA) without a count that makes high risk (S2-039 to S2-043).",
    "Author list and DOI of the publication: unconfirmed.",
)


def zhu_score(
    *,
    primary_t_stage: str | None = None,
    n_liver_mets: Number = None,
    largest_lesion_cm: Number = None,
    cea_ng_ml: Number = None,
) -> Score:
    """Zhu count of risk factors (0-4) as published, and its group: low 0-2, high 3-4.

    One point each: primary T4; 4 or more liver metastases; largest lesion >= 5 cm;
    CEA >= 5 ng/ml. The group was published for the question which patients with resectable
    metastases lived longer with chemotherapy before resection.

    Parameters
    ----------
    primary_t_stage
        "T1", "T2", "T3" or "T4"; "unknown" or None is missing. T3 brings no point.
    n_liver_mets
        Number of liver metastases, 1-200; exactly 4 scores.
    largest_lesion_cm
        Largest diameter, more than 0, at most 40 cm; exactly 5.0 scores.
    cea_ng_ml
        0-100000 ng/ml (= ug/l); exactly 5.0 scores.

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
    Zhu D et al., PLoS One 2014;9:e86543, PMID 24466143 (factors, cut-offs, groups: confirmed;
    author list and doi 10.1371/journal.pone.0086543: unconfirmed). S2-039 to S2-047 cite it with
    other factors: see `s2_risk_factors`. S1 and S4 keep poor-prognosis lists of their own (D03).

    Examples
    --------
    >>> score = zhu_score(primary_t_stage="T4", n_liver_mets=4, largest_lesion_cm=3.0,
    ...                   cea_ng_ml=6.0)
    >>> score.value, score.group
    (3, 'high')
    >>> zhu_score(primary_t_stage="T3", n_liver_mets=2).group
    'low'
    """
    items = (
        weigh(
            lambda stage: int(stage == "T4"),
            primary_t_stage=choice_ends("primary_t_stage", primary_t_stage, T_STAGES),
        ),
        weigh(lambda count: int(count >= 4), n_liver_mets=ends("n_liver_mets", n_liver_mets)),
        weigh(
            lambda size: int(at_least(size, 5)),
            largest_lesion_cm=ends("largest_lesion_cm", largest_lesion_cm),
        ),
        weigh(lambda cea: int(at_least(cea, 5)), cea_ng_ml=ends("cea_ng_ml", cea_ng_ml)),
    )
    return add_up(
        "zhu",
        items,
        lambda points: "low" if points <= 2 else "high",
        known_inputs(
            primary_t_stage=primary_t_stage,
            n_liver_mets=n_liver_mets,
            largest_lesion_cm=largest_lesion_cm,
            cea_ng_ml=cea_ng_ml,
        ),
        _NOTES,
        tuple(f"S2-{number:03d}" for number in range(39, 48)),
    )
