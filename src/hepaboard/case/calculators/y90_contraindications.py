"""Published contraindications to radioembolisation, for education."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators._accept import accept_truth
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above
from hepaboard.case.calculators.y90_resin import EDUCATION

_RESIN = "SIR-Spheres label, approved indication (resin)"


@dataclass(frozen=True, kw_only=True)
class Contraindication:
    """One published contraindication: present, absent, or open while inputs are missing."""

    name: str
    says: str
    present: bool | None
    missing: tuple[str, ...]
    source: str
    status: Status
    note: str = EDUCATION


def list_y90_contraindications(
    *,
    lung_shunt_fraction: float | None = None,
    bilirubin_mg_dl: float | None = None,
    bilirubin_reversible_cause: bool | None = None,
    liver_radiotherapy_before: bool | None = None,
    ascites: bool | None = None,
    clinical_liver_failure: bool | None = None,
    liver_tests_markedly_abnormal: bool | None = None,
    uncorrectable_reflux: bool | None = None,
    disseminated_extrahepatic: bool | None = None,
    capecitabine_within_2_months: bool | None = None,
    portal_vein_thrombosis: bool | None = None,
    tumour_replacement_pct: float | None = None,
    synthetic_function_kept: bool | None = None,
) -> tuple[Contraindication, ...]:
    """The published contraindications to radioembolisation, each judged by itself (education only).

    Parameters
    ----------
    lung_shunt_fraction
        On 99mTc-MAA imaging, 0 to below 1; contraindicated above 0.20.
    bilirubin_mg_dl
        0.1-60 mg/dl; contraindicated above 2 without a reversible cause.
    bilirubin_reversible_cause
        Whether there is one.
    tumour_replacement_pct
        Share of the liver replaced by tumour, 0-100 %; contraindicated above 70 unless synthetic
        function is kept.
    synthetic_function_kept
        Whether it is.
    liver_radiotherapy_before, ascites, clinical_liver_failure, liver_tests_markedly_abnormal, \
uncorrectable_reflux, disseminated_extrahepatic, portal_vein_thrombosis
        Present or not. Reflux: into gut or pancreas on the angiogram.
    capecitabine_within_2_months
        Given in the 2 months before, or planned for any time after.

    Returns
    -------
    tuple of Contraindication
        An item that depends on a missing input (None) is open and names it.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN.

    References
    ----------
    SIR-Spheres label (confirmed; portal vein thrombosis in the label of the United States). The
    bilirubin and replacement items are general (partly confirmed). S2 gives no eligibility test;
    its bilirubin limit of 2 mg/dl is written for ablation (S2-169). D22.

    Examples
    --------
    >>> found = list_y90_contraindications(lung_shunt_fraction=0.20, bilirubin_mg_dl=2.4)
    >>> [(one.name, one.missing) for one in found if one.name in ("shunt", "bilirubin")]
    [('shunt', ()), ('bilirubin', ('bilirubin_reversible_cause',))]
    """
    shunt = accept("lung_shunt_fraction", lung_shunt_fraction)
    bilirubin = accept("bilirubin_mg_dl", bilirubin_mg_dl)
    replaced = accept("tumour_replacement_pct", tumour_replacement_pct)
    jaundice = {
        "bilirubin_mg_dl": None if bilirubin is None else above(bilirubin, 2),
        "bilirubin_reversible_cause": _opposite(
            accept_truth("bilirubin_reversible_cause", bilirubin_reversible_cause)
        ),
    }
    replacement = {
        "tumour_replacement_pct": None if replaced is None else above(replaced, 70),
        "synthetic_function_kept": _opposite(
            accept_truth("synthetic_function_kept", synthetic_function_kept)
        ),
    }
    failure = {
        "ascites": accept_truth("ascites", ascites),
        "clinical_liver_failure": accept_truth("clinical_liver_failure", clinical_liver_failure),
    }
    by_label = (
        ("radiotherapy", "external irradiation of the liver before", "liver_radiotherapy_before",
         liver_radiotherapy_before),
        ("liver tests", "synthesis or excretion markedly abnormal",
         "liver_tests_markedly_abnormal", liver_tests_markedly_abnormal),
        ("reflux", "reflux to gut or pancreas that cannot be corrected", "uncorrectable_reflux",
         uncorrectable_reflux),
        ("dissemination", "disseminated disease outside the liver", "disseminated_extrahepatic",
         disseminated_extrahepatic),
        ("capecitabine", "capecitabine in the 2 months before or at any time after",
         "capecitabine_within_2_months", capecitabine_within_2_months),
        ("portal vein", "portal vein thrombosis (label of the United States)",
         "portal_vein_thrombosis", portal_vein_thrombosis),
    )  # fmt: skip
    shunted = {"lung_shunt_fraction": None if shunt is None else above(shunt, 0.20)}
    return (
        _all("shunt", "lung shunt above 20 %", shunted, _RESIN, "confirmed"),
        _any("liver failure", "ascites or clinical liver failure", failure),
        *(
            _all(name, says, {field: accept_truth(field, value)}, _RESIN, "confirmed")
            for name, says, field, value in by_label
        ),
        _all("bilirubin", "bilirubin above 2 mg/dl without a reversible cause", jaundice),
        _all("replacement", "over 70 % tumour without synthetic function kept", replacement),
    )


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def _all(
    name: str,
    says: str,
    parts: dict[str, bool | None],
    source: str = "general",
    status: Status = "partly_confirmed",
) -> Contraindication:
    known = list(parts.values())
    present = False if False in known else None if None in known else True
    return _item(name, says, parts, present, source, status)


def _any(name: str, says: str, parts: dict[str, bool | None]) -> Contraindication:
    known = list(parts.values())
    present = True if True in known else None if None in known else False
    return _item(name, says, parts, present, _RESIN, "confirmed")


def _item(
    name: str,
    says: str,
    parts: dict[str, bool | None],
    present: bool | None,
    source: str,
    status: Status,
) -> Contraindication:
    missing = tuple(field for field, value in parts.items() if value is None)
    return Contraindication(
        name=name,
        says=says,
        present=present,
        missing=missing if present is None else (),
        source=source,
        status=status,
    )
