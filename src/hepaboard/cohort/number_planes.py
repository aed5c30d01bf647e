"""What is known of the ends of numbers: from columns, listed lesions, settings and rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from hepaboard.cohort.circuit import FALSE, Circuit
from hepaboard.cohort.columns import (
    CEILING,
    FLOOR,
    LISTED,
    Test,
    extreme_column,
    high_column,
    low_column,
)
from hepaboard.cohort.minimal import minimal
from hepaboard.cohort.planes import Planes
from hepaboard.logic import FactType


class Span(NamedTuple):
    """Where ``gate`` is set, a number is known to lie between low and high."""

    gate: int
    low: float
    high: float


class NumberPlanes:
    """The planes of numbers.

    Parameters
    ----------
    extremes
        Per fact the lesion fact whose extreme it is, and whether the largest: an end that the
        listed lesions give where the recorded value does not contradict it.
    counter
        The fact that counts the lesions; it is never below the number listed.
    """

    def __init__(
        self,
        circuit: Circuit,
        types: Mapping[str, FactType],
        extremes: Mapping[str, tuple[str, bool]],
        counter: str | None,
    ) -> None:
        self.circuit = circuit
        self.types = types
        self.extremes = extremes
        self.counter = counter
        self.spans: dict[str, tuple[Span, ...]] = {}

    def add(self, gate: int, name: str, low: float, high: float) -> None:
        """Where a gate is set, a number lies between these."""
        known = {(span.low, span.high): span.gate for span in self.spans.get(name, ())}
        either = self.circuit.disjunction((known.get((low, high), FALSE), gate))
        known[low, high] = minimal(self.circuit, either)
        self.spans[name] = tuple(Span(g, *ends) for ends, g in known.items())

    def compare(self, name: str, op: str, cut: float) -> Planes:
        """Whether a number passes a cut: its lower end does, or its upper end does not."""
        if op == ">=":
            return Planes(self.low(name, ">=", cut), self.high(name, "<", cut))
        return Planes(self.low(name, ">", cut), self.high(name, "<=", cut))

    def known(self, name: str) -> int:
        """Whether anything is known of a number."""
        low, high = self.low(name, ">", FLOOR), self.high(name, "<", CEILING)
        return self.circuit.disjunction((low, high))

    def low(self, name: str, op: Literal[">=", ">"], cut: float) -> int:
        """Whether the lower end of a number is >= or > a cut."""
        fact = self.types[name]
        found = [self._test(fact, low_column(fact), op, cut)]
        if name in self.extremes and self.extremes[name][1]:
            extreme = extreme_column(self.extremes[name][0], True)
            agrees = self._test(fact, extreme, "<=", high_column(fact))
            found.append(self.circuit.conjunction((self._test(fact, extreme, op, cut), agrees)))
        if name == self.counter:
            some = self._test(fact, LISTED, ">=", 1)
            found.append(self.circuit.conjunction((self._test(fact, LISTED, op, cut), some)))
        for span in self.spans.get(name, ()):
            if span.low > cut or (op == ">=" and span.low == cut):
                found.append(span.gate)
        return self.circuit.disjunction(found)

    def high(self, name: str, op: Literal["<", "<="], cut: float) -> int:
        """Whether the upper end of a number is < or <= a cut."""
        fact = self.types[name]
        found = []
        if fact.bounded:
            found.append(self._test(fact, high_column(fact), op, cut))
        else:
            known = self._test(fact, fact.name, ">", FLOOR)
            above = self._test(fact, fact.name, ">=" if op == "<" else ">", cut)
            found.append(self.circuit.conjunction((known, self.circuit.negation(above))))
        if name in self.extremes and not self.extremes[name][1]:
            extreme = extreme_column(self.extremes[name][0], False)
            agrees = self._test(fact, extreme, ">=", low_column(fact))
            found.append(self.circuit.conjunction((self._test(fact, extreme, op, cut), agrees)))
        for span in self.spans.get(name, ()):
            if span.high < cut or (op == "<=" and span.high == cut):
                found.append(span.gate)
        return self.circuit.disjunction(found)

    def unlisted(self) -> Planes:
        """Whether a patient has lesions that are not listed: surely some, surely none."""
        assert self.counter is not None
        fact = self.types[self.counter]
        some = [self._test(fact, low_column(fact), ">", LISTED)]
        none = [self._test(fact, high_column(fact), "<=", LISTED)]
        for span in self.spans.get(self.counter, ()):
            low = self._test(fact, LISTED, "<", span.low)
            high = self._test(fact, LISTED, ">=", span.high)
            some.append(self.circuit.conjunction((span.gate, low)))
            none.append(self.circuit.conjunction((span.gate, high)))
        return Planes(self.circuit.disjunction(some), self.circuit.disjunction(none))

    def overcounted(self) -> int:
        """Whether more lesions are listed than the patient can have."""
        assert self.counter is not None
        fact = self.types[self.counter]
        return self._test(fact, high_column(fact), "<", LISTED)

    def _test(
        self,
        fact: FactType,
        column: str,
        op: Literal["==", ">=", ">", "<", "<="],
        value: float | str,
    ) -> int:
        return self.circuit.test(Test(column, op, value, fact.scope))
