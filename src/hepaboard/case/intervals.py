"""Values that may be intervals: whether two can both be right, and what they say together."""

from __future__ import annotations

from typing import Any

from hepaboard.logic import Bounds, Members, Value


def agree(hand: Value, value: Value) -> bool:
    """Whether two values, or intervals, can both be right."""
    if isinstance(hand, Bounds) or isinstance(value, Bounds):
        least, most = low(hand), high(hand)
        other_least, other_most = low(value), high(value)
        below = most is not None and other_least is not None and most < other_least
        above = least is not None and other_most is not None and least > other_most
        return not (below or above)
    return hand == value


def both_of(hand: Value, value: Value) -> Value:
    """What is known where two values, or intervals, that agree are taken together."""
    if not isinstance(hand, Bounds):
        return hand
    if not isinstance(value, Bounds):
        return value
    least = max((end for end in (hand.low, value.low) if end is not None), default=None)
    most = min((end for end in (hand.high, value.high) if end is not None), default=None)
    return least if least is not None and least == most else Bounds(least, most)


def low(value: Value) -> Any:
    """The least that a value can be."""
    return value.low if isinstance(value, Bounds) else value


def high(value: Value) -> Any:
    """The most that a value can be."""
    return value.high if isinstance(value, Bounds) else value


def short(value: Value) -> str:
    """A value in a few words, for messages."""
    if isinstance(value, Bounds):
        if value.high is None:
            return f"at least {value.low}"
        return f"at most {value.high}" if value.low is None else f"{value.low} to {value.high}"
    if isinstance(value, Members):
        return ", ".join(sorted(value.has)) or "none"
    return str(value)
