"""``hepaboard bench load``: how long a new process waits for the guideline."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from hepaboard.bench.errors import BenchError
from hepaboard.bench.result import BenchResult, BenchRow, bench_result, timed_row

WORKLOAD = "load"
#: What a fresh process runs; the import of the room counts, starting Python does not.
PROGRAM = """
from time import perf_counter
start = perf_counter()
from hepaboard.guideline import load_guideline
imported = perf_counter()
load_guideline()
print(perf_counter() - imported, perf_counter() - start)
"""


def load_bench(*, repetitions: int = 7) -> BenchResult:
    """Measure loading the whole guideline in fresh processes, from the files and from the cache.

    Parameters
    ----------
    repetitions
        Processes for each row; the median counts.

    Returns
    -------
    BenchResult
        Milliseconds, with and without the import of the packages that loading needs.

    Raises
    ------
    BenchError
        A process could not load the guideline; its message is passed on.
    """
    rows: list[BenchRow] = []
    with TemporaryDirectory() as folder:
        _seconds(folder)  # fills the cache
        for name, cache in (("from the files", "off"), ("from the cache", folder)):
            runs = [_seconds(cache) for _ in range(repetitions)]
            for place, what in enumerate(("", " and import")):
                rows.append(
                    timed_row(
                        workload=WORKLOAD,
                        engine=f"hepaboard load {name}{what}",
                        version=metadata.version("hepaboard"),
                        figures=[1000 * run[place] for run in runs],
                        unit="ms",
                        notes=["a new process each"],
                    )
                )
    return bench_result("load", rows)


def _seconds(cache: str) -> tuple[float, float]:
    """The seconds of one new process: loading, and loading with imports."""
    package = Path(__file__).resolve().parents[2]
    path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")]))
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "HEPABOARD_CACHE": cache, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise BenchError("A process could not load the guideline.", value=run.stderr.strip())
    load, whole = map(float, run.stdout.split())
    return load, whole
