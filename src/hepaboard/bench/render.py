"""A benchmark's result as a table for the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from hepaboard.bench.result import BenchResult, BenchRow

WRONG = "DISAGREES"


def bench_table(result: BenchResult) -> Table:
    """Return the result as a table, fastest first within each workload.

    Parameters
    ----------
    result
        From :func:`hepaboard.bench.case_bench`.

    Returns
    -------
    rich.table.Table
        Rows without a figure stand last and say why. How each engine was called, its agreement
        with the reference and the spread of its figures stand in the JSON.
    """
    title = f"{result.bench}: {result.date.isoformat()}, {result.machine}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("engine")
    table.add_column("figure", justify="right")
    table.add_column("ratio", justify="right")
    # Benchmarks of this engine alone have no such column.
    asked = any(row.unknown_gives or row.figure is None or WRONG in row.note for row in result.rows)
    if asked:
        table.add_column("answer while one fact is unknown")
    for workload in dict.fromkeys(row.workload for row in result.rows):
        rows = [row for row in result.rows if row.workload == workload]
        for row in sorted(rows, key=_order):
            table.add_row(*(Text(cell) for cell in _cells(row)[: None if asked else -1]))
        table.add_section()
    return table


def _order(row: BenchRow) -> tuple[bool, float]:
    small_is_good = row.unit.startswith(("us", "ms"))
    figure = row.figure or 0.0
    return row.figure is None, figure if small_is_good else -figure


def _cells(row: BenchRow) -> tuple[str, ...]:
    figure = "-" if row.figure is None else f"{row.figure:,.10g} {row.unit}"
    ratio = "-" if row.ratio is None else f"{row.ratio:.3g}"
    name = f"{row.engine} {row.version}" if row.version else row.engine
    said = row.unknown_gives or "-"
    if row.figure is None or WRONG in row.note:
        said = row.note
    return name, figure, ratio, said
