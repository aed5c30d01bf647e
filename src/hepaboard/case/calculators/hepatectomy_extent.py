"""Minor or major hepatectomy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.case.calculators._accept import refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status

Extent = Literal["minor", "major"]

THRESHOLDS = (3, 4)


@dataclass(frozen=True, kw_only=True)
class HepatectomyExtent:
    """Extent of a resection under the threshold in use, and under both definitions.

    `usual` counts 3 segments or more as major, `s2` 4 or more.
    """

    extent: Extent | None
    threshold: int
    usual: Extent | None
    s2: Extent | None
    n_segments_resected: int | None
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]
    rows: tuple[str, ...] = ("S2-075", "S2-088")


def classify_hepatectomy(
    *, n_segments_resected: int | None, threshold: int = 3
) -> HepatectomyExtent:
    """Minor or major hepatectomy by the number of whole segments removed.

    Parameters
    ----------
    n_segments_resected
        0-7, see `Resection.n_segments_resected`; a wedge removes 0.
    threshold
        Smallest number that is major: 3 (usual) or 4 (S2).

    Returns
    -------
    HepatectomyExtent
        The extent under the threshold that was set, which stands beside it, and under both. None
        while the number is missing (None).

    Raises
    ------
    InputRangeError
        The number lies outside 0-7 or is not whole, or the threshold is neither 3 nor 4.

    References
    ----------
    Strasberg SM, J Hepatobiliary Pancreat Surg 2005;12:351-355; PMID 18621638 (3 or more:
    confirmed). Reddy SK et al., HPB 2011;13:494-502 (4 or more: unconfirmed). S2 counts fewer
    than 4 as minor (S2-075), 4 or more as major (S2-088), also in its figures of mortality
    (S2-082); S1, S3 and S4 count segments of the remnant only.

    Examples
    --------
    >>> found = classify_hepatectomy(n_segments_resected=3)
    >>> found.extent, found.threshold, found.s2
    ('major', 3, 'minor')
    """
    if isinstance(threshold, bool) or threshold not in THRESHOLDS:
        raise refuse("threshold", threshold, "it is not in the list", "3, 4")
    accepted = accept("n_segments_resected", n_segments_resected)
    count = None if accepted is None else int(accepted)
    usual, s2 = (None if count is None else _extent(count, cut) for cut in THRESHOLDS)
    notes = ["Major from 3 segments is the usual rule, from 4 the rule of S2 (S2-075, S2-088)."]
    if threshold == 4:
        notes.append("4 segments as the proposal of Reddy 2011: unconfirmed.")
    return HepatectomyExtent(
        extent=usual if threshold == 3 else s2,
        threshold=threshold,
        usual=usual,
        s2=s2,
        n_segments_resected=count,
        missing=("n_segments_resected",) if count is None else (),
        status="confirmed",
        notes=tuple(notes),
    )


def _extent(count: int, threshold: int) -> Extent:
    return "major" if count >= threshold else "minor"
