"""Synchronous or metachronous metastases, by two consensus definitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from hepaboard.case.calculators._accept import known_inputs, refuse
from hepaboard.case.calculators._calendar import add_months
from hepaboard.case.calculators.score import Status

Label = Literal["synchronous", "early metachronous", "late metachronous"]

DEFINITIONS = {
    "E-AHPBA 2023": "clock starts at the diagnosis of the primary",
    "EGOSLIM 2015": "clock starts at the surgery of the primary",
}
_LABELS: tuple[Label, ...] = ("synchronous", "early metachronous", "late metachronous")
_NOTES = (
    "Other authors call metastases synchronous within 3, 4 or 6 months; survival did not differ"
    " between such limits in one series (Engstrand 2019).",
    "S1, S2, S3 and S4 say synchronous without an interval (S2-041, S4-024).",
    "The 12-month item of the Fong score is a disease-free interval, not this label.",
)


@dataclass(frozen=True, kw_only=True)
class MetastasisTiming:
    """Timing label under one named definition; None while a missing date decides it."""

    label: Label | None
    possible: tuple[Label, ...]
    definition: str
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status = "confirmed"
    notes: tuple[str, ...] = _NOTES
    rows: tuple[str, ...] = ("S2-041", "S4-024", "S0-002")


def classify_timing(
    *,
    primary_diagnosis_date: date | None = None,
    primary_surgery_date: date | None = None,
    metastasis_detection_date: date | None = None,
    definition: str = "E-AHPBA 2023",
) -> MetastasisTiming:
    """Synchronous, early metachronous (within 12 calendar months) or late metachronous.

    E-AHPBA 2023 (E-AHPBA, ESSO, ESCP, ESGAR, CIRSE): synchronous = found at the presentation of
    the primary; 12 months from its diagnosis. EGOSLIM 2015: synchronous = at or before the
    diagnosis of the primary; 12 months from its surgery. The same day 12 months later is still
    early; a metastasis found before the primary is synchronous.

    Parameters
    ----------
    primary_diagnosis_date, primary_surgery_date, metastasis_detection_date
        Calendar dates; the surgery counts for EGOSLIM only.
    definition
        "E-AHPBA 2023" or "EGOSLIM 2015".

    Returns
    -------
    MetastasisTiming
        None, with the labels still possible, while a missing date (None) could change it. A
        primary that was never removed has no EGOSLIM clock.

    Raises
    ------
    InputRangeError
        A value is not a calendar date, or the definition is not known.

    References
    ----------
    Siriwardena AK et al., Br J Surg 2023, doi 10.1093/bjs/znad124. Adam R et al., Cancer Treat
    Rev 2015;41:729 (both confirmed). S2-041 and S4-024 give no interval; the worked example of
    S0 is metachronous (S0-002).

    Examples
    --------
    >>> classify_timing(primary_diagnosis_date=date(2024, 3, 1),
    ...                   metastasis_detection_date=date(2025, 3, 1)).label
    'early metachronous'
    >>> classify_timing(primary_diagnosis_date=date(2024, 3, 1),
    ...                   metastasis_detection_date=date(2025, 3, 1),
    ...                   definition="EGOSLIM 2015").missing
    ('primary_surgery_date',)
    """
    if definition not in DEFINITIONS:
        raise refuse("definition", definition, "it is not in the list", ", ".join(DEFINITIONS))
    dates = {
        "primary_diagnosis_date": primary_diagnosis_date,
        "primary_surgery_date": primary_surgery_date,
        "metastasis_detection_date": metastasis_detection_date,
    }
    for name, value in dates.items():
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise refuse(name, value, "it is not a calendar date", "a date, YYYY-MM-DD")
    if definition == "E-AHPBA 2023":
        del dates["primary_surgery_date"]
    clock = "primary_surgery_date" if "primary_surgery_date" in dates else "primary_diagnosis_date"
    possible = _possible(primary_diagnosis_date, dates[clock], metastasis_detection_date)
    settled = possible[0] if len(possible) == 1 else None
    return MetastasisTiming(
        label=settled,
        possible=possible,
        definition=definition,
        missing=() if settled else tuple(name for name, value in dates.items() if value is None),
        inputs=known_inputs(**dates),
    )


def _possible(
    diagnosis: date | None, clock: date | None, detection: date | None
) -> tuple[Label, ...]:
    """Labels that the known dates leave open."""
    if detection is None:
        return _LABELS
    if diagnosis is not None and detection <= diagnosis:
        return ("synchronous",)
    later = _LABELS[1:]
    if clock is not None:
        later = _LABELS[1:2] if detection <= add_months(clock, 12) else _LABELS[2:]
    return later if diagnosis is not None else (_LABELS[0], *later)
