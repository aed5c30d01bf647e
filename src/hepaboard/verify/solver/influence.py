"""Whether it can matter to a verdict that a fact is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hepaboard.guideline import Roots
from hepaboard.logic import FactType
from hepaboard.verify.claim import verdict_in
from hepaboard.verify.solver.check import Answer
from hepaboard.verify.solver.likeness import unknown
from hepaboard.verify.solver.twins import Twins
from hepaboard.verify.solver.variables import Variables
from hepaboard.verify.theory import Theory

VERDICT_BITS = (
    "recommended",
    "acceptable",
    "contested",
    "not_recommended",
    "contraindicated",
    "needs_data",
    "undetermined",
)


class Influence:
    """Two cases that tell the same, but for one fact that only the first may tell."""

    def __init__(self, theory: Theory, roots: Iterable[tuple[Roots, int | None]]) -> None:
        self.theory = theory
        self.twins = Twins(theory, (True, True))
        z3 = self.twins.z3
        first, second = self.twins.subjects
        self.twins.solver.add(
            [on == also for on, also in zip(first.listed, second.listed, strict=True)]
        )
        self.same = {}
        for name, fact in theory.facts.items():
            self.same[name] = z3.Bool(f"same {name}")
            equal = [part for a, b in self.twins.facts(name) for part in self._equal(fact, a, b)]
            self.twins.solver.add(z3.Implies(self.same[name], z3.And(equal)))
        ways = [way for own, lesion in dict.fromkeys(roots) for way in self._differ(own, lesion)]
        self.twins.solver.add(z3.Or(ways))

    def matters(self, fact: str) -> Answer:
        """Whether some verdict differs between knowing a fact and not knowing it."""
        rest = [same for name, same in self.same.items() if name != fact]
        blank = [unknown(second, self.theory.facts[fact]) for _, second in self.twins.facts(fact)]
        return self.twins.can(*rest, *blank)

    def _equal(self, fact: FactType, one: Variables, other: Variables) -> Iterator[Any]:
        name = fact.name
        if fact.kind == "set":
            pairs = zip(one.sets[name].values(), other.sets[name].values(), strict=True)
        elif fact.numeric:
            pairs = zip(one.chains[name], other.chains[name], strict=True)
        else:
            yield one.known[name] == other.known[name]
            if fact.kind == "boolean":
                yield one.flags[name] == other.flags[name]
            else:
                values = zip(one.members[name].values(), other.members[name].values(), strict=True)
                yield from (a == b for a, b in values)
            return
        for (a, b), (c, d) in pairs:
            yield a == c
            yield b == d
        if name in one.numbers:
            yield one.numbers[name] == other.numbers[name]

    def _differ(self, roots: Roots, lesion: int | None) -> Iterator[Any]:
        z3 = self.twins.z3
        listed = [] if lesion is None else [self.twins.subjects[0].listed[lesion]]
        for verdict in VERDICT_BITS:
            one, other = (self._has(which, roots, verdict, lesion) for which in (0, 1))
            yield z3.And(*listed, z3.Xor(one, other))

    def _has(self, which: int, roots: Roots, verdict: str, lesion: int | None) -> Any:
        z3 = self.twins.z3
        ways = []
        for box in verdict_in(roots, (verdict,)).parts:
            parts = []
            for part in box.parts:  # type: ignore[union-attr]
                certain, possible = self.twins.truth(which, part.node, lesion)  # type: ignore[union-attr]
                states = {3: certain, 0: z3.Not(possible), 1: z3.And(possible, z3.Not(certain))}
                parts.append(z3.Or([states[value] for value in part.values]))  # type: ignore[union-attr]
            ways.append(z3.And(parts))
        return z3.Or(ways)
