"""Rows of the own engines on the whole guideline, from Parquet file to Parquet file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hepaboard.bench.cohort.memory import Memory
from hepaboard.bench.cohort.tables import Tables
from hepaboard.bench.result import BenchRow, rounded

LIMIT_SECONDS = 1800.0
#: What happens once a process, by engine.
READY = {"kernel": "compile", "spark": "session start"}


def file_row(
    engine: str, tables: Tables, rows: int, masks: bool = False, fresh: bool = True
) -> BenchRow:
    """The row of one engine; if it cannot be run, the note says why.

    Parameters
    ----------
    fresh
        Whether the kernel is compiled anew instead of taken from its cache.
    """
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.parquet"
        command = [sys.executable, "-m", "hepaboard.bench.cohort.child", engine]
        command += [str(tables.patients), str(tables.lesions), str(out)]
        command += ["masks"] if masks else []
        environment = {**os.environ, "TMPDIR": folder}
        if fresh:
            environment["NUMBA_CACHE_DIR"] = folder
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        memory = Memory(process.pid)
        memory.start()
        try:
            printed, complaints = process.communicate(timeout=LIMIT_SECONDS)
        except BaseException:
            process.kill()
            process.communicate()
            raise
        finally:
            memory.stop()
    name = f"hepaboard {engine}{', with masks' if masks else ''}"
    if process.returncode:
        lines = [line for line in complaints.splitlines() if line.strip()]
        why = lines[-1][:200] if lines else f"ended with code {process.returncode}"
        return _row(name, rows, None, f"cannot be run: {why}")
    found = json.loads(printed)
    assert found["rows"] == found["read"] == rows
    notes = [f"{found['seconds']:.3g} s"]
    if memory.peak_mb:
        notes.append(f"peak memory {memory.peak_mb:,.0f} MB")
    if engine in READY:
        notes.append(f"{READY[engine]} {found['ready']:.3g} s apart")
    return _row(name, rows, rows / found["seconds"], "; ".join(notes))


def _row(engine: str, rows: int, figure: float | None, note: str) -> BenchRow:
    return BenchRow(
        workload=f"guideline, {rows:,} patients, file to file",
        engine=engine,
        version=None,
        figure=None if figure is None else rounded(figure),
        unit="rows/s",
        note=note,
    )
