"""Standardised total liver volume from the body surface."""

from __future__ import annotations

from hepaboard.case.calculators._accept import accept_choice, known_inputs, missing_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.measure import Measure

_FORMULAS = {
    "vauthey": ("Vauthey", 1267.28, -794.41),
    "urata": ("Urata", 706.2, 2.4),
}
_NOTES = {
    "vauthey": "Which body surface formula the original series used: unconfirmed.",
    "urata": "From a Japanese population; gives smaller livers than Vauthey.",
}


def standard_liver_volume(*, body_surface_m2: float | None, formula: str = "vauthey") -> Measure:
    """Standardised total liver volume in cm3, estimated from the body surface.

    Vauthey: -794.41 + 1267.28 x BSA. Urata: 706.2 x BSA + 2.4.

    Parameters
    ----------
    body_surface_m2
        More than 0, at most 5 m2; record by which formula (`estimate_body_surface`).
    formula
        "vauthey" or "urata".

    Returns
    -------
    Measure
        `method` records the formula. With the surface missing (None) the value is None.

    Raises
    ------
    InputRangeError
        The surface lies outside its accepted range, is NaN, or is so small that the formula
        gives no positive volume; or the formula is not known.

    References
    ----------
    Vauthey JN et al., Liver Transpl 2002;8:233-240; same coefficients in Ribero D et al., Ann
    Surg 2013, doi 10.1097/SLA.0000000000000213 (confirmed). S3-021 and S4-008 refer the remnant
    to the standard volume, S1 and S2 to the measured one (D06).

    Examples
    --------
    >>> round(standard_liver_volume(body_surface_m2=1.8).value, 2)
    1486.69
    >>> round(standard_liver_volume(body_surface_m2=1.8, formula="urata").value, 2)
    1273.56
    """
    surface = accept("body_surface_m2", body_surface_m2, like="derived_surface_m2")
    if accept_choice("formula", formula, tuple(_FORMULAS)) is None:
        raise refuse("formula", formula, "a formula has to be named", ", ".join(_FORMULAS))
    method, slope, offset = _FORMULAS[formula]
    volume = None if surface is None else offset + slope * surface
    if volume is not None and volume <= 0:
        raise refuse(
            "body_surface_m2",
            surface,
            f"the {method} formula gives no positive liver volume for it",
            f"more than {-offset / slope:.4f} m2",
        )
    return Measure(
        name="standard_liver_volume",
        value=volume,
        unit="cm3",
        method=method,
        missing=missing_inputs(body_surface_m2=surface),
        inputs=known_inputs(body_surface_m2=surface),
        notes=(_NOTES[formula],),
        rows=("S3-021", "S4-008"),
    )
