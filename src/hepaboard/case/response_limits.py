"""The sums of diameters at which RECIST 1.1 begins to speak of response and of progression."""

from __future__ import annotations

PARTIAL_SHARE = 0.70
PROGRESSION_FACTOR = 1.20
PROGRESSION_MM = 5.0
BASELINE_DAYS = 28


def partial_limit_mm(baseline_mm: float) -> float:
    """The largest sum that is still a partial response, in mm: 70 % of the baseline.

    Parameters
    ----------
    baseline_mm
        Sum of the target diameters before treatment.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247, doi 10.1016/j.ejca.2008.10.026.

    Examples
    --------
    >>> partial_limit_mm(100)
    70.0
    """
    return PARTIAL_SHARE * baseline_mm


def progression_limit_mm(nadir_mm: float) -> float:
    """The smallest sum that is progression, in mm: 20 % and 5 mm above the nadir.

    Parameters
    ----------
    nadir_mm
        Smallest sum so far, baseline included.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247, doi 10.1016/j.ejca.2008.10.026.

    Examples
    --------
    >>> progression_limit_mm(40), progression_limit_mm(15)
    (48.0, 20.0)
    """
    return max(PROGRESSION_FACTOR * nadir_mm, nadir_mm + PROGRESSION_MM)
