"""The plan in Spark: on one machine, or on a cluster that shares the folder of the output.

Spark moves the rows; the gates run on Arrow batches in its Python workers. Written out as SQL, the
thousands of gates of a guideline exceed what the Java virtual machine compiles.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from hepaboard.cohort.coded_files import CodedFiles, raw_frames, write_coded
from hepaboard.cohort.columns import MOST_COUNTED, ROW
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.words import evaluate_words

SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.parquet.compression.codec": "lz4_raw",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
Batches = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


class SparkEngine:
    """Evaluates coded patients out of files.

    Parameters
    ----------
    master
        Where Spark runs: "local[2]", "spark://host:7077", "yarn".
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
        files = write_coded(coded, lesions, folder)
        raw = folder / "raw"
        session = self._session()
        try:
            self._result(session, files).write.parquet(str(raw))
        finally:
            session.stop()
        yield from raw_frames(sorted(raw.glob("*.parquet")), self.plan)

    def _result(self, session: SparkSession, files: CodedFiles) -> DataFrame:
        plan = self.plan
        table = session.read.parquet(str(files.patients.parent))
        if plan.counts:
            table = table.join(self._counts(session, files), on=ROW, how="left")
            table = table.fillna(0, subset=list(plan.counts))
        return table.mapInArrow(_patients(plan), _schema(plan.codes, plan.masks))

    def _counts(self, session: SparkSession, files: CodedFiles) -> DataFrame:
        """Per patient the counts of the lesions, at most 255 each."""
        plan = self.plan
        lesions = session.read.parquet(str(files.lesions))
        each = lesions.mapInArrow(_lesions(plan), _schema(plan.counts, {}))
        most = sql.lit(MOST_COUNTED)
        sums = [sql.least(sql.sum(name), most).cast("int").alias(name) for name in plan.counts]
        return each.groupBy(ROW).agg(*sums)

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


def _schema(codes: Iterable[str], masks: Iterable[str]) -> str:
    columns = [f"`{ROW}` bigint"]
    columns += [f"`{name}` tinyint" for name in codes]
    columns += [f"`{name}` bigint" for name in masks]
    return ", ".join(columns)


def _patients(plan: Plan) -> Batches:
    return lambda batches: _evaluated(plan, batches, False)


def _lesions(plan: Plan) -> Batches:
    return lambda batches: _evaluated(plan, batches, True)


def _evaluated(
    plan: Plan, batches: Iterable[pa.RecordBatch], lesions: bool
) -> Iterator[pa.RecordBatch]:
    """The outputs of Arrow batches of coded patients, or the counted planes of coded lesions."""
    codes = {name: (gate,) for name, gate in plan.counts.items()} if lesions else plan.codes
    masks = {} if lesions else plan.masks
    for batch in batches:
        columns = {
            name: batch.column(name).to_numpy(zero_copy_only=False) for name in batch.schema.names
        }
        found = evaluate_words(plan, codes, masks, columns, batch.num_rows)
        arrays = [pa.array(columns[ROW].astype(np.int64))]
        arrays += [pa.array(found[name].astype(np.int8)) for name in codes]
        arrays += [pa.array(found[name]) for name in masks]
        yield pa.RecordBatch.from_arrays(arrays, names=[ROW, *codes, *masks])
