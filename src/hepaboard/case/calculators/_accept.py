"""Checks an input against its accepted range and lists the values that remain possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from hepaboard.case.calculators.interval import Interval
from hepaboard.errors import InputRangeError

Number = int | float | Interval | None
"""A numeric input of a score: known, bounded or missing."""

TODO = "Correct the value, or leave it out if it is not known; nothing was computed."


@dataclass(frozen=True)
class Allowed:
    """Accepted range of a numeric input; a validation limit, not evidence."""

    low: float
    high: float
    unit: str = ""
    low_open: bool = False
    high_open: bool = False
    whole: bool = False
    likely: str | None = None

    @property
    def text(self) -> str:
        """The range in words."""
        if self.low_open or self.high_open:
            first = f"more than {self.low:g}" if self.low_open else f"at least {self.low:g}"
            last = f"less than {self.high:g}" if self.high_open else f"at most {self.high:g}"
            words = f"{first}, {last}"
        else:
            words = f"{self.low:g} to {self.high:g}"
        prefix = "whole number, " if self.whole else ""
        return f"{prefix}{words} {self.unit}".rstrip()

    def admits(self, value: float) -> bool:
        """Whether the value lies inside."""
        over = value > self.low if self.low_open else value >= self.low
        under = value < self.high if self.high_open else value <= self.high
        return over and under and (not self.whole or value == math.floor(value))


def refuse(
    field: str, value: Any, why: str, allowed: str, likely: str | None = None
) -> InputRangeError:
    """The error for one refused input, ready to be raised."""
    return InputRangeError(
        f"{field} = {value!r} was refused: {why}.",
        field=field,
        value=value,
        allowed=allowed,
        likely=likely,
        todo=TODO,
    )


def accept_number(field: str, value: Any, allowed: Allowed) -> float | None:
    """The checked number (int for a count), None if it is missing."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, Real):
        raise refuse(field, value, "it is not a number", allowed.text)
    number = int(value) if isinstance(value, Integral) else float(value)
    if number != number:
        raise refuse(field, number, "NaN is not a value", allowed.text)
    if not allowed.admits(number):
        likely = allowed.likely if number > allowed.high else None
        raise refuse(field, number, "it lies outside the accepted range", allowed.text, likely)
    return int(number) if allowed.whole else float(number)


def accept_truth(field: str, value: Any) -> bool | None:
    """The checked yes or no, None if it is missing."""
    if value is None or isinstance(value, bool):
        return value
    raise refuse(field, value, "it is neither true nor false", "true, false")


def accept_choice(field: str, value: Any, choices: Sequence[str]) -> str | None:
    """The checked name out of a list; None and "unknown" mean missing."""
    if value is None or value == "unknown":
        return None
    if isinstance(value, str) and value in choices:
        return value
    raise refuse(field, value, "it is not in the list", ", ".join([*choices, "unknown"]))


def number_ends(field: str, value: Number, allowed: Allowed) -> tuple[float, ...]:
    """The lowest and highest value still possible; one value if it is known."""
    if isinstance(value, Interval):
        low = accept_number(field, value.low, _with_ends(allowed))
        high = accept_number(field, value.high, _with_ends(allowed))
        ends = (allowed.low if low is None else low, allowed.high if high is None else high)
        return ends if ends[0] < ends[1] else (ends[0],)
    known = accept_number(field, value, allowed)
    return (allowed.low, allowed.high) if known is None else (known,)


def truth_ends(field: str, value: Any) -> tuple[bool, ...]:
    """Both answers if it is missing, else the known one."""
    known = accept_truth(field, value)
    return (False, True) if known is None else (known,)


def choice_ends(field: str, value: Any, choices: Sequence[str]) -> tuple[str, ...]:
    """All names if it is missing, else the known one."""
    known = accept_choice(field, value, choices)
    return tuple(choices) if known is None else (known,)


def known_inputs(**values: Any) -> dict[str, Any]:
    """The inputs that were given, without the missing ones."""
    return {name: value for name, value in values.items() if value not in (None, "unknown")}


def missing_inputs(**values: Any) -> tuple[str, ...]:
    """Names of the inputs that were not given."""
    return tuple(name for name, value in values.items() if value in (None, "unknown"))


def _with_ends(allowed: Allowed) -> Allowed:
    return Allowed(allowed.low, allowed.high, allowed.unit, whole=allowed.whole)
