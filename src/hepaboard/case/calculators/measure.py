"""A calculated quantity with its unit and method."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hepaboard.case.calculators.score import Status


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A calculated quantity, or the names of the inputs that are still needed for it.

    Parameters
    ----------
    name
        Short id of the quantity, for example ``"body_surface"``.
    value
        The quantity at full precision, None if an input is missing.
    unit
        Unit of the value.
    method
        The formula that was used, by its usual name.
    missing
        Inputs without which there is no value.
    inputs
        What was known and used, by input name.
    status
        How far the formula was checked against its publication.
    notes
        Caveats to show with the value; anything unconfirmed is labelled so.
    rows
        Statement rows of the source documents that touch the quantity.

    Raises
    ------
    ValueError
        A value is given together with missing inputs, or neither is.

    Examples
    --------
    >>> Measure(name="body_surface", value=None, unit="m2", method="Mosteller",
    ...         missing=("weight_kg",)).value is None
    True
    """

    name: str
    value: float | None
    unit: str
    method: str
    missing: tuple[str, ...] = ()
    inputs: dict[str, Any] = field(default_factory=dict)
    status: Status = "confirmed"
    notes: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.missing):
            raise ValueError(f"{self.name}: give either a value or what is missing for it")
