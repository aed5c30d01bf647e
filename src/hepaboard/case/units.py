"""Converts a recorded number into the unit of its fact."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from hepaboard.errors import HepaboardError


class UnitError(HepaboardError):
    """A unit is unknown or measures something else."""


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint  # slow to import, and most cases need no conversion

    return pint.UnitRegistry()


def convert(value: Decimal, unit: str, target: str, molar_mass_g_mol: Decimal | None) -> float:
    """The value in the target unit, as float64.

    Parameters
    ----------
    value, unit
        As recorded.
    target
        The unit of the fact.
    molar_mass_g_mol
        Lets an amount of substance (umol/L) become a mass (mg/dL); None: only like to like.

    Raises
    ------
    UnitError
        The unit is not known, or cannot be turned into the target.
    """
    registry = _registry()
    try:
        quantity = registry.Quantity(float(value), unit)
        wanted = registry.Unit(target)
        if not quantity.is_compatible_with(wanted) and molar_mass_g_mol is not None:
            mass = registry.Quantity(float(molar_mass_g_mol), "g/mol")
            by_mass = quantity * mass
            quantity = by_mass if by_mass.is_compatible_with(wanted) else quantity / mass
        return float(quantity.to(wanted).magnitude)
    except Exception as error:  # pint raises many kinds, some of them its own tokenizer's
        raise UnitError(
            f"{unit!r} cannot be turned into {target}.", value=unit, allowed=target
        ) from error
