"""The plan in DuckDB: for cohorts larger than memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl

from hepaboard.cohort.coded_files import raw_frames, write_coded
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.sql_text import SqlText


class DuckdbEngine:
    """Evaluates coded patients out of a file.

    Parameters
    ----------
    threads
        How many processors it uses; all if None.
    memory
        The most memory it takes before it writes to disk, e.g. "2GB".
    """

    def __init__(self, plan: Plan, threads: int | None = None, memory: str | None = None) -> None:
        self.plan = plan
        self.threads = threads
        self.memory = memory

    def run(
        self, coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path
    ) -> Iterator[pl.DataFrame]:
        """The plan's codes and masks of every patient, read back in order."""
        files = write_coded(coded, lesions, folder)
        raw = folder / "raw.parquet"
        text = SqlText(self.plan, _quoted)
        patients = f"read_parquet({_text(files.patients)})"
        if self.plan.counts:
            counts = text.lesions(f"read_parquet({_text(files.lesions)})")
            patients = text.joined(patients, counts)
        with duckdb.connect(config=self._config(folder)) as connection:
            # thousands of columns in layers made by hand: looking for a better plan of them takes
            # longer than carrying out this one
            connection.execute("PRAGMA disable_optimizer")
            connection.execute(
                f"COPY ({text.patients(patients)}) TO {_text(raw)} "
                "(FORMAT parquet, COMPRESSION lz4_raw)"
            )
        yield from raw_frames([raw], self.plan)

    def _config(self, folder: Path) -> dict[str, str | bool | int | float | list[str]]:
        config: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(folder)}
        if self.threads is not None:
            config["threads"] = self.threads
        if self.memory is not None:
            config["memory_limit"] = self.memory
        return config


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
