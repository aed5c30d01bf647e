"""Blocks of coded patients with their lesions, as files that any worker can take one of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import numpy as np
import polars as pl
import pyarrow as pa

from hepaboard.cohort.columns import MOST_COUNTED, ROW
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.words import Array, evaluate_words

BLOCK_ROWS = 65_536
PATIENTS, LESIONS, RESULT = "patients", "lesions", "result"


def write_blocks(coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path) -> int:
    """Writes blocks numbered from 0 into a folder; returns how many.

    Parameters
    ----------
    lesions
        Coded lesions, sorted by the row of their patient.
    """
    owners = lesions.get_column(ROW)
    number = 0
    for batch in coded:
        for start in range(0, len(batch), BLOCK_ROWS):
            part = batch[start : start + BLOCK_ROWS]
            rows = part.get_column(ROW)
            first, last = owners.search_sorted(rows[0]), owners.search_sorted(rows[-1], "right")
            _write(folder / f"{number}.{PATIENTS}", part.to_arrow())
            _write(folder / f"{number}.{LESIONS}", lesions[first:last].to_arrow())
            number += 1
    return number


def evaluate_block(plan: Plan, folder: Path, number: int) -> Path:
    """Evaluates one block; returns the file of its codes and masks.

    The file has a name of its own: a block that is evaluated twice, because a worker was lost or
    slow, disturbs nobody.
    """
    columns = _read(folder / f"{number}.{PATIENTS}")
    rows = columns[ROW]
    columns = columns | _counts(plan, rows, _read(folder / f"{number}.{LESIONS}"))
    found = evaluate_words(plan, plan.codes, plan.masks, columns, len(rows))
    path = folder / f"{number}.{RESULT}.{uuid4().hex}"
    _write(path, pa.table(found))
    return path


def read_blocks(paths: Iterable[Path], plan: Plan) -> Iterator[pl.DataFrame]:
    """The codes and masks of blocks, in the order of these files; each is removed once read."""
    for path in paths:
        frame = pl.read_ipc_stream(path)
        os.unlink(path)
        yield frame.select([*plan.codes, *plan.masks])


def _counts(plan: Plan, rows: Array, lesions: Mapping[str, Array]) -> dict[str, Array]:
    """The counts of the lesions of each patient, at most 255 each."""
    found = {name: np.zeros(len(rows), np.uint8) for name in plan.counts}
    owners = lesions[ROW]
    if not len(owners):
        return found
    codes = {name: (gate,) for name, gate in plan.counts.items()}
    planes = evaluate_words(plan, codes, {}, lesions, len(owners))
    known, starts = np.unique(owners, return_index=True)
    mine = np.isin(known, rows)
    places = np.searchsorted(rows, known[mine])
    for name, plane in planes.items():
        counts = np.add.reduceat(plane, starts, dtype=np.int64)[mine]
        found[name][places] = np.minimum(counts, MOST_COUNTED)
    return found


def _read(path: Path) -> dict[str, Array]:
    with pa.ipc.open_stream(path.read_bytes()) as reader:
        table = reader.read_all()
    return {name: table.column(name).to_numpy() for name in table.column_names}


def _write(path: Path, table: pa.Table) -> None:
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(path, table.schema, options=options) as writer:
        writer.write_table(table)
