"""Files between the reader and an engine that works from files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from hepaboard.cohort.columns import ROW
from hepaboard.cohort.plan import Plan

#: Patients in one file of coded patients.
FILE_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class CodedFiles:
    """Coded patients (a pattern of files) and coded lesions."""

    patients: Path
    lesions: Path


def write_coded(coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path) -> CodedFiles:
    """Writes coded patients, some at a time, and lesions into a folder."""
    place = folder / "patients"
    place.mkdir()
    waiting: list[pl.DataFrame] = []
    count = 0
    for batch in coded:
        waiting.append(batch)
        if sum(map(len, waiting)) >= FILE_ROWS:
            _write(waiting, place / f"{count:06}.parquet")
            waiting, count = [], count + 1
    if waiting:
        _write(waiting, place / f"{count:06}.parquet")
    lesions.write_parquet(folder / "lesions.parquet", compression="lz4")
    return CodedFiles(place / "*.parquet", folder / "lesions.parquet")


def _write(frames: list[pl.DataFrame], path: Path) -> None:
    pl.concat(frames).write_parquet(path, compression="lz4", statistics=False)


def raw_frames(files: Sequence[Path], plan: Plan) -> Iterator[pl.DataFrame]:
    """The codes and masks that an engine wrote, in the order of the patients."""
    table = pl.scan_parquet(list(files))
    rows = table.select(ROW).collect().to_series()
    if not rows.is_sorted():
        table = table.sort(ROW)
    columns = [pl.col(name).cast(pl.UInt8) for name in plan.codes]
    columns += [pl.col(name).cast(pl.Int64) for name in plan.masks]
    yield from table.select(columns).collect_batches(maintain_order=True)
