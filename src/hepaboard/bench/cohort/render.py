"""The figures of cohorts as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from hepaboard.bench.result import BenchResult


def cohort_tables(result: BenchResult) -> Iterator[Table]:
    """One table a workload, fastest first; ratios are to the first own engine of the workload."""
    for workload in dict.fromkeys(row.workload for row in result.rows):
        rows = [row for row in result.rows if row.workload == workload]
        guesses = any(row.unknown_gives for row in rows)
        table = Table(title=workload, title_justify="left", box=None, pad_edge=False)
        table.add_column("engine")
        table.add_column("rows/s", justify="right")
        table.add_column("ratio", justify="right")
        table.add_column("what missing values do" if guesses else "remark")
        for row in sorted(rows, key=lambda row: -(row.figure or 0)):
            said = row.unknown_gives if guesses and row.figure is not None else row.note
            table.add_row(
                Text(f"{row.engine} {row.version}" if row.version else row.engine),
                "-" if row.figure is None else f"{row.figure:,.0f}",
                "-" if row.ratio is None else f"{row.ratio:.3g}",
                Text(said or "-"),
            )
        yield table
