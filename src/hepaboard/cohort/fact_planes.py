"""What is known of each fact, as planes: from columns, and what settings and rules add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hepaboard.cohort.circuit import FALSE
from hepaboard.cohort.columns import CEILING, FLOOR, NO, YES, Test, member_column
from hepaboard.cohort.minimal import minimal
from hepaboard.cohort.number_planes import NumberPlanes, Span
from hepaboard.cohort.planes import Planes
from hepaboard.logic import Bounds, FactType, Value
from hepaboard.logic.valuation import encode

State = tuple[dict[tuple[str, str], int], dict[str, tuple[Span, ...]]]


#: Fact to member to the members that it leaves open ("colon or rectum").
Covers = Mapping[str, Mapping[str, Sequence[str]]]


class FactPlanes:
    """The planes of all facts; what is added counts in every plane made afterwards.

    Parameters
    ----------
    covers
        Members that leave open which of others it is: where one of those is added, the fact is
        that one and the covering member no more.
    """

    def __init__(self, numbers: NumberPlanes, covers: Covers | None = None) -> None:
        self.numbers = numbers
        self.covers = covers or {}
        self.circuit = numbers.circuit
        self.types = numbers.types
        self._added: dict[tuple[str, str], int] = {}

    @property
    def state(self) -> State:
        """All that was added; equal states are the same knowledge."""
        return dict(self._added), dict(self.numbers.spans)

    def add(self, gate: int, name: str, value: Value) -> None:
        """Where a gate is set, a fact has this value."""
        fact = self.types[name]
        if fact.numeric:
            self.numbers.add(gate, name, *span_of(fact, value))
            return
        key = (name, str(value))
        either = self.circuit.disjunction((self._added.get(key, FALSE), gate))
        self._added[key] = minimal(self.circuit, either)

    def boolean(self, name: str) -> Planes:
        """A yes/no fact."""
        return Planes(self._code(name, YES, "True"), self._code(name, NO, "False"))

    def member(self, name: str, member: str) -> int:
        """Whether an enumerated fact is known to be this member."""
        found = self._code(name, self.types[name].values.index(member) + 1, member)
        under = self.covers.get(name, {}).get(member, ())
        narrowed = [self._added.get((name, other), FALSE) for other in under]
        without = self.circuit.negation(self.circuit.disjunction(narrowed))
        return self.circuit.conjunction((found, without))

    def among(self, name: str, members: tuple[str, ...]) -> Planes:
        """Whether an enumerated fact is one of these."""
        values = self.types[name].values
        inside = [self.member(name, value) for value in values if value in members]
        outside = [self.member(name, value) for value in values if value not in members]
        return Planes(self.circuit.disjunction(inside), self.circuit.disjunction(outside))

    def has(self, name: str, member: str) -> Planes:
        """A member of a set."""
        column, scope = member_column(name, member), self.types[name].scope
        return Planes(
            self.circuit.test(Test(column, "==", YES, scope)),
            self.circuit.test(Test(column, "==", NO, scope)),
        )

    def known(self, name: str) -> int:
        """Whether anything is known of a fact that is not a set."""
        fact = self.types[name]
        if fact.numeric:
            return self.numbers.known(name)
        planes = self.boolean(name) if fact.kind == "boolean" else self.among(name, fact.values)
        return self.circuit.disjunction(planes)

    def contradicts(self, name: str, value: Value) -> int:
        """Whether what is known of a fact rules this value out."""
        fact = self.types[name]
        if fact.numeric:
            low, high = span_of(fact, value)
            below = FALSE if low == FLOOR else self.numbers.high(name, "<", low)
            above = FALSE if high == CEILING else self.numbers.low(name, ">", high)
            return self.circuit.disjunction((below, above))
        if fact.kind == "boolean":
            return self.boolean(name)[1 if value else 0]
        return self.among(name, (str(value),)).false

    def _code(self, name: str, code: int, value: str) -> int:
        here = self.circuit.test(Test(name, "==", code, self.types[name].scope))
        return self.circuit.disjunction((here, self._added.get((name, value), FALSE)))


def span_of(fact: FactType, value: Value) -> tuple[float, float]:
    """The ends of a number in the fact's own scale."""
    if isinstance(value, Bounds):
        low = FLOOR if value.low is None else _scaled(fact, value.low)
        high = CEILING if value.high is None else _scaled(fact, value.high)
        return low, high
    exact = _scaled(fact, value)
    return exact, exact


def _scaled(fact: FactType, value: Value) -> float:
    raw = encode(fact, value)
    if isinstance(raw, tuple):
        raw = raw[0]
    assert raw is not None
    return float(raw)
