"""A plan as a program of the kernel: binary instructions over numbered slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hepaboard.cohort import kernel
from hepaboard.cohort.circuit import Gate
from hepaboard.cohort.columns import NO, Test
from hepaboard.cohort.kernel import Array
from hepaboard.cohort.plan import Plan

CONSTANT = {">=": kernel.GE, ">": kernel.GT, "<": kernel.LT, "<=": kernel.LE}
COLUMN = {
    ">=": kernel.GE_COLUMN,
    ">": kernel.GT_COLUMN,
    "<": kernel.LT_COLUMN,
    "<=": kernel.LE_COLUMN,
}
#: An instruction before slots are given: operation and operands, some of which are instructions.
Step = tuple[int, int, int, int]
PAIRS = (kernel.AND, kernel.OR, kernel.AND_NOT, kernel.OR_NOT)


@dataclass(frozen=True, slots=True)
class Program:
    """What ``kernel.run`` takes, and the names of its columns and outputs, in order."""

    steps: Array
    cuts: Array
    outputs: Array
    slots: int
    codes: tuple[str, ...]
    numbers: tuple[str, ...]
    code_names: tuple[str, ...]
    mask_names: tuple[str, ...]


def program_of(
    plan: Plan, codes: Mapping[str, Sequence[int]], masks: Mapping[str, Sequence[int]]
) -> Program:
    """The program of some outputs of a plan: small numbers from few gates, masks from many."""
    return _Writer(plan).program(codes, masks)


class _Writer:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.steps: list[Step] = []
        self.known: dict[Step, int] = {}
        self.gates: dict[int, int] = {}
        self.code_columns: dict[str, int] = {}
        self.number_columns: dict[str, int] = {}
        self.cuts: dict[float, int] = {}

    def program(
        self, codes: Mapping[str, Sequence[int]], masks: Mapping[str, Sequence[int]]
    ) -> Program:
        wanted: list[tuple[int, int, list[int]]] = []
        outputs = [(kernel.CODE, gates) for gates in codes.values()]
        outputs += [(kernel.MASK, gates) for gates in masks.values()]
        counts = {kernel.CODE: 0, kernel.MASK: 0}
        for op, gates in outputs:
            places = [self.gate(gate) for gate in gates]
            wanted.append((len(self.steps), op, places))
            self.steps.append((op, counts[op], 0, len(places)))
            counts[op] += 1
        steps, flat, slots = self.slotted(wanted)
        return Program(
            np.array(steps, dtype=np.int64).reshape(-1, 5),
            np.array(list(self.cuts), dtype=np.float64),
            np.array(flat, dtype=np.int64),
            slots,
            tuple(self.code_columns),
            tuple(self.number_columns),
            tuple(codes),
            tuple(masks),
        )

    def gate(self, place: int) -> int:
        """The instruction of a gate, with all it needs before it."""
        stack = [place]
        while stack:
            top = stack[-1]
            waiting = [arg for arg in self.args(top) if arg not in self.gates]
            if top in self.gates or not waiting:
                stack.pop()
                if top not in self.gates:
                    self.gates[top] = self.written(self.plan.circuit.gates[top])
            else:
                stack.extend(reversed(waiting))
        return self.gates[place]

    def args(self, place: int) -> Iterable[int]:
        """The gates whose planes a gate needs; a NOT within an AND or OR is part of it."""
        gate = self.plan.circuit.gates[place]
        for arg in gate.args:
            inner = self.plan.circuit.gates[arg]
            yield inner.args[0] if gate.op in ("and", "or") and inner.op == "not" else arg

    def written(self, gate: Gate) -> int:
        match gate.op:
            case "const":
                return self.step(kernel.CONST, int(gate.value))
            case "test":
                assert gate.test is not None
                return self.test(gate.test)
            case "not":
                return self.step(kernel.NOT, self.gates[gate.args[0]])
        plain, negated = [], []
        for arg in gate.args:
            inner = self.plan.circuit.gates[arg]
            if inner.op == "not":
                negated.append(self.gates[inner.args[0]])
            else:
                plain.append(self.gates[arg])
        ops = (kernel.AND, kernel.AND_NOT) if gate.op == "and" else (kernel.OR, kernel.OR_NOT)
        if not plain:
            plain.append(self.step(kernel.NOT, negated.pop(0)))
        found = plain[0]
        for op, args in zip(ops, (plain[1:], negated), strict=True):
            for arg in args:
                found = self.step(op, found, arg)
        return found

    def test(self, test: Test) -> int:
        highest = self.plan.highest.get(test.column)
        if highest is None:
            column = self.number_columns.setdefault(test.column, len(self.number_columns))
            if isinstance(test.value, str):
                other = self.number_columns.setdefault(test.value, len(self.number_columns))
                return self.step(COLUMN[test.op], column, other)
            cut = self.cuts.setdefault(float(test.value), len(self.cuts))
            return self.step(CONSTANT[test.op], column, cut)
        column = self.code_columns.setdefault(test.column, len(self.code_columns))
        assert isinstance(test.value, float | int)
        value = int(test.value)
        if test.op == ">=":
            return self.step(kernel.AT_LEAST, column, value)
        assert test.op == "=="
        if highest <= NO:  # 1 and 2, never 3: each has a bit of its own
            return self.step(kernel.BIT, column, value - 1)
        bits = [
            (self.step(kernel.BIT, column, bit), value >> bit & 1)
            for bit in range(highest.bit_length())
        ]
        found = next(place for place, set_ in bits if set_)
        for place, set_ in bits:
            if place != found:
                found = self.step(kernel.AND if set_ else kernel.AND_NOT, found, place)
        return found

    def step(self, op: int, a: int = 0, b: int = 0) -> int:
        """An instruction, made if it is new."""
        key = (op, a, b, 0)
        if key not in self.known:
            self.known[key] = len(self.steps)
            self.steps.append(key)
        return self.known[key]

    def slotted(
        self, wanted: list[tuple[int, int, list[int]]]
    ) -> tuple[list[tuple[int, int, int, int, int]], list[int], int]:
        """The instructions with slots, each free again after the last use of its plane."""
        read = {place: places for place, _, places in wanted}
        last: dict[int, int] = {}
        for place, (op, a, b, _) in enumerate(self.steps):
            operands = read.get(place, self.operands(op, a, b))
            last.update(dict.fromkeys(operands, place))
        free: list[int] = []
        slot: dict[int, int] = {}
        most = 0
        steps: list[tuple[int, int, int, int, int]] = []
        flat: list[int] = []
        for place, (op, a, b, c) in enumerate(self.steps):
            operands = read.get(place, self.operands(op, a, b))
            if place in read:
                steps.append((op, 0, a, len(flat), c))
                flat.extend(slot[operand] for operand in operands)
            else:
                if free:
                    slot[place] = free.pop()
                else:
                    slot[place] = most
                    most += 1
                if op in PAIRS or op == kernel.NOT:
                    b_slot = slot[b] if op in PAIRS else 0
                    steps.append((op, slot[place], slot[a], b_slot, 0))
                else:
                    steps.append((op, slot[place], a, b, c))
            free.extend(slot[operand] for operand in set(operands) if last[operand] == place)
        return steps, flat, most

    @staticmethod
    def operands(op: int, a: int, b: int) -> list[int]:
        if op in PAIRS:
            return [a, b]
        return [a] if op == kernel.NOT else []
