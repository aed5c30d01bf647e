"""Comparisons of derived values with a cut-off, and rounding half up."""

from __future__ import annotations

import math

TOLERANCE = 1e-9
"""Width of the band around a cut-off inside which a derived value counts as equal to it."""


def at_least(value: float, cut: float) -> bool:
    """Whether a derived value reaches the cut-off (>=), forgiving floating-point residue.

    Examples
    --------
    >>> at_least((31.0 + 1 / 3 - (23.0 + 1 / 3)) / 4, 2.0)
    True
    >>> at_least(29.96, 30)
    False
    """
    return value >= cut - TOLERANCE


def at_most(value: float, cut: float) -> bool:
    """Whether a derived value stays at or under the cut-off (<=).

    Examples
    --------
    >>> at_most(0.1 + 0.2, 0.3)
    True
    """
    return value <= cut + TOLERANCE


def above(value: float, cut: float) -> bool:
    """Whether a derived value exceeds the cut-off (>); residue above an equal value does not.

    Examples
    --------
    >>> above(0.1 + 0.2, 0.3)
    False
    """
    return value > cut + TOLERANCE


def below(value: float, cut: float) -> bool:
    """Whether a derived value falls short of the cut-off (<).

    Examples
    --------
    >>> below(4.9, 5.0), below(5.0, 5.0)
    (True, False)
    """
    return value < cut - TOLERANCE


def round_half_up(value: float) -> int:
    """The nearest whole number, a half going up (never to the even neighbour).

    Examples
    --------
    >>> round_half_up(22.5), round_half_up(23.5)
    (23, 24)
    """
    return math.floor(value + 0.5)
