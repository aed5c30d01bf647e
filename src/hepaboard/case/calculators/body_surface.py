"""Body surface area."""

from __future__ import annotations

import math
from collections.abc import Callable

from hepaboard.case.calculators._accept import accept_choice, known_inputs, missing_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.measure import Measure

_FORMULAS: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "mosteller": ("Mosteller", lambda height, weight: math.sqrt(height * weight / 3600)),
    "dubois": ("DuBois", lambda height, weight: 0.007184 * height**0.725 * weight**0.425),
}


def estimate_body_surface(
    *, height_cm: float | None, weight_kg: float | None, formula: str = "mosteller"
) -> Measure:
    """Body surface area in m2.

    Mosteller: sqrt(height x weight / 3600). DuBois: 0.007184 x height^0.725 x weight^0.425.

    Parameters
    ----------
    height_cm
        100-230 cm.
    weight_kg
        25-300 kg.
    formula
        "mosteller" or "dubois" (the one that the resin microsphere label uses).

    Returns
    -------
    Measure
        `method` records the formula. With a missing input (None) the value is None.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or is NaN, or the formula is not known.

    References
    ----------
    Formulas as used with the standard liver volume of Vauthey JN et al., Liver Transpl
    2002;8:233-240 (which of the two that series used: unconfirmed). None of the five source
    documents gives one.

    Examples
    --------
    >>> round(estimate_body_surface(height_cm=170, weight_kg=70).value, 4)
    1.8181
    >>> round(estimate_body_surface(height_cm=170, weight_kg=70, formula="dubois").value, 4)
    1.8097
    """
    height = accept("height_cm", height_cm)
    weight = accept("weight_kg", weight_kg)
    if accept_choice("formula", formula, tuple(_FORMULAS)) is None:
        raise refuse("formula", formula, "a formula has to be named", ", ".join(_FORMULAS))
    method, area = _FORMULAS[formula]
    return Measure(
        name="body_surface",
        value=None if height is None or weight is None else area(height, weight),
        unit="m2",
        method=method,
        missing=missing_inputs(height_cm=height, weight_kg=weight),
        inputs=known_inputs(height_cm=height, weight_kg=weight),
    )
