"""Bounds of a value that is known only in part."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hepaboard.errors import InputRangeError


@dataclass(frozen=True)
class Interval:
    """A value known to lie between two bounds, both included.

    Any numeric input of a points score takes one: "at least two metastases" is
    ``Interval(low=2)``. A bound that is left out means the end of the accepted range.

    Parameters
    ----------
    low, high
        Bounds in the unit of the input; None = not bounded on that side.

    Raises
    ------
    InputRangeError
        A bound is not a number, or the lower one exceeds the upper one.

    Examples
    --------
    >>> Interval(low=2)
    Interval(low=2, high=None)
    """

    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None and math.isnan(bound):
                raise InputRangeError(
                    "A bound of an interval was refused: it is not a number.",
                    value=bound,
                    allowed="a number, or nothing",
                    todo="Leave the bound out if it is not known.",
                )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InputRangeError(
                f"The interval from {self.low} to {self.high} was refused: it is empty.",
                value=(self.low, self.high),
                allowed="a lower bound that does not exceed the upper bound",
                todo="Exchange the bounds, or leave one out.",
            )
