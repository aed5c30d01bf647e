"""What a guideline computes of every patient of a cohort: the one plan that all engines follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hepaboard.cohort.circuit import Circuit
from hepaboard.cohort.columns import CEILING, FLOOR
from hepaboard.logic import Graph

#: Planes in one mask; bit 63 stays free because masks are signed.
MASK_BITS = 63


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest or smallest value of a lesion fact among the listed lesions of a patient."""

    column: str
    fact: str
    largest: bool

    @property
    def none(self) -> float:
        """Where nothing is known: beyond every cut."""
        return FLOOR if self.largest else CEILING


@dataclass(frozen=True, slots=True)
class Lobes:
    """Whether the listed lesions of a patient lie in both lobes: 1, else 0.

    ``left`` and ``right`` are the codes of the places in each lobe.
    """

    column: str
    fact: str
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def none(self) -> float:
        """Where nothing is known."""
        return 0.0


@dataclass(frozen=True)
class Plan:
    """Gates, and what is read off them.

    Attributes
    ----------
    codes
        Output to its gates, lowest bit first: a small number for each patient.
    masks
        Output to at most 63 gates, lowest bit first: a signed 64-bit number for each patient.
    contradictions
        What is wrong with a patient's facts to the gate that is set where it is.
    counted
        Patient column to the lesion gate that it counts.
    summaries
        Patient columns that sum up the listed lesions.
    expressions
        Column to the arithmetic node of ``graph`` that fills it.
    highest
        Column of codes to its highest code; all other columns are numbers.
    """

    circuit: Circuit
    graph: Graph
    codes: Mapping[str, tuple[int, ...]]
    masks: Mapping[str, tuple[int, ...]]
    contradictions: Mapping[str, int]
    counted: Mapping[str, int]
    summaries: tuple[Extreme | Lobes, ...]
    expressions: Mapping[str, int]
    highest: Mapping[str, int]

    def order(self, roots: Iterable[int]) -> list[int]:
        """The gates that some outputs need, arguments first."""
        return self.circuit.live(roots)

    def last_uses(self, order: Iterable[int]) -> dict[int, list[int]]:
        """After which gate of an order which other gates are not needed any more."""
        last = {arg: place for place in order for arg in self.circuit.gates[place].args}
        found: dict[int, list[int]] = {}
        for arg, place in last.items():
            found.setdefault(place, []).append(arg)
        return found

    @cached_property
    def roots(self) -> list[int]:
        """The gates of all outputs."""
        outputs = [*self.codes.values(), *self.masks.values()]
        return sorted({gate for gates in outputs for gate in gates})

    @cached_property
    def gates(self) -> list[int]:
        """All patient gates that outputs need, arguments first."""
        return self.order(self.roots)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The columns that outputs read."""
        return self.read_by([*self.gates, *self.order(self.contradictions.values())])

    @cached_property
    def counts(self) -> dict[str, int]:
        """The lesion gates that outputs need, by the column that counts them."""
        return {name: gate for name, gate in self.counted.items() if name in self.needed}

    @cached_property
    def lesion_gates(self) -> list[int]:
        """All lesion gates that outputs need, arguments first."""
        return self.order(self.counts.values())

    def read_by(self, gates: Iterable[int]) -> frozenset[str]:
        """The columns that gates read."""
        found: set[str] = set()
        for place in gates:
            test = self.circuit.gates[place].test
            if test is not None:
                found.add(test.column)
                if isinstance(test.value, str):
                    found.add(test.value)
        return frozenset(found)
