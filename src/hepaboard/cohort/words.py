"""The plan over NumPy arrays: 64 patients a machine word, one array operation a gate.

Needs nothing but NumPy, so that it runs wherever rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from hepaboard.cohort.circuit import Gate
from hepaboard.cohort.columns import Test
from hepaboard.cohort.plan import Plan

Array = npt.NDArray[Any]
COMPARE: Mapping[str, Callable[..., Array]] = {
    "==": np.equal,
    ">=": np.greater_equal,
    ">": np.greater,
    "<": np.less,
    "<=": np.less_equal,
}


def evaluate_words(
    plan: Plan,
    codes: Mapping[str, Sequence[int]],
    masks: Mapping[str, Sequence[int]],
    columns: Mapping[str, Array],
    rows: int,
) -> dict[str, Array]:
    """Some outputs of a plan: small numbers (uint8) from few gates, masks (int64) from many."""
    wanted = [gate for gates in (*codes.values(), *masks.values()) for gate in gates]
    order = plan.order(wanted)
    last = plan.last_uses(order)
    keep = set(wanted)
    planes: dict[int, Array] = {}
    for place in order:
        planes[place] = _plane(plan.circuit.gates[place], planes, columns, rows)
        for gate in last.get(place, ()):
            if gate not in keep:
                del planes[gate]
    found = {name: _packed(gates, planes, rows, np.uint8) for name, gates in codes.items()}
    return found | {name: _packed(gates, planes, rows, np.int64) for name, gates in masks.items()}


def _plane(
    gate: Gate, planes: Mapping[int, Array], columns: Mapping[str, Array], rows: int
) -> Array:
    match gate.op:
        case "const":
            return _words(np.full(rows, gate.value))
        case "test":
            assert gate.test is not None
            return _words(_tested(gate.test, columns))
        case "not":
            return ~planes[gate.args[0]]
        case "and":
            return reduce(np.bitwise_and, [planes[arg] for arg in gate.args])
        case "or":
            return reduce(np.bitwise_or, [planes[arg] for arg in gate.args])


def _tested(test: Test, columns: Mapping[str, Array]) -> Array:
    value = columns[test.value] if isinstance(test.value, str) else test.value
    return COMPARE[test.op](columns[test.column], value)


def _words(flags: Array) -> Array:
    """Flags as bits, filled up to whole words."""
    words = np.zeros(-(-len(flags) // 64), dtype=np.uint64)
    packed = np.packbits(flags, bitorder="little")
    words.view(np.uint8)[: len(packed)] = packed
    return words


def _packed(gates: Sequence[int], planes: Mapping[int, Array], rows: int, kind: Any) -> Array:
    found = np.zeros(rows, dtype=kind)
    for bit, gate in enumerate(gates):
        flags = np.unpackbits(planes[gate].view(np.uint8), count=rows, bitorder="little")
        found |= flags.astype(kind) << kind(bit)
    return found
