"""The plan in Spark: on one machine, or on a cluster that shares the folder of the output.

Spark hands out blocks of patients, and the gates run on them in its Python workers. Written out as
SQL, the thousands of gates of a guideline are more than Spark plans and the Java virtual machine
compiles in reasonable time; sent through it row by row, the columns cost more than the gates.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyspark.sql import SparkSession

from hepaboard.cohort.blocks import evaluate_block, read_blocks, write_blocks
from hepaboard.cohort.plan import Plan

SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
Batches = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


class SparkEngine:
    """Evaluates blocks of coded patients out of files.

    Parameters
    ----------
    master
        Where Spark runs: "local[2]", "spark://host:7077", "yarn". Its workers need this package.
    connect
        The URL of a Spark Connect server instead: "sc://host:15002".
    """

    def __init__(self, plan: Plan, master: str = "local[*]", connect: str | None = None) -> None:
        self.plan = plan
        self.master = master
        self.connect = connect

    def run(
        self, coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path
    ) -> Iterator[pl.DataFrame]:
        """The plan's codes and masks of every patient, read back in order."""
        count = write_blocks(coded, lesions, folder)
        session = self._session()
        try:
            blocks = session.range(0, count, 1, max(count, 1))
            found = blocks.mapInArrow(_task(self.plan, str(folder)), "block bigint, path string")
            paths = dict(map(tuple, found.collect()))
        finally:
            session.stop()
        yield from read_blocks([Path(paths[number]) for number in range(count)], self.plan)

    def _session(self) -> SparkSession:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("hepaboard cohort")
        if self.connect is not None:
            builder = builder.remote(self.connect)
        else:
            builder = builder.master(self.master)
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()


def _task(plan: Plan, folder: str) -> Batches:
    """What a worker does with the numbers of blocks."""

    def task(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            numbers = batch.column("id").to_pylist()
            paths = [str(evaluate_block(plan, Path(folder), number)) for number in numbers]
            yield pa.RecordBatch.from_pydict({"block": numbers, "path": paths})

    return task
