"""The plan compiled: a program over machine words of 64 patients each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from hepaboard.cohort import kernel
from hepaboard.cohort.columns import MOST_COUNTED, ROW
from hepaboard.cohort.kernel import Array
from hepaboard.cohort.kernel_program import Program, program_of
from hepaboard.cohort.lesion_counts import with_counts
from hepaboard.cohort.plan import Plan

WORD = 64


class KernelEngine:
    """Evaluates coded frames with one compiled loop.

    Parameters
    ----------
    threads
        How many processors it uses; all if None.
    """

    def __init__(self, plan: Plan, threads: int | None = None) -> None:
        self.plan = plan
        self.program = program_of(plan, plan.codes, plan.masks)
        self.lesion_program = program_of(
            plan, {name: (gate,) for name, gate in plan.counts.items()}, {}
        )
        self.threads = threads or os.cpu_count() or 1

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
        rows = lesions.get_column(ROW)
        names = list(self.plan.counts)
        if not len(rows):
            return pl.DataFrame(
                {ROW: rows} | {name: pl.Series([], dtype=pl.UInt8) for name in names}
            )
        program = self.lesion_program
        found, _ = evaluated(program, *arrays(program, lesions), len(rows), self.threads)
        owners, starts = np.unique(rows.to_numpy(), return_index=True)
        counts = np.add.reduceat(found, starts, axis=1, dtype=np.int64)
        small = np.minimum(counts, MOST_COUNTED).astype(np.uint8)
        return pl.DataFrame({ROW: owners} | dict(zip(names, small, strict=True)))

    def __call__(self, coded: pl.DataFrame) -> pl.DataFrame:
        """The codes and masks of each patient of a batch, as the plan names them."""
        program = self.program
        codes, masks = evaluated(program, *arrays(program, coded), len(coded), self.threads)
        return pl.DataFrame(
            dict(zip(program.code_names, codes, strict=True))
            | dict(zip(program.mask_names, masks, strict=True))
        )


def arrays(program: Program, coded: pl.DataFrame) -> tuple[Array, Array]:
    """The columns of a program as two arrays, a row each, filled up to whole words."""
    rows = -(-len(coded) // WORD) * WORD
    codes = np.zeros((len(program.codes), rows), dtype=np.uint8)
    numbers = np.zeros((max(1, len(program.numbers)), rows), dtype=np.float64)
    for names, target in ((program.codes, codes), (program.numbers, numbers)):
        for place, name in enumerate(names):
            target[place, : len(coded)] = coded.get_column(name).to_numpy()
    return codes, numbers


def evaluated(
    program: Program, codes: Array, numbers: Array, rows: int, threads: int
) -> tuple[Array, Array]:
    """The small numbers and the masks of a program, a row an output."""
    whole = numbers.shape[1]
    code_out = np.empty((len(program.code_names), whole), dtype=np.uint8)
    mask_out = np.empty((len(program.mask_names), whole), dtype=np.int64)
    kernel.run(
        program.steps,
        program.cuts,
        program.outputs,
        program.slots,
        threads,
        codes,
        numbers,
        code_out,
        mask_out,
    )
    return code_out[:, :rows], mask_out[:, :rows]
