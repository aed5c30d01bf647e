"""Rows of the own engines on the whole guideline, with coded patients in memory."""

from __future__ import annotations

import time
from collections.abc import Callable

import polars as pl

from hepaboard.bench.cohort.bandwidth import copy_bandwidth
from hepaboard.bench.cohort.tables import Tables
from hepaboard.bench.result import BenchRow, timed_row
from hepaboard.cohort.kernel_engine import KernelEngine, Resident
from hepaboard.cohort.lesion_counts import with_counts
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.polars_engine import PolarsEngine
from hepaboard.cohort.run import Run
from hepaboard.cohort.words import evaluate_words
from hepaboard.guideline import Guideline

WORKLOAD = "guideline, coded patients in memory"
#: Patients in memory at most, so that arrays of all engines fit.
MOST = 1_000_000
REPETITIONS = 7


def resident_rows(guideline: Guideline, tables: Tables) -> list[BenchRow]:
    """Kernel, NumPy and Polars on the same coded patients, without and with masks."""
    found = []
    bandwidth = copy_bandwidth()
    for masks in (False, True):
        run = Run(tables.patients, guideline, lesions=tables.lesions, masks=masks)
        counts = PolarsEngine(run.plan).counts(run.reader.lesions.coded)
        batches: list[pl.DataFrame] = []
        for batch in run.reader.batches():
            batches.append(with_counts(batch.coded, counts))
            if sum(map(len, batches)) >= MOST:
                break
        found += _rows(run.plan, batches, masks, bandwidth)
    return found


def _rows(plan: Plan, batches: list[pl.DataFrame], masks: bool, bandwidth: float) -> list[BenchRow]:
    rows = sum(map(len, batches))
    what = ", with masks" if masks else ""
    kernel = KernelEngine(plan)
    loaded: list[Resident] = []
    for batch in batches:
        loaded.append(kernel.resident())
        loaded[-1].load(batch)
    moved = sum(
        array.nbytes
        for one in loaded
        for array in (one.codes, one.numbers, one.codes_out, one.masks_out)
    )
    columns = [{column.name: column.to_numpy() for column in batch} for batch in batches]
    polars = PolarsEngine(plan)

    def arrays() -> None:
        for one in loaded:
            one.evaluate()

    def numpy() -> None:
        for batch in columns:
            evaluate_words(plan, plan.codes, plan.masks, batch, len(next(iter(batch.values()))))

    speeds = {
        "kernel": _speeds(rows, arrays),
        "kernel, to and from Polars frames": _speeds(rows, lambda: [kernel(b) for b in batches]),
        "NumPy": _speeds(rows, numpy),
        "polars": _speeds(rows, lambda: [polars(batch) for batch in batches]),
    }
    share = moved / rows * max(speeds["kernel"]) / bandwidth
    notes = {
        "kernel": f"{share:.0%} of the {bandwidth / 1e9:.3g} GB/s of a copy; arrays in, arrays out",
        "polars": "frames in, frames out",
        "NumPy": "one processor",
    }
    return [
        timed_row(
            workload=WORKLOAD + what,
            engine=f"hepaboard {name}",
            version=None,
            figures=figures,
            unit="rows/s",
            notes=[f"{rows:,} patients", notes.get(name, "")],
        )
        for name, figures in speeds.items()
    ]


def _speeds(rows: int, work: Callable[[], object]) -> list[float]:
    work()
    found = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        work()
        found.append(rows / (time.perf_counter() - start))
    return found
