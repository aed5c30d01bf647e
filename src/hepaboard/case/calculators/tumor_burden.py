"""Tumour burden score: size and number of liver metastases in one figure."""

from __future__ import annotations

import math
from itertools import product

from hepaboard.case.calculators._accept import Number, known_inputs
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import at_least

_NOTES = (
    "Formula and the cuts 3 and 9 were checked in later publications, not in the original article"
    " (partly confirmed).",
    "Record where the diameter was measured; for planning use preoperative imaging. The original"
    " mixed pathology and imaging diameters (unconfirmed).",
    "Cuts published for imaging-only series or for hepatocellular carcinoma differ and are not"
    " used here.",
    "S2 names the score without a formula or cuts (S2-050, S2-051).",
)


def tumor_burden_score(*, largest_lesion_cm: Number = None, n_liver_mets: Number = None) -> Score:
    """Tumour burden score and its zone: 1 below 3, 2 from 3 to below 9, 3 from 9 upwards.

    TBS = sqrt(D^2 + N^2) with D the largest diameter in cm and N the number of liver lesions.

    Parameters
    ----------
    largest_lesion_cm
        Largest diameter, more than 0, at most 40 cm.
    n_liver_mets
        Number of liver metastases, 1-200.

    Returns
    -------
    Score
        `value` at full precision (two decimals for display), `group` "zone 1" to "zone 3". With
        an input missing or bounded the range covers its accepted values; the lower end is not
        reached when the size is missing.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN; a size above 40 asks whether
        millimetres were entered.

    References
    ----------
    Sasaki K et al., Ann Surg 2018;267:132-141, doi 10.1097/SLA.0000000000002064 (partly
    confirmed). Formula restated in Front Surg 2022, doi 10.3389/fsurg.2022.992991; cuts restated
    in Margonis GA et al., Br J Surg 2018;105:1210-1220. S2-050 and S2-051 name the score without
    formula or cuts; S0, S1, S3 and S4 do not mention it.

    Examples
    --------
    >>> score = tumor_burden_score(largest_lesion_cm=3, n_liver_mets=4)
    >>> score.value, score.group
    (5.0, 'zone 2')
    >>> score = tumor_burden_score(n_liver_mets=9)
    >>> score.value, score.group, score.missing
    (None, 'zone 3', ('largest_lesion_cm',))
    """
    possible = {
        "largest_lesion_cm": ends("largest_lesion_cm", largest_lesion_cm),
        "n_liver_mets": ends("n_liver_mets", n_liver_mets),
    }
    found = [math.hypot(size, count) for size, count in product(*possible.values())]
    low, high = min(found), max(found)
    settled = low == high
    return Score(
        name="tbs",
        value=low if settled else None,
        range=(low, high),
        group=_zone(low) if _zone(low) == _zone(high) else None,
        missing=() if settled else tuple(n for n, known in possible.items() if len(known) > 1),
        inputs=known_inputs(largest_lesion_cm=largest_lesion_cm, n_liver_mets=n_liver_mets),
        status="partly_confirmed",
        notes=_NOTES,
        rows=("S2-050", "S2-051"),
    )


def _zone(tbs: float) -> str:
    if at_least(tbs, 9):
        return "zone 3"
    return "zone 2" if at_least(tbs, 3) else "zone 1"
