"""Tables of any size: invented patients, repeated under new ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from hepaboard.cohort.record import ID
from hepaboard.cohort.synth import Synth
from hepaboard.guideline import Guideline

#: Different patients at most; inventing more of them takes longer than evaluating them.
DISTINCT = 196_608


@dataclass(frozen=True, slots=True)
class Tables:
    """A table of patients and one of their lesions."""

    patients: Path
    lesions: Path


def write_tables(guideline: Guideline, rows: int, folder: Path, missing: float = 0.1) -> Tables:
    """Writes that many patients, a tenth of their values missing, as Parquet.

    No engine gains from a patient who comes again: each is evaluated anew.
    """
    found = Tables(folder / "patients.parquet", folder / "lesions.parquet")
    parts = list(Synth(guideline, missing=missing).parts(min(rows, DISTINCT)))
    patients = pl.concat([part.patients for part in parts])
    lesions = pl.concat([part.lesions for part in parts])
    _write(found.patients, _repeated(patients, patients, rows))
    _write(found.lesions, _repeated(lesions, patients, rows))
    return found


def _repeated(table: pl.DataFrame, patients: pl.DataFrame, rows: int) -> Iterator[pl.DataFrame]:
    for turn, start in enumerate(range(0, rows, len(patients))):
        here = patients.head(rows - start).select(ID)
        part = table.join(here, on=ID, how="semi", maintain_order="left")
        yield part.with_columns(pl.format("{}-{}", ID, pl.lit(str(turn))).alias(ID))


def _write(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    first = next(parts).to_arrow()
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        writer.write_table(first)
        for part in parts:
            writer.write_table(part.to_arrow())
