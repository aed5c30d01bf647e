"""The plan over Polars frames: one column operation a gate, freed after its last use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, or_
from pathlib import Path

import numpy as np
import polars as pl

from hepaboard.cohort.circuit import Gate
from hepaboard.cohort.columns import MOST_COUNTED, ROW, Test
from hepaboard.cohort.lesion_counts import with_counts
from hepaboard.cohort.plan import Plan

COMPARE: Mapping[str, Callable[..., pl.Series]] = {"==": eq, ">=": ge, ">": gt, "<": lt, "<=": le}


class PolarsEngine:
    """Evaluates coded frames batch by batch."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._last = plan.last_uses(plan.gates)

    def run(
        self, coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path
    ) -> Iterator[pl.DataFrame]:
        """The plan's codes and masks of every patient, batch by batch."""
        counts = self.counts(lesions)
        for batch in coded:
            yield self(with_counts(batch, counts))

    def counts(self, lesions: pl.DataFrame) -> pl.DataFrame:
        """Per patient the counts that the plan asks for, at most 255 each.

        Parameters
        ----------
        lesions
            Coded lesions, sorted by the row of their patient in ``ROW``.
        """
        plan = self.plan
        order = plan.lesion_gates
        planes = _planes(plan, order, lesions, plan.last_uses(order), set(plan.counts.values()))
        owners = lesions.get_column(ROW)
        last = (owners != owners.shift(-1)).fill_null(True).arg_true()
        counts = {ROW: owners.gather(last)}
        for name, gate in plan.counts.items():
            # group_by sums flags ten times slower; sums so far, at the last lesion of each patient
            so_far = np.cumsum(planes[gate].to_numpy(), dtype=np.uint32)[last.to_numpy()]
            mine = np.minimum(np.diff(so_far, prepend=np.uint32(0)), MOST_COUNTED)
            counts[name] = pl.Series(name, mine.astype(np.uint8))
        return pl.DataFrame(counts)

    def __call__(self, coded: pl.DataFrame) -> pl.DataFrame:
        """The codes and masks of each patient of a batch, as the plan names them."""
        plan = self.plan
        planes = _planes(plan, plan.gates, coded, self._last, set(plan.roots))
        columns = [_code(name, gates, planes, len(coded)) for name, gates in plan.codes.items()]
        columns += [_mask(name, gates, planes, len(coded)) for name, gates in plan.masks.items()]
        return pl.DataFrame(columns)

    def flags(self, coded: pl.DataFrame, gates: Sequence[int]) -> list[pl.Series]:
        """The planes of some gates of the plan."""
        order = self.plan.order(gates)
        planes = _planes(self.plan, order, coded, self.plan.last_uses(order), set(gates))
        return [planes[gate] for gate in gates]


def _planes(
    plan: Plan,
    order: Sequence[int],
    frame: pl.DataFrame,
    last: Mapping[int, list[int]],
    keep: set[int],
) -> dict[int, pl.Series]:
    planes: dict[int, pl.Series] = {}
    columns = {name: frame.get_column(name) for name in frame.columns}
    for place in order:
        planes[place] = _plane(plan.circuit.gates[place], planes, columns, len(frame))
        for gate in last.get(place, ()):
            if gate not in keep:
                del planes[gate]
    return planes


def _plane(
    gate: Gate, planes: Mapping[int, pl.Series], columns: Mapping[str, pl.Series], rows: int
) -> pl.Series:
    match gate.op:
        case "const":
            return pl.repeat(gate.value, rows, dtype=pl.Boolean, eager=True)
        case "test":
            assert gate.test is not None
            return _tested(gate.test, columns)
        case "not":
            return ~planes[gate.args[0]]
        case "and":
            return reduce(and_, [planes[arg] for arg in gate.args])
        case "or":
            return reduce(or_, [planes[arg] for arg in gate.args])


def _tested(test: Test, columns: Mapping[str, pl.Series]) -> pl.Series:
    value = columns[test.value] if isinstance(test.value, str) else test.value
    column = columns[test.column]
    if column.dtype == pl.UInt8:
        assert isinstance(value, float | int)
        value = int(value)
    return COMPARE[test.op](column, value)


def _code(name: str, gates: Sequence[int], planes: Mapping[int, pl.Series], rows: int) -> pl.Series:
    code = pl.zeros(rows, dtype=pl.UInt8, eager=True) if not gates else None
    for bit, gate in enumerate(gates):
        part = planes[gate].cast(pl.UInt8)
        if bit:
            part = part * (1 << bit)
        code = part if code is None else code + part
    assert code is not None
    return code.alias(name)


def _mask(name: str, gates: Sequence[int], planes: Mapping[int, pl.Series], rows: int) -> pl.Series:
    mask = pl.zeros(rows, dtype=pl.Int64, eager=True)
    for bit, gate in enumerate(gates):
        mask = mask + planes[gate].cast(pl.Int64) * (1 << bit)
    return mask.alias(name)
