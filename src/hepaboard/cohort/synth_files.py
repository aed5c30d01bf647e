"""Writes invented cohorts to files, block by block."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq

from hepaboard.cohort.output_file import appearing
from hepaboard.cohort.record import Part
from hepaboard.cohort.synth import Synth
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline


def write_synth(
    guideline: Guideline,
    patients: int,
    out: Path,
    seed: int = 0,
    missing: float = 0.1,
    lesions: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    outcomes: bool = False,
    also: Callable[[Part], None] | None = None,
) -> None:
    """Writes that many patients, and their lesions if asked, as Parquet.

    Parameters
    ----------
    outcomes
        Adds treatments given and survival.
    also
        Called with each block of patients before it is written.

    Raises
    ------
    HepaboardError
        A file is no Parquet file, there is no such folder, ``missing`` is no share.
    """
    for path in (out, lesions):
        if path is not None and path.suffix != ".parquet":
            raise HepaboardError("Cohorts are written as Parquet.", file=path, allowed=".parquet")
    with ExitStack() as stack:
        writers: dict[int, pq.ParquetWriter] = {}
        parts = [None if p is None else stack.enter_context(appearing(p)) for p in (out, lesions)]
        closing = stack.enter_context(ExitStack())
        done = 0
        for part in Synth(guideline, seed, missing, outcomes).parts(patients):
            if also is not None:
                also(part)
            for place, frame in enumerate((part.patients, part.lesions)):
                path = parts[place]
                if path is None:
                    continue
                arrow = frame.to_arrow()
                if place not in writers:
                    writer = pq.ParquetWriter(path, arrow.schema, compression="zstd")
                    writers[place] = closing.enter_context(writer)
                writers[place].write_table(arrow)
            done += len(part.patients)
            if progress is not None:
                progress(done, patients)
