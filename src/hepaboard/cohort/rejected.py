"""The rows of a cohort that could not be used, with the reasons."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl

from hepaboard.cohort.output_file import appearing
from hepaboard.errors import HepaboardError


class Rejected:
    """Collects rows batch by batch and writes them to a file of their own.

    Parameters
    ----------
    folder
        A folder on the disk of the output, for files in between.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._frames: list[pl.DataFrame] = []
        self._empty: pl.DataFrame | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Rows set aside, with their reasons."""
        self._empty = frame.clear()
        if len(frame):
            self._frames.append(frame)

    def frame(self) -> pl.DataFrame:
        """All rows set aside so far."""
        if self._frames:
            return pl.concat(self._frames)
        return pl.DataFrame() if self._empty is None else self._empty

    def write(self, path: Path, always: bool) -> None:
        """Writes the rows; without any, only if ``always``, else an old file is removed.

        Raises
        ------
        HepaboardError
            The name ends neither in .csv nor in .parquet.
        """
        if path.suffix not in (".csv", ".parquet"):
            raise HepaboardError(
                "Rows set aside are written as CSV or Parquet.", file=path, allowed=".csv, .parquet"
            )
        frame = self.frame()
        if not len(frame) and not always:
            path.unlink(missing_ok=True)
            return
        with appearing(path) as part:
            if path.suffix == ".csv":
                frame.write_csv(part)
            else:
                frame.write_parquet(part)
        os.chmod(path, 0o644)
