"""The plan in Spark: on one machine, or on a cluster that shares the folder of the output.

Spark hands out blocks of patients, and the gates run on them in its Python workers. Written out as
SQL, the thousands of gates of a guideline are more than Spark plans and the Java virtual machine
compiles in reasonable time; sent through it row by row, the columns cost more than the gates. So
the virtual machine sees the numbers of blocks alone, however many patients there are.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from hepaboard.cohort.blocks import evaluate_block, read_blocks, write_blocks
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.spark_log import spark_log
from hepaboard.errors import HepaboardError

#: What a plan of Spark needs that is larger than usual: without the first a Java method of more
#: than 8,000 bytes is interpreted, without the others Spark does not compile such a plan at all.
COMPILED = {
    "spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods",
    "spark.executor.extraJavaOptions": "-XX:-DontCompileHugeMethods",
    "spark.sql.codegen.hugeMethodLimit": "65535",
    "spark.sql.codegen.maxFields": "400",
}
QUIET = {
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
PLAN = "plan.pickle"
#: The line of a worker's traceback that says what was wrong.
ERROR = re.compile(r"[\w.]*(Error|Exception)\b")
Batches = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


class SparkEngine:
    """Evaluates blocks of coded patients out of files.

    A session that is active already is used and left open.

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
        """The plan's codes and masks of every patient, read back in order.

        Raises
        ------
        HepaboardError
            Spark cannot be started or reached, or a worker failed.
        """
        active = SparkSession.getActiveSession()
        with self._told(folder):
            session = active or self.session()
        try:
            count = write_blocks(coded, lesions, folder)
            (folder / PLAN).write_bytes(pickle.dumps(self.plan, protocol=5))
            with self._told(folder):
                blocks = session.range(0, count, 1, max(count, 1))
                found = blocks.mapInArrow(_task(str(folder)), "block bigint, path string").collect()
        finally:
            if active is None:
                session.stop()
        paths = {row["block"]: Path(row["path"]) for row in found}
        yield from read_blocks([paths[number] for number in range(count)], self.plan)

    @contextmanager
    def _told(self, folder: Path) -> Iterator[None]:
        """Spark's own words go to a file, its errors become one."""
        try:
            with spark_log(folder / "spark.log"):
                yield
        except (PySparkException, ImportError, OSError) as error:
            raise self._problem(error) from error

    def session(self) -> SparkSession:
        """A new session with the settings above; a Connect server has its own."""
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("hepaboard cohort")
        if self.connect is not None:
            return builder.remote(self.connect).getOrCreate()
        builder = builder.master(self.master)
        for name, value in {**COMPILED, **QUIET}.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()

    def _problem(self, error: Exception) -> HepaboardError:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        reason = lines[0][:300] if lines else type(error).__name__
        todo = "Check that the address is right, and that its workers have this package and the "
        todo += "folder of the output."
        thrown = [line for line in lines if ERROR.match(line)]
        if "Python worker" in reason and thrown:
            reason = f"a worker ended with {thrown[-1][:200]}"
        if any("JAVA_GATEWAY_EXITED" in line for line in lines):
            reason, todo = "it cannot be started", "Install a Java 17 runtime."
        elif "PACKAGE_NOT_INSTALLED" in reason:
            todo = "pip install 'hepaboard[spark]'"
        return HepaboardError(f"Spark at {self.connect or self.master} failed: {reason}", todo=todo)


def _task(folder: str) -> Batches:
    """What a worker does with the numbers of blocks."""

    def task(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            numbers = batch.column("id").to_pylist()
            plan = plan_in(folder)
            paths = [str(evaluate_block(plan, Path(folder), number)) for number in numbers]
            yield pa.RecordBatch.from_pydict({"block": numbers, "path": paths})

    return task


@lru_cache(maxsize=1)
def plan_in(folder: str) -> Plan:
    """The plan of a run, read once by each worker."""
    found = pickle.loads((Path(folder) / PLAN).read_bytes())
    assert isinstance(found, Plan)
    return found
