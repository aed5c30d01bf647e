"""Whether a case with unknown facts may be decided otherwise once all of them are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hepaboard.logic import FactType
from hepaboard.verify.solver.check import Answer
from hepaboard.verify.solver.twins import Twins
from hepaboard.verify.solver.variables import Variables
from hepaboard.verify.theory import Theory


class Completions:
    """A case with unknown facts, and a complete one that tells the same and more.

    A recorded value that leaves open which of others it is may turn out to be one of those.
    """

    def __init__(self, theory: Theory) -> None:
        self.twins = Twins(theory, (True, False))
        solver, z3 = self.twins.solver, self.twins.z3
        for name, fact in theory.facts.items():
            for open_, whole in self.twins.facts(name):
                solver.add(list(self._fits(fact, open_, whole)))
        first, second = self.twins.subjects
        for on, also in zip(first.listed, second.listed, strict=True):
            solver.add(z3.Implies(on, also))
        self._count = 0

    def turned(self, nodes: Sequence[int], lesion: int | None = None) -> Answer:
        """Whether one of these nodes is decided in a case and otherwise in a completion of it."""
        z3 = self.twins.z3
        ways = []
        for node in dict.fromkeys(nodes):
            certain, possible = self.twins.truth(0, node, lesion)
            value, _ = self.twins.truth(1, node, lesion)
            ways += [z3.And(certain, z3.Not(value)), z3.And(value, z3.Not(possible))]
        name = z3.Bool(f"turned{self._count}")
        self._count += 1
        self.twins.solver.add(z3.Implies(name, z3.Or(ways)))
        listed = [] if lesion is None else [self.twins.subjects[0].listed[lesion]]
        return self.twins.can(name, *listed)

    def _fits(self, fact: FactType, open_: Variables, whole: Variables) -> Iterator[Any]:
        """What is known is the same in the complete case."""
        z3 = self.twins.z3
        name = fact.name
        if fact.kind == "set":
            for member, (certain, possible) in open_.sets[name].items():
                value, _ = whole.sets[name][member]
                yield z3.Implies(certain, value)
                yield z3.Implies(value, possible)
        elif fact.numeric:
            for (certain, possible), (value, _) in zip(
                open_.chains[name], whole.chains[name], strict=True
            ):
                yield z3.Implies(certain, value)
                yield z3.Implies(value, possible)
            if name in open_.numbers:
                yield z3.Implies(open_.known[name], open_.numbers[name] == whole.numbers[name])
        elif fact.kind == "boolean":
            yield z3.Implies(open_.known[name], open_.flags[name] == whole.flags[name])
        else:
            covers = self.twins.theory.covers.get(name, {})
            for member, flag in open_.members[name].items():
                also = [whole.members[name][m] for m in (member, *covers.get(member, ()))]
                yield z3.Implies(z3.And(open_.known[name], flag), z3.Or(also))
