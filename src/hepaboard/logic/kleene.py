"""Strong Kleene logic on two bits: bit 1 "certainly true", bit 0 "possibly true".

FALSE is 0b00, UNKNOWN 0b01, TRUE 0b11, so that AND is ``&``, OR is ``|`` and the order
FALSE < UNKNOWN < TRUE is the order of the numbers. The fourth combination never occurs.
This is the only module that knows what the bits mean; generated code uses the same operators.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """One three-valued truth value."""

    FALSE = 0b00
    UNKNOWN = 0b01
    TRUE = 0b11

    @property
    def certain(self) -> bool:
        """True only for TRUE."""
        return self == Truth.TRUE

    @property
    def possible(self) -> bool:
        """True for TRUE and UNKNOWN."""
        return self != Truth.FALSE

    @property
    def as_bool(self) -> bool | None:
        """True, False or None (unknown)."""
        return {Truth.TRUE: True, Truth.FALSE: False}.get(self)

    @staticmethod
    def of(value: bool | None) -> Truth:
        """The truth value of a Python bool; None is UNKNOWN."""
        if value is None:
            return Truth.UNKNOWN
        return Truth.TRUE if value else Truth.FALSE


FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE

#: NOT as a table indexed by the value; index 2 does not occur.
NOT = (3, 1, 1, 0)


def negate(value: int) -> Truth:
    """NOT: swaps TRUE and FALSE, keeps UNKNOWN."""
    return Truth(NOT[value])


def conjunction(values: Iterable[int]) -> Truth:
    """AND: the minimum; TRUE for no values."""
    result = 3
    for value in values:
        result &= value
    return Truth(result)


def disjunction(values: Iterable[int]) -> Truth:
    """OR: the maximum; FALSE for no values."""
    result = 0
    for value in values:
        result |= value
    return Truth(result)


def at_least(k: int, values: Iterable[int]) -> Truth:
    """``count_true(values) >= k``: settled as soon as the known values settle it."""
    certain = possible = 0
    for value in values:
        certain += value >> 1
        possible += value & 1
    return Truth(threshold(certain, possible, k))


def threshold(certain: float, possible: float, k: int) -> int:
    """``n >= k`` for a count n that is known to lie in [certain, possible]."""
    return 3 if certain >= k else 1 if possible >= k else 0


def unlisted_all(value: int, low: float, high: float) -> int:
    """What low to high further lesions of this one value add to ``all``.

    No further lesion changes nothing (TRUE); where there may be none, FALSE is only possible.
    """
    if high == 0:
        return 3
    return value if low > 0 else value | 1


def unlisted_any(value: int, low: float, high: float) -> int:
    """What low to high further lesions of this one value add to ``any``."""
    if high == 0:
        return 0
    return value if low > 0 else value & 1
