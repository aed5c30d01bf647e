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
#: Lesions that are evaluated at once.
LESIONS = 1_048_576


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
        self.threads = threads or os.cpu_count() or 1
        self._patients = self.resident()
        lesions = program_of(plan, {name: (gate,) for name, gate in plan.counts.items()}, {})
        self._lesions = Resident(lesions, self.threads)

    def resident(self) -> Resident:
        """The program of patients with arrays of its own."""
        return Resident(self.program, self.threads)

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
        names = list(self.plan.counts)
        rows = lesions.get_column(ROW).to_numpy()
        first = np.ones(len(rows), dtype=bool)
        np.not_equal(rows[1:], rows[:-1], out=first[1:])
        owners, places = rows[first], np.cumsum(first) - 1
        counts = np.zeros((len(names), len(owners)), dtype=np.uint8)
        for start in range(0, len(lesions), LESIONS):
            part = lesions[start : start + LESIONS]
            found, _ = self._lesions(part)
            kernel.tally(found, places[start : start + LESIONS], MOST_COUNTED, counts)
        return pl.DataFrame({ROW: owners} | dict(zip(names, counts, strict=True)))

    def __call__(self, coded: pl.DataFrame) -> pl.DataFrame:
        """The codes and masks of each patient of a batch, as the plan names them."""
        codes, masks = self._patients(coded)
        names = (*self.program.code_names, *self.program.mask_names)
        return pl.DataFrame(dict(zip(names, (*codes, *masks), strict=True)))


class Resident:
    """One program with the arrays that it reads and fills.

    Parameters
    ----------
    threads
        How many processors it uses.
    """

    def __init__(self, program: Program, threads: int) -> None:
        self.program = program
        self.threads = threads
        self._whole = -1

    def __call__(self, coded: pl.DataFrame) -> tuple[Array, Array]:
        """The small numbers and the masks of coded rows, a row an output."""
        self.load(coded)
        self.evaluate()
        return self.codes_out[:, : len(coded)], self.masks_out[:, : len(coded)]

    def load(self, coded: pl.DataFrame) -> None:
        """Copies the columns that the program reads, filled up to whole words."""
        program = self.program
        whole = -(-len(coded) // WORD) * WORD
        if whole != self._whole:
            self._whole = whole
            self.codes = np.zeros((len(program.codes), whole), dtype=np.uint8)
            self.numbers = np.zeros((max(1, len(program.numbers)), whole), dtype=np.float64)
        # frames are made of these without a copy: no two batches may share them
        self.codes_out = np.empty((len(program.code_names), whole), dtype=np.uint8)
        self.masks_out = np.empty((len(program.mask_names), whole), dtype=np.int64)
        for names, target in ((program.codes, self.codes), (program.numbers, self.numbers)):
            for place, name in enumerate(names):
                target[place, : len(coded)] = coded.get_column(name).to_numpy()

    def evaluate(self) -> None:
        """Runs the program over what is loaded; it may be run again."""
        program = self.program
        kernel.run(
            program.steps,
            program.cuts,
            program.outputs,
            program.slots,
            self.threads,
            self.codes,
            self.numbers,
            self.codes_out,
            self.masks_out,
        )
