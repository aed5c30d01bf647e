"""Where a number matters: the boundaries between which no condition can tell two values apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from hepaboard.logic import FactType

#: The fewest decimals that name a number between two boundaries are looked for up to here.
MOST_DIGITS = 12
#: ``(v, False)`` is "x >= v", ``(v, True)`` is "x > v"; in order along the number line.
Boundary = tuple[Fraction, bool]


@dataclass(frozen=True)
class Cuts:
    """The boundaries of one numeric fact, in the scale that the engines use (scaled integers).

    A value lies in cell i if it has reached exactly the first i boundaries.
    """

    fact: FactType
    boundaries: tuple[Boundary, ...]

    @cached_property
    def place(self) -> Mapping[Boundary, int]:
        """The place of each boundary."""
        return {boundary: i for i, boundary in enumerate(self.boundaries)}

    def boundary(self, op: str, cut: Fraction | int | float) -> int:
        """The place of the boundary that ``x op cut`` asks for (op is >= or >)."""
        return self.place[boundary_of(self.fact, op, cut)]

    def cell(self, value: Fraction) -> int:
        """The cell of a value in the engines' scale."""
        return sum(value > cut if strict else value >= cut for cut, strict in self.boundaries)

    def number(self, cell: int, near: Decimal | None) -> Decimal:
        """A plain number of a cell, as a user would write it; the nearest to ``near``.

        Raises
        ------
        ValueError
            The cell lies outside the range of the fact.
        """
        low, high = self.range_places
        if not low <= cell < high:
            raise ValueError(f"{self.fact.name}: cell {cell} is out of range")
        step = Fraction(1, 10**self.fact.digits)
        if near is not None and self.cell(scaled(self.fact, near)) == cell:
            return near
        wanted = Fraction(near) if near is not None else Fraction(0)
        if self.fact.computed:
            for digits in range(MOST_DIGITS):
                found = self._multiple(cell, Fraction(1, 10**digits), Fraction(1), wanted)
                if found is not None:
                    return found
        found = self._multiple(cell, step, 1 / step, wanted)
        if found is None:
            raise ValueError(f"{self.fact.name}: no number in cell {cell}")
        return found

    @property
    def range_places(self) -> tuple[int, int]:
        """First cell in range, and the first one above it."""
        return self.cell_of_end(">=", self.fact.low), self.cell_of_end(">", self.fact.high)

    def cell_of_end(self, op: str, end: Decimal | None) -> int:
        """The first cell at or beyond an end of the range."""
        if end is None:
            return 0 if op == ">=" else len(self.boundaries) + 1
        return self.boundary(op, scaled(self.fact, end)) + 1

    def _multiple(
        self, cell: int, step: Fraction, scale: Fraction, wanted: Fraction
    ) -> Decimal | None:
        """The multiple of a step in a cell that is nearest to the wanted number."""
        low = self.boundaries[cell - 1] if cell else None
        high = self.boundaries[cell] if cell < len(self.boundaries) else None
        first = None if low is None else _first(low, step * scale)
        last = None if high is None else _last(high, step * scale)
        if first is not None and last is not None and first > last:
            return None
        near = round(wanted / step)
        if first is not None:
            near = max(near, first)
        if last is not None:
            near = min(near, last)
        number = near * step
        return Decimal(number.numerator) / Decimal(number.denominator)


def _first(low: Boundary, step: Fraction) -> int:
    """The smallest whole number of steps that has reached a boundary."""
    cut, strict = low[0] / step, low[1]
    return floor(cut) + 1 if strict else ceil(cut)


def _last(high: Boundary, step: Fraction) -> int:
    """The largest whole number of steps that has not reached a boundary."""
    return _first(high, step) - 1


def scaled(fact: FactType, value: Decimal | int) -> Fraction:
    """A value as the engines hold it: an integer of the fact's precision, or the number itself."""
    return Fraction(value) if fact.computed else Fraction(value) * 10**fact.digits


def boundary_of(fact: FactType, op: str, cut: Fraction | int | float) -> Boundary:
    """The boundary that ``x op cut`` asks for; of scaled integers always a ``>=``."""
    value = Fraction(cut)
    if fact.computed:
        return (value, op == ">")
    whole = floor(value) + 1 if op == ">" else ceil(value)
    return (Fraction(whole), False)


def cuts_of(fact: FactType, asked: Iterable[tuple[str, Fraction | int | float]]) -> Cuts:
    """The cuts of a fact: what conditions ask, and the ends of its range."""
    found = {boundary_of(fact, op, cut) for op, cut in asked}
    if fact.low is not None:
        found.add(boundary_of(fact, ">=", scaled(fact, fact.low)))
    if fact.high is not None:
        found.add(boundary_of(fact, ">", scaled(fact, fact.high)))
    return Cuts(fact, tuple(sorted(found)))
