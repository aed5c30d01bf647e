"""The facts of one subject (the patient, or one lesion) as variables of the solver.

Everything is Boolean: a number is the row of boundaries that it has reached, so that cases that
no condition can tell apart are one. Only numbers inside arithmetic have a number beside it.
"""

from __future__ import annotations

from typing import Any

from hepaboard.logic import FactType
from hepaboard.verify.cuts import Boundary
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import Theory

#: (certainly true, possibly true), as the two bits of ``kleene``.
Pair = tuple[Any, Any]


class Variables:
    """The variables of one subject.

    ``constraints`` holds what is true of them by their nature. In the two-valued encoding every
    fact is known and both halves of a pair are the same.
    """

    def __init__(self, theory: Theory, scope: str, name: str, kleene: bool) -> None:
        self.theory = theory
        self.kleene = kleene
        self.constraints: list[Any] = []
        self.known: dict[str, Any] = {}
        self.flags: dict[str, Any] = {}
        self.members: dict[str, dict[str, Any]] = {}
        self.sets: dict[str, dict[str, Pair]] = {}
        self.chains: dict[str, list[Pair]] = {}
        self.numbers: dict[str, Any] = {}
        self._z3 = z3()
        for fact in theory.facts.values():
            if fact.scope == scope:
                self._declare(fact, f"{name}{fact.name}")

    def _declare(self, fact: FactType, name: str) -> None:
        z3 = self._z3
        own = fact.name
        if fact.kind == "set":
            self.sets[own] = {m: self._pair(f"{name}.{m}") for m in fact.values}
            return
        if fact.numeric:
            self._number(fact, name)
            return
        self.known[own] = z3.Bool(f"{name}?") if self.kleene else z3.BoolVal(True)
        if fact.kind == "boolean":
            self.flags[own] = z3.Bool(name)
            return
        members = {m: z3.Bool(f"{name}={m}") for m in fact.values}
        self.members[own] = members
        values = list(members.values())
        self.constraints.append(z3.Or(values))
        for i, one in enumerate(values):
            self.constraints += [z3.Or(z3.Not(one), z3.Not(other)) for other in values[i + 1 :]]

    def _pair(self, name: str) -> Pair:
        """Something with three values of its own."""
        z3 = self._z3
        if not self.kleene:
            value = z3.Bool(name)
            return value, value
        certain, possible = z3.Bool(f"{name}!"), z3.Bool(f"{name}~")
        self.constraints.append(z3.Implies(certain, possible))
        return certain, possible

    def _number(self, fact: FactType, name: str) -> None:
        z3 = self._z3
        cuts = self.theory.cuts[fact.name]
        low, high = cuts.range_places
        if fact.bounded:
            chain = [self._pair(f"{name}@{i}") for i in range(len(cuts.boundaries))]
            exact = [z3.Not(z3.Xor(a, b)) for a, b in chain if a is not b]
            self.known[fact.name] = z3.And(exact) if exact else z3.BoolVal(True)
            if high <= len(chain):
                self.constraints.append(z3.Not(chain[high - 1][0]))
            if not self.kleene:
                self.constraints += [chain[i][0] for i in range(low)]
                self.constraints += [z3.Not(a) for a, _ in chain[high - 1 :]]
            else:
                # A highest value, where there is one, lies in the range; so does a lowest.
                # One that is open above has reached every boundary.
                self.constraints += [possible for _, possible in chain[:low]]
                above = [possible for _, possible in chain[high - 1 :]]
                self.constraints += [above[0] == other for other in above[1:]]
        else:
            known = z3.Bool(f"{name}?") if self.kleene else z3.BoolVal(True)
            self.known[fact.name] = known
            steps = [z3.Bool(f"{name}@{i}") for i in range(len(cuts.boundaries))]
            self.constraints += steps[:low]
            self.constraints += [z3.Not(step) for step in steps[high - 1 :]]
            if self.kleene:
                chain = [(z3.And(known, s), z3.Or(z3.Not(known), s)) for s in steps]
            else:
                chain = [(s, s) for s in steps]
            self._order([(s, s) for s in steps])
            if fact.name in self.theory.numbers:
                self._exact(fact, name, steps)
        self.chains[fact.name] = chain
        if fact.bounded:
            self._order(chain)

    def _order(self, chain: list[Pair]) -> None:
        for (low, high), (lower, higher) in zip(chain[1:], chain, strict=False):
            self.constraints.append(self._z3.Implies(low, lower))
            if high is not low:
                self.constraints.append(self._z3.Implies(high, higher))

    def _exact(self, fact: FactType, name: str, steps: list[Any]) -> None:
        """The number itself, for arithmetic; its boundaries follow from it."""
        z3 = self._z3
        number = z3.Real(f"{name}#") if fact.computed else z3.Int(f"{name}#")
        self.numbers[fact.name] = number
        for step, boundary in zip(steps, self.theory.cuts[fact.name].boundaries, strict=True):
            self.constraints.append(step == self._reached(number, boundary))

    def _reached(self, number: Any, boundary: Boundary) -> Any:
        cut, strict = boundary
        limit = self._z3.Q(cut.numerator, cut.denominator)
        return number > limit if strict else number >= limit

    def is_(self, fact: str) -> Pair:
        """A boolean fact."""
        return self._known(fact, self.flags[fact])

    def in_(self, fact: str, values: tuple[str, ...]) -> Pair:
        """An enumerated fact among some members."""
        own = self.members[fact]
        return self._known(fact, self._z3.Or([own[value] for value in values if value in own]))

    def has(self, fact: str, member: str) -> Pair:
        """A member of a set."""
        return self.sets[fact][member]

    def reaches(self, fact: str, place: int) -> Pair:
        """Whether a number has reached a boundary."""
        return self.chains[fact][place]

    def _known(self, fact: str, value: Any) -> Pair:
        if not self.kleene:
            return value, value
        known = self.known[fact]
        return self._z3.And(known, value), self._z3.Or(self._z3.Not(known), value)
