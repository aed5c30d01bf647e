"""GAME score: genetic and morphological evaluation of resected colorectal liver metastases."""

from __future__ import annotations

import math

from hepaboard.case.calculators._accept import Number, choice_ends, known_inputs, truth_ends
from hepaboard.case.calculators._points import add_up, weigh
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Score
from hepaboard.case.calculators.tolerance import above, at_least, below

KRAS = ("wild_type", "mutant", "G12C")
EXTRAHEPATIC = ("none", "minimal", "controlled", "significant", "uncontrolled", "unresectable")

_CAVEATS = (
    "S2 prints 6-7 as the high group, with an expected 5-year survival of 0 % (S2-052), and gives"
    " no range for the others; in the publication high starts at 4.",
    "The publication scores KRAS; a mutation of NRAS alone brings no point.",
)
_BAND = (
    "TBS between 8 and 9: band not defined in the GAME abstract; the 3 to < 9 zone was applied"
    " (unconfirmed)."
)


def game_score(
    *,
    kras: str | None = None,
    cea_ng_ml: Number = None,
    node_positive_primary: bool | None = None,
    largest_lesion_cm: Number = None,
    n_liver_mets: Number = None,
    extrahepatic_disease: str | None = None,
) -> Score:
    """GAME score (0-7) and its group: low 0-1, medium 2-3, high from 4.

    KRAS mutated 1; CEA >= 20 ng/ml 1; node-positive primary 1; tumour burden score
    sqrt(size^2 + number^2) below 3: 0, from 3 to below 9: 1, from 9: 2; disease outside the
    liver 2.

    Parameters
    ----------
    kras
        "wild_type", "mutant" or "G12C" (a mutation); "unknown" or None is missing.
    cea_ng_ml
        0-100000 ng/ml (= ug/l).
    node_positive_primary
        Lymph nodes of the primary tumour involved.
    largest_lesion_cm
        Largest diameter, more than 0, at most 40 cm.
    n_liver_mets
        Number of liver metastases, 1-200.
    extrahepatic_disease
        "none", or how much there is: "minimal", "controlled", "significant", "uncontrolled",
        "unresectable", all of which count as present.

    Returns
    -------
    Score
        A missing input (None) or one known between bounds (`Interval`) widens the range. With 4
        or 5 points a note sets the publication's "high" beside the 6-7 that S2 prints.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    Margonis GA et al., Br J Surg 2018;105:1210-1220, doi 10.1002/bjs.10838 (points and groups:
    confirmed; burden between 8 and 9: unconfirmed). Bolhuis K et al. 2022, PMC9139295. Sasaki K
    et al., J Hepatobiliary Pancreat Sci 2021;28:581-592. S2-049 to S2-055 name KRAS and the
    tumour burden only and print high risk as 6-7; S0, S1, S3 and S4 do not mention the score.

    Examples
    --------
    >>> score = game_score(kras="mutant", cea_ng_ml=30, node_positive_primary=True,
    ...                    largest_lesion_cm=4.0, n_liver_mets=3, extrahepatic_disease="none")
    >>> score.value, score.group
    (4, 'high')
    >>> score.notes[0]
    'high (publication: 4 or more); S2 prints 6-7 as high (S2-052).'
    >>> game_score(cea_ng_ml=30, n_liver_mets=12).range
    (3, 7)
    """
    sizes = ends("largest_lesion_cm", largest_lesion_cm)
    counts = ends("n_liver_mets", n_liver_mets)
    items = (
        weigh(lambda gene: int(gene != "wild_type"), kras=choice_ends("kras", kras, KRAS)),
        weigh(lambda cea: int(at_least(cea, 20)), cea_ng_ml=ends("cea_ng_ml", cea_ng_ml)),
        weigh(
            lambda positive: int(positive),
            node_positive_primary=truth_ends("node_positive_primary", node_positive_primary),
        ),
        weigh(_burden_points, largest_lesion_cm=sizes, n_liver_mets=counts),
        weigh(
            lambda extent: 0 if extent == "none" else 2,
            extrahepatic_disease=choice_ends(
                "extrahepatic_disease", extrahepatic_disease, EXTRAHEPATIC
            ),
        ),
    )
    low, high = sum(item.low for item in items), sum(item.high for item in items)
    notes = []
    if low == high and low in (4, 5):
        notes.append("high (publication: 4 or more); S2 prints 6-7 as high (S2-052).")
    elif low <= 5 and high >= 4:
        notes.append("4 or 5 points would be high by the publication, not by S2 (6-7, S2-052).")
    in_band = len(sizes) == len(counts) == 1 and _between_8_and_9(sizes[0], counts[0])
    if in_band:
        notes.append(_BAND)
    return add_up(
        "game",
        items,
        lambda points: "low" if points <= 1 else "medium" if points <= 3 else "high",
        known_inputs(
            kras=kras,
            cea_ng_ml=cea_ng_ml,
            node_positive_primary=node_positive_primary,
            largest_lesion_cm=largest_lesion_cm,
            n_liver_mets=n_liver_mets,
            extrahepatic_disease=extrahepatic_disease,
        ),
        (*notes, *_CAVEATS),
        ("S2-049", "S2-050", "S2-051", "S2-052", "S2-053", "S2-054", "S2-055"),
        "partly_confirmed" if in_band else "confirmed",
    )


def _burden_points(size: float, count: float) -> int:
    burden = math.hypot(size, count)
    return int(at_least(burden, 3)) + int(at_least(burden, 9))


def _between_8_and_9(size: float, count: float) -> bool:
    return above(math.hypot(size, count), 8) and below(math.hypot(size, count), 9)
