"""Fong clinical risk score for resected colorectal liver metastases."""

from __future__ import annotations

from hepaboard.case.calculators._accept import Number, known_inputs, truth_ends
from hepaboard.case.calculators._points import add_up, weigh
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import above, at_least, below

_CAVEATS = (
    "Derived in patients without preoperative chemotherapy. Worked out before neoadjuvant"
    " treatment it did not predict survival in one series, worked out again afterwards it did"
    " (Ayez 2011).",
    "It separates prognoses, but not sharply enough to decide on treatment (Bolhuis 2022).",
    "Resection margin and disease outside the liver also predicted outcome, but carry no points.",
    "S2 names the score with size, number and CEA only and prints neither points nor cut-offs"
    " (S2-048); its CEA limit of 5 ng/ml belongs to another list (S2-042).",
)
_SYNCHRONOUS = (
    "Counting synchronous disease as an interval under 12 months: unconfirmed convention."
)


def fong_score(
    *,
    node_positive_primary: bool | None = None,
    disease_free_interval_months: Number = None,
    n_liver_mets: Number = None,
    cea_ng_ml: Number = None,
    largest_lesion_cm: Number = None,
    synchronous: bool | None = None,
) -> Score:
    """Fong clinical risk score (0-5) and its group: low 0-2, high 3-5.

    One point each: node-positive primary; disease-free interval < 12 months; more than one
    liver metastasis; preoperative CEA > 200 ng/ml; largest liver metastasis > 5 cm. Every cut is
    strict: exactly 12 months, 200 ng/ml or 5.0 cm brings no point.

    Parameters
    ----------
    node_positive_primary
        Lymph nodes of the primary tumour involved.
    disease_free_interval_months
        Months from the primary tumour to the metastases, 0-600.
    n_liver_mets
        Number of liver metastases, 1-200.
    cea_ng_ml
        Preoperative CEA, 0-100000 ng/ml (= ug/l).
    largest_lesion_cm
        Largest diameter, more than 0, at most 40 cm.
    synchronous
        Metastases found together with the primary. Used only if the interval is missing: true
        then counts as 0 months (unconfirmed convention).

    Returns
    -------
    Score
        A missing input (None) or one known between bounds (`Interval`) widens the range; the
        value is None until no missing input can change it.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    Fong Y et al., Ann Surg 1999;230:309-318, doi 10.1097/00000658-199909000-00004 (factors,
    cut-offs and groups: confirmed). Ayez N et al. 2011, PMC3171666. Bolhuis K et al. 2022,
    PMC9139295. S2 (S2-048, S2-054) names the score without cut-offs and leaves out the nodes and
    the interval; S0, S1, S3 and S4 do not mention it.

    Examples
    --------
    >>> score = fong_score(node_positive_primary=True, disease_free_interval_months=6,
    ...                    n_liver_mets=1, cea_ng_ml=12, largest_lesion_cm=3.0)
    >>> score.value, score.group
    (2, 'low')
    >>> score = fong_score(node_positive_primary=True, disease_free_interval_months=6,
    ...                    n_liver_mets=3)
    >>> score.value, score.range, score.group, score.missing
    (None, (3, 5), 'high', ('cea_ng_ml', 'largest_lesion_cm'))
    """
    nodes = truth_ends("node_positive_primary", node_positive_primary)
    together = truth_ends("synchronous", synchronous)
    interval = ends("disease_free_interval_months", disease_free_interval_months)
    by_convention = disease_free_interval_months is None and together == (True,)
    if by_convention:
        interval = (0.0,)

    items = (
        weigh(lambda positive: int(positive), node_positive_primary=nodes),
        weigh(lambda months: int(below(months, 12)), disease_free_interval_months=interval),
        weigh(lambda count: int(count > 1), n_liver_mets=ends("n_liver_mets", n_liver_mets)),
        weigh(lambda cea: int(above(cea, 200)), cea_ng_ml=ends("cea_ng_ml", cea_ng_ml)),
        weigh(
            lambda size: int(above(size, 5)),
            largest_lesion_cm=ends("largest_lesion_cm", largest_lesion_cm),
        ),
    )
    counted_as_zero = by_convention or interval == (0.0,)
    notes = [_SYNCHRONOUS] if counted_as_zero else []
    if synchronous and at_least(interval[0], 12):
        notes.append("Recorded as synchronous although the interval is 12 months or more.")
    return add_up(
        "fong",
        items,
        lambda points: "low" if points <= 2 else "high",
        known_inputs(
            node_positive_primary=node_positive_primary,
            disease_free_interval_months=0.0 if by_convention else disease_free_interval_months,
            n_liver_mets=n_liver_mets,
            cea_ng_ml=cea_ng_ml,
            largest_lesion_cm=largest_lesion_cm,
            synchronous=synchronous,
        ),
        (*notes, *_CAVEATS),
        ("S2-048", "S2-054"),
        "partly_confirmed" if counted_as_zero else "confirmed",
    )
