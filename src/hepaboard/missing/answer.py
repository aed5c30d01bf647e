"""A cell as people say it, and as one value that lies in it."""

from __future__ import annotations

import math
from decimal import Decimal

from hepaboard.guideline import Fact
from hepaboard.logic import FactType, Value
from hepaboard.missing.cells import Cell, Cells
from hepaboard.missing.cut import Cut

FINEST = 12


def cell_words(fact: Fact, cells: Cells, place: int) -> str:
    """A cell in words: "mutant", "20 to less than 25 %", "yes"."""
    cell = cells.cells[place]
    if fact.type.kind in ("boolean", "set"):
        yes = cell.members == ("true",)
        if cells.member is None:
            return "yes" if yes else "no"
        return fact.word(cells.member) if yes else f"not {fact.word(cells.member)}"
    if fact.type.kind == "enum":
        return " or ".join(fact.word(word) for word in cell.members)
    unit = f" {fact.entry.unit}" if fact.entry.unit else ""
    return _between(cells, cell) + unit


def cell_value(cells: Cells, place: int, least: float = -math.inf, most: float = math.inf) -> Value:
    """A value in a cell, between two bounds in the fact's own scale; of a number one of few digits.

    Raises
    ------
    ValueError
        The bounds leave nothing of the cell.
    """
    cell, fact = cells.cells[place], cells.fact
    if fact.kind in ("boolean", "set"):
        return cell.members == ("true",)
    if fact.kind == "enum":
        return cell.members[0]
    assert cell.low is not None and cell.high is not None
    if not fact.computed:
        low = max(cell.low.whole.at, Cut(least, False).whole.at)
        high = min(cell.high.whole.at, Cut(most, True).whole.at) - 1
        if low > high:
            raise ValueError(f"nothing of {fact.name} is left")
        edge = fact.low is not None and low <= int(fact.low.scaleb(fact.digits))
        whole = high if math.isfinite(high) and (edge or not math.isfinite(low)) else low
        return Decimal(int(whole)).scaleb(-fact.digits)
    return _float_value(cells, place, least, most)


def _float_value(cells: Cells, place: int, least: float, most: float) -> Decimal:
    """The number with the fewest decimals, near that end of the cell that conditions cut."""
    cell = cells.cells[place]
    assert cell.low is not None and cell.high is not None
    low, high = max(cell.low.at, least), min(cell.high.at, most)
    range_low = -math.inf if cells.fact.low is None else float(cells.fact.low)
    from_above = not math.isfinite(low) or (low <= range_low and math.isfinite(high))
    for digits in range(FINEST + 1):
        step = 10**digits
        near = math.floor(high * step) if from_above else math.ceil(low * step)
        for whole in (near, near - 1 if from_above else near + 1):
            value = Decimal(whole).scaleb(-digits)
            if cells.holding(float(value)) == place and least <= float(value) <= most:
                return value
    if least <= most and cells.holding(least) == place:
        return Decimal(repr(least))
    raise ValueError(f"nothing of {cells.fact.name} is left")


def _between(cells: Cells, cell: Cell) -> str:
    """A number's cell: from and to, without the ends of the accepted range."""
    fact = cells.fact
    assert cell.low is not None and cell.high is not None
    if not fact.computed:
        return _whole(fact, int(cell.low.whole.at), int(cell.high.whole.at) - 1)
    low, high = round(cell.low.at, 6), round(cell.high.at, 6)
    first = fact.low is not None and low <= float(fact.low)
    last = fact.high is not None and high >= float(fact.high)
    if low == high:
        return f"{low:g}"
    if first and last:
        return "any"
    # A tolerance is folded into the cut, so that the cut before 30 stands a little below it.
    more = cell.low.after or cell.low.at > low
    under = "less than " if not cell.high.after and cell.high.at <= high else ""
    if first:
        return f"{under or 'at most '}{high:g}"
    if last:
        return f"{'more than' if more else 'at least'} {low:g}"
    return f"{'more than ' if more else ''}{low:g} to {under}{high:g}"


def _whole(fact: FactType, low: int, high: int) -> str:
    """Whole numbers, or decimals held as such."""
    least, most = (f"{Decimal(end).scaleb(-fact.digits):f}" for end in (low, high))
    first = fact.low is not None and low <= int(fact.low.scaleb(fact.digits))
    last = fact.high is not None and high >= int(fact.high.scaleb(fact.digits))
    if low == high:
        return least
    if first:
        return "any" if last else f"at most {most}"
    return f"at least {least}" if last else f"{least} to {most}"
