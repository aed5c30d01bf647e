"""Blocks of coded patients with their lesions, as records of bytes that can be sent anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from hepaboard.cohort.columns import MOST_COUNTED, ROW
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.words import Array, evaluate_words

BLOCK_ROWS = 65_536


def write_blocks(coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path) -> Path:
    """Writes a folder of Parquet files whose records are blocks; returns the folder.

    Parameters
    ----------
    lesions
        Coded lesions, sorted by the row of their patient.
    """
    place = folder / "blocks"
    place.mkdir()
    owners = lesions.get_column(ROW)
    number = 0
    for count, batch in enumerate(coded):
        records = []
        for start in range(0, len(batch), BLOCK_ROWS):
            part = batch[start : start + BLOCK_ROWS]
            rows = part.get_column(ROW)
            first, last = owners.search_sorted(rows[0]), owners.search_sorted(rows[-1], "right")
            records.append(
                (number, _bytes(part.to_arrow()), _bytes(lesions[first:last].to_arrow()))
            )
            number += 1
        if records:
            frame = pl.DataFrame(records, schema=["block", "patients", "lesions"], orient="row")
            frame.write_parquet(place / f"{count:06}.parquet", row_group_size=1, compression="lz4")
    if not number:
        schema = {"block": pl.Int64, "patients": pl.Binary, "lesions": pl.Binary}
        pl.DataFrame(schema=schema).write_parquet(place / "none.parquet")
    return place


def evaluate_block(plan: Plan, patients: bytes, lesions: bytes) -> bytes:
    """The codes and masks of one block."""
    columns = _columns(patients)
    rows = columns[ROW]
    columns = columns | _counts(plan, rows, _columns(lesions))
    found = evaluate_words(plan, plan.codes, plan.masks, columns, len(rows))
    return _bytes(pa.table(found))


def read_blocks(folder: Path, plan: Plan) -> Iterator[pl.DataFrame]:
    """The codes and masks of all blocks, in order."""
    table = pl.scan_parquet(folder / "*.parquet")
    places = table.select("block").collect().to_series().sort()
    for place in places:
        record = table.filter(pl.col("block") == place).collect()
        frame = pl.read_ipc_stream(record.get_column("result")[0])
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


def _columns(data: bytes) -> dict[str, Array]:
    table = pa.ipc.open_stream(data).read_all()
    return {name: table.column(name).to_numpy() for name in table.column_names}


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data
