"""The values of a fact in cells: within one, no condition of the guideline tells two apart."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hepaboard.logic import FactType, Members, Value
from hepaboard.logic.valuation import encode
from hepaboard.missing.cut import Cut, Cuts


@dataclass(frozen=True, slots=True)
class Cell:
    """Values that every condition treats alike.

    ``members`` of an enumeration, ``("false",)`` or ``("true",)`` of a yes/no fact and of a
    member of a set; for numbers all that lies between two cuts, in the fact's own scale.
    ``inside`` is False for numbers that the vocabulary's range leaves out: they exist only
    where a case records one.
    """

    members: tuple[str, ...] = ()
    low: Cut | None = None
    high: Cut | None = None
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells of one fact, in order; of a set, of one of its members."""

    fact: FactType
    cells: tuple[Cell, ...]
    starts: tuple[Cut, ...] = ()
    member: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """The fact's name, and the member of the set."""
        return self.fact.name, self.member

    def holding(self, raw: float) -> int:
        """The place of the cell that a number (in the fact's own scale) lies in."""
        return bisect_right(self.starts, Cut(raw, False))

    def beyond(self, cut: Cut) -> tuple[int, ...]:
        """The places of the cells on the far side of a cut; it must be one of the cells' cuts."""
        place = cut if self.fact.computed else cut.whole
        return tuple(i for i, cell in enumerate(self.cells) if cell.low and cell.low >= place)

    def possible(self, value: Value | None) -> tuple[int, ...]:
        """The places of the cells that a value, or what is known of it, allows."""
        fact = self.fact
        if fact.kind == "set":
            return self._member(value)
        if value is None:
            return tuple(i for i, cell in enumerate(self.cells) if cell.inside)
        if fact.numeric:
            return self._number(value)
        word = ("true" if value else "false") if fact.kind == "boolean" else str(value)
        return tuple(i for i, cell in enumerate(self.cells) if word in cell.members)

    def _member(self, value: Value | None) -> tuple[int, ...]:
        if isinstance(value, Members):
            if self.member in value.has:
                return (1,)
            if value.lacks is None or self.member in value.lacks:
                return (0,)
        return (0, 1)

    def _number(self, value: Value) -> tuple[int, ...]:
        raw = encode(self.fact, value)
        if not isinstance(raw, tuple):
            assert raw is not None
            return (self.holding(raw),)
        low, high = raw
        first = 0 if math.isinf(low) else self.holding(low)
        last = len(self.cells) - 1 if math.isinf(high) else self.holding(high)
        span = tuple(range(first, last + 1))
        return tuple(i for i in span if self.cells[i].inside) or span


def cells_of(fact: FactType, cuts: Cuts) -> Iterator[Cells]:
    """The cells of a fact; of a set, those of each member that a condition asks for."""
    if fact.kind == "boolean":
        yield Cells(fact, (Cell(("false",)), Cell(("true",))))
    elif fact.kind == "set":
        for member in fact.values:
            if member in cuts.members:
                yield Cells(fact, (Cell(("false",)), Cell(("true",))), member=member)
    elif fact.kind == "enum":
        alike: dict[tuple[bool, ...], list[str]] = {}
        groups = sorted(cuts.groups, key=sorted)
        for word in fact.values:
            alike.setdefault(tuple(word in group for group in groups), []).append(word)
        yield Cells(fact, tuple(Cell(tuple(words)) for words in alike.values()))
    else:
        yield _number_cells(fact, cuts.places)


def _number_cells(fact: FactType, places: set[Cut]) -> Cells:
    """The intervals between the cuts, from minus to plus infinity; of whole numbers none empty.

    The ends of the accepted range are cuts too, so that a cell lies inside or outside as a whole.
    """
    range_ = (
        Cut(_scaled(fact, fact.low, -math.inf), False),
        Cut(_scaled(fact, fact.high, math.inf), True),
    )
    if not fact.computed:
        places = {place.whole for place in places}
        range_ = (range_[0].whole, range_[1].whole)
    starts = tuple(sorted(cut for cut in {*places, *range_} if not math.isinf(cut.at)))
    ends = (Cut(-math.inf, False), *starts, Cut(math.inf, True))
    cells = tuple(
        Cell(low=low, high=high, inside=range_[0] <= low and high <= range_[1])
        for low, high in itertools.pairwise(ends)
    )
    return Cells(fact, cells, starts)


def _scaled(fact: FactType, end: Decimal | None, otherwise: float) -> float:
    """An end of the range in the fact's own scale."""
    if end is None:
        return otherwise
    return float(end) if fact.computed else int(end.scaleb(fact.digits))
