"""Converts a recorded number into the unit of its fact."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hepaboard.errors import HepaboardError

#: Unit names joined by / or *, with small powers. What pint would calculate is not a unit.
_UNIT = re.compile(r"[A-Za-zµμ%]{1,12}(\^?-?[1-3])?([*/·][A-Za-zµμ%]{1,12}(\^?-?[1-3])?){0,3}")


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
    if not _UNIT.fullmatch(unit):
        raise UnitError(f"{unit[:40]!r} is not a unit.", value=unit, allowed=target)
    registry = _registry()
    try:
        quantity = registry.Quantity(float(value), _power(unit))
        wanted = registry.Unit(_power(target))
        if not quantity.is_compatible_with(wanted) and molar_mass_g_mol is not None:
            mass = registry.Quantity(float(molar_mass_g_mol), "g/mol")
            by_mass = quantity * mass
            quantity = by_mass if by_mass.is_compatible_with(wanted) else quantity / mass
        return float(quantity.to(wanted).magnitude)
    except Exception as error:  # pint raises many kinds, some of them its own tokenizer's
        raise UnitError(
            f"{unit!r} cannot be turned into {target}.", value=unit, allowed=target
        ) from error


def _power(unit: str) -> str:
    """cm3 as the library writes it: cm**3."""
    return re.sub(r"\b(cm|mm|m)([23])\b", r"\1**\2", unit)
