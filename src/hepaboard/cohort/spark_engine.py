"""The plan in Spark: on one machine, or on a cluster that shares the folder of the output.

Spark moves blocks of patients, each with their lesions, and the gates run on them in its Python
workers. Written out as SQL, the thousands of gates of a guideline are more than Spark plans and the
Java virtual machine compiles in reasonable time, whatever the settings of its code generation.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from hepaboard.cohort.blocks import evaluate_block, read_blocks, write_blocks
from hepaboard.cohort.plan import Plan

SETTINGS = {
    # a record is a whole block of patients
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
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
        blocks = write_blocks(coded, lesions, folder)
        raw = folder / "raw"
        session = self._session()
        try:
            self.result(session, blocks).write.parquet(str(raw))
        finally:
            session.stop()
        yield from read_blocks(raw, self.plan)

    def result(self, session: SparkSession, blocks: Path) -> DataFrame:
        """The outputs of blocks, one record a block."""
        table = session.read.parquet(str(blocks))
        return table.mapInArrow(_task(self.plan), "block bigint, result binary")

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


def _task(plan: Plan) -> Batches:
    def task(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            found = [
                evaluate_block(plan, record["patients"], record["lesions"])
                for record in batch.to_pylist()
            ]
            yield pa.RecordBatch.from_arrays(
                [batch.column("block"), pa.array(found, pa.binary())], names=["block", "result"]
            )

    return task
