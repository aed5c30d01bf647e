"""Two-valued gates: what every engine of the room computes, a plane of bits a gate.

A three-valued node becomes two planes, one for "certainly true" and one for "certainly false";
unknown is neither. So NOT of a node costs nothing, AND and OR of nodes are gates on planes, and
no engine's own idea of a missing value can enter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from hepaboard.cohort.columns import Test
from hepaboard.logic.fact_type import Scope

GateOp = Literal["const", "test", "and", "or", "not"]
FALSE, TRUE = 0, 1


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate. ``scope`` is lesion where its plane has one bit a lesion."""

    op: GateOp
    scope: Scope
    args: tuple[int, ...] = ()
    test: Test | None = None
    value: bool = False


class Circuit:
    """Gates in topological order; identical ones are shared, and what is redundant is not made.

    Gates 0 and 1 are the constants.
    """

    def __init__(self) -> None:
        self.gates: list[Gate] = [
            Gate("const", "patient"),
            Gate("const", "patient", value=True),
        ]
        self._index: dict[tuple[GateOp, tuple[int, ...] | Test], int] = {}

    def __len__(self) -> int:
        return len(self.gates)

    def __iter__(self) -> Iterator[Gate]:
        return iter(self.gates)

    def test(self, test: Test) -> int:
        """The gate that reads a column."""
        key: tuple[GateOp, tuple[int, ...] | Test] = ("test", test)
        if key not in self._index:
            self._index[key] = len(self.gates)
            self.gates.append(Gate("test", test.scope, test=test))
        return self._index[key]

    def negation(self, arg: int) -> int:
        """NOT."""
        if arg in (FALSE, TRUE):
            return 1 - arg
        gate = self.gates[arg]
        return gate.args[0] if gate.op == "not" else self._add("not", (arg,))

    def conjunction(self, args: Iterable[int]) -> int:
        """AND of any number of gates."""
        return self._junction("and", args)

    def disjunction(self, args: Iterable[int]) -> int:
        """OR of any number of gates."""
        return self._junction("or", args)

    def at_least(self, k: int, args: Iterable[int]) -> int:
        """Whether k or more of the planes are set."""
        reached = [TRUE] + [FALSE] * k
        for arg in args:
            for n in range(k, 0, -1):
                more = self.conjunction((reached[n - 1], arg))
                reached[n] = self.disjunction((reached[n], more))
        return reached[k]

    def live(self, roots: Iterable[int]) -> list[int]:
        """The gates that these need, in order."""
        seen: set[int] = set()
        stack = list(roots)
        while stack:
            place = stack.pop()
            if place not in seen:
                seen.add(place)
                stack.extend(self.gates[place].args)
        return sorted(seen)

    def _junction(self, op: Literal["and", "or"], args: Iterable[int]) -> int:
        neutral, absorbing = (TRUE, FALSE) if op == "and" else (FALSE, TRUE)
        other = "or" if op == "and" else "and"
        found: dict[int, None] = dict.fromkeys(arg for arg in args if arg != neutral)
        if absorbing in found:
            return absorbing
        for arg in list(found):
            gate = self.gates[arg]
            if gate.op == "not" and gate.args[0] in found:
                return absorbing
        # a OR (a AND b) is a; a AND (a OR b) is a
        for arg in list(found):
            gate = self.gates[arg]
            if gate.op == other and any(part in found for part in gate.args):
                del found[arg]
        if not found:
            return neutral
        if len(found) == 1:
            return next(iter(found))
        return self._add(op, tuple(sorted(found)))

    def _add(self, op: GateOp, args: tuple[int, ...]) -> int:
        key: tuple[GateOp, tuple[int, ...] | Test] = (op, args)
        if key not in self._index:
            self._index[key] = len(self.gates)
            lesion = any(self.gates[arg].scope == "lesion" for arg in args)
            self.gates.append(Gate(op, "lesion" if lesion else "patient", args))
        return self._index[key]
