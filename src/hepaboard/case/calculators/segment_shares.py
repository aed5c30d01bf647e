"""Published shares of the liver volume by segment, and a synthetic filler for demonstrations."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators._accept import refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status

_MISE = "Mise Y et al., HPB 2014;16:487 (107 normal livers)"
_ABDALLA = "Abdalla EK et al., Surgery 2004;135:404-410 (n = 102)"


@dataclass(frozen=True, kw_only=True)
class SegmentShare:
    """Published share of a part of the liver in total liver volume, in words and percent."""

    part: str
    share: str
    source: str
    status: Status


PUBLISHED: tuple[SegmentShare, ...] = (
    SegmentShare(
        part="segment 8", share="median 26.1 % (11.1-38.0)", source=_MISE, status="confirmed"
    ),
    SegmentShare(
        part="order of size",
        share="8 > 7 > 4 > 5 > 3 > 6 > 2 > 1",
        source=_MISE,
        status="confirmed",
    ),
    SegmentShare(
        part="segments 2 and 3", share="each below 10 %", source=_MISE, status="confirmed"
    ),
    SegmentShare(
        part="right hemiliver", share="60-65 %", source="PMID 18621638", status="confirmed"
    ),
    SegmentShare(
        part="right hemiliver",
        share="64.6 +/- 4.5 %",
        source="159 Chinese donors",
        status="confirmed",
    ),
    SegmentShare(
        part="right liver", share="65 +/- 7 % (49-82)", source=_ABDALLA, status="unconfirmed"
    ),
    SegmentShare(
        part="left liver", share="33 +/- 7 % (17-49)", source=_ABDALLA, status="unconfirmed"
    ),
    SegmentShare(
        part="segment 4", share="17 +/- 4 % (10-29)", source=_ABDALLA, status="unconfirmed"
    ),
    SegmentShare(
        part="segments 2 + 3",
        share="16 +/- 4 % (5-27); below 20 % in more than 75 % of people",
        source=_ABDALLA,
        status="unconfirmed",
    ),
    SegmentShare(part="segment 1", share="about 2 %", source=_ABDALLA, status="unconfirmed"),
)

_FILLER = {1: 3.5, 2: 8.0, 3: 9.3, 4: 14.0, 5: 12.7, 6: 9.0, 7: 17.4, 8: 26.1}


@dataclass(frozen=True, kw_only=True)
class DemonstrationVolumes:
    """Synthetic segment volumes in cm3 by segment number, with the label to show beside them."""

    volumes_cm3: dict[int, float]
    label: str = "synthetic demonstration volumes, not evidence and not a patient's liver"


def demonstration_volumes(*, total_liver_volume_cm3: float) -> DemonstrationVolumes:
    """Invented segment volumes in cm3 for a demonstration without segmentation.

    Shares in percent: S1 3.5, S2 8.0, S3 9.3, S4 14.0, S5 12.7, S6 9.0, S7 17.4, S8 26.1. One
    segment alone ranges over 11-38 % between people, so an average must never stand in for the
    volumetry of a patient.

    Parameters
    ----------
    total_liver_volume_cm3
        400-8000 cm3.

    Raises
    ------
    InputRangeError
        The volume lies outside its accepted range, is missing or is NaN.

    References
    ----------
    None: the filler is synthetic. Published shares with their status: `PUBLISHED`. None of the
    five source documents gives segment volumes.

    Examples
    --------
    >>> round(demonstration_volumes(total_liver_volume_cm3=1500).volumes_cm3[8], 1)
    391.5
    """
    total = accept("total_liver_volume_cm3", total_liver_volume_cm3)
    if total is None:
        raise refuse("total_liver_volume_cm3", None, "a demonstration needs it", "400 to 8000 cm3")
    return DemonstrationVolumes(
        volumes_cm3={segment: total * share / 100 for segment, share in _FILLER.items()}
    )
