"""What may be known of a case, for a solver: every fact, and what the rules of plausibility demand.

Every fact may be unknown. Numbers stand on a grid that is finer than any constant they are
compared with, so that every cell between two constants has a point. A patient has up to three
listed lesions, and as many more as the number of metastases leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import z3

from hepaboard.guideline.model import Guideline
from hepaboard.logic import Bounds, FactType, Members, Value

LESIONS = 3
#: Decimals of the grid on which a computed number stands.
FINE = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact of one subject: solver variables by part (see ``Encoding.cell``)."""

    fact: FactType
    parts: tuple[Any, ...]


class Encoding:
    """All facts of a guideline as solver variables, with what always holds of them."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self.types = guideline.vocabulary.types
        self.cells: dict[tuple[str, int | None], Cell] = {}
        self.kept: dict[tuple[str, int | None, Value | None], tuple[Any, Any]] = {}
        self.solver = z3.Solver()
        self.listed = z3.Int("listed")
        self.solver.add(self.listed >= 0, self.listed <= LESIONS)
        rules = guideline.implication_program.graph
        for name in {**guideline.graph.facts, **rules.facts}:
            for lesion in range(LESIONS) if self.types[name].scope == "lesion" else (None,):
                self.cell(name, lesion)
        for name in guideline.settings:
            self.solver.add(self.known(self.cell(name, None)))
        if guideline.vocabulary.counter is not None:
            low, high = self.counted()
            self.solver.add(high >= self.listed)
            self.solver.add(z3.Or(self.listed == 0, low >= self.listed))

    def counted(self) -> tuple[Any, Any]:
        """The least and the greatest number of lesions."""
        counter = self.guideline.vocabulary.counter
        assert counter is not None
        low, high = self.cell(counter, None).parts
        return low, high

    def cell(self, name: str, lesion: int | None) -> Cell:
        """The variables of a fact: certain and possible; code (0 unknown); per member certain and
        possible; known and number; or lowest and highest."""
        if (name, lesion) not in self.cells:
            fact = self.types[name]
            place = name if lesion is None else f"{name}.{lesion}"
            parts: tuple[Any, ...]
            if fact.kind == "boolean":
                parts = z3.Bools(f"{place}.c {place}.p")
                self.solver.add(z3.Implies(parts[0], parts[1]))
            elif fact.kind == "enum":
                parts = (z3.Int(place),)
                self.solver.add(parts[0] >= 0, parts[0] <= len(fact.values))
            elif fact.kind == "set":
                pairs = [z3.Bools(f"{place}.{v}.c {place}.{v}.p") for v in fact.values]
                for certain, possible in pairs:
                    self.solver.add(z3.Implies(certain, possible))
                parts = tuple(part for pair in pairs for part in pair)
            elif fact.bounded:
                parts = z3.Ints(f"{place}.low {place}.high")
                low, high = self.ends(fact)
                self.solver.add(parts[0] >= low - 1, parts[1] <= high + 1, parts[0] <= parts[1])
                self.solver.add(parts[0] <= high, parts[1] >= low)
            else:
                parts = (z3.Bool(f"{place}.k"), z3.Int(place))
                low, high = self.ends(fact)
                self.solver.add(parts[1] >= low, parts[1] <= high)
            self.cells[name, lesion] = Cell(fact, tuple(parts))
        return self.cells[name, lesion]

    def ends(self, fact: FactType) -> tuple[int, int]:
        """The range of a number on its grid; one step beyond it stands for no bound."""
        return self.grid(fact, fact.low), self.grid(fact, fact.high)

    def grid(self, fact: FactType, value: Any) -> int:
        """A number on the grid of its fact."""
        return round(Decimal(str(value)).scaleb(FINE if fact.computed else fact.digits))

    def known(self, cell: Cell) -> Any:
        """That a fact is known to the end."""
        fact, parts = cell.fact, cell.parts
        if fact.kind == "boolean":
            return parts[0] == parts[1]
        if fact.kind == "enum":
            return parts[0] > 0
        if fact.kind == "set":
            return z3.And([c == p for c, p in zip(parts[::2], parts[1::2], strict=True)])
        return parts[0] == parts[1] if fact.bounded else parts[0]

    def holds(self, name: str, value: Value | None, lesion: int | None = None) -> Any:
        """That a fact has this value; for an interval, that it is at least as narrow."""
        cell = self.cell(name, lesion)
        fact, parts = cell.fact, cell.parts
        if fact.kind == "boolean":
            return z3.And(parts[0] == (value is True), parts[1] == (value is not False))
        if fact.kind == "enum":
            return parts[0] == (0 if value is None else fact.values.index(str(value)) + 1)
        if fact.kind == "set":
            said = _set(fact, value)
            return z3.And([part == bit for part, bit in zip(parts, said, strict=True)])
        if not fact.bounded:
            if value is None:
                return z3.Not(parts[0])
            return z3.And(parts[0], parts[1] == self.grid(fact, value))
        low, high = self.ends(fact)
        if value is None:
            return z3.And(parts[0] == low - 1, parts[1] == high + 1)
        if isinstance(value, Bounds):
            wanted = []
            if value.low is not None:
                wanted.append(parts[0] >= self.grid(fact, value.low))
            if value.high is not None:
                wanted.append(parts[1] <= self.grid(fact, value.high))
            return z3.And(wanted)
        exact = self.grid(fact, value)
        return z3.And(parts[0] == exact, parts[1] == exact)

    def exactly(self, name: str, value: Value | None, lesion: int | None = None) -> Any:
        """That a fact has this value and is known no better."""
        if not isinstance(value, Bounds):
            return self.holds(name, value, lesion)
        cell = self.cell(name, lesion)
        low, high = self.ends(cell.fact)
        least = low - 1 if value.low is None else self.grid(cell.fact, value.low)
        most = high + 1 if value.high is None else self.grid(cell.fact, value.high)
        return z3.And(cell.parts[0] == least, cell.parts[1] == most)

    def keep(self, name: str, lesion: int | None, value: Value | None) -> tuple[Any, Any]:
        """A switch, and that a fact has exactly this value while it is on; made once."""
        place = (name, lesion, value)
        if place not in self.kept:
            on = z3.Bool(f"keep {name} {lesion} {len(self.kept)}")
            self.kept[place] = on, z3.Implies(on, self.exactly(name, value, lesion))
        return self.kept[place]


def _set(fact: FactType, value: Any) -> list[bool]:
    """Certain and possible of every member."""
    found = []
    for member in fact.values:
        has = isinstance(value, Members) and member in value.has
        lacks = isinstance(value, Members) and (
            member not in value.has if value.lacks is None else member in value.lacks
        )
        found += [has, not lacks]
    return found
