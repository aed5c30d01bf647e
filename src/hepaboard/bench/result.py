"""The result of a benchmark, as it is printed and as JSON."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict

OWN = "hepaboard"


class BenchRow(BaseModel):
    """One engine on one workload.

    Parameters
    ----------
    workload
        Rows of the same workload may be compared, others not.
    engine, version
        Own engines are named ``hepaboard ...``.
    figure, unit
        Median of the repetitions; None if the engine could not be run.
    ratio
        Figure divided by that of the first own engine of the workload.
    unknown_gives
        The answer while one fact is unknown.
    note
        How it was run, whether it agreed with the reference, or why it was not run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    workload: str
    engine: str
    version: str | None
    figure: float | None
    unit: str
    ratio: float | None = None
    unknown_gives: str | None = None
    note: str = ""


class BenchResult(BaseModel):
    """All rows of one benchmark, made in one run on one machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bench: str
    date: date
    machine: str
    rows: tuple[BenchRow, ...]


def timed_row(
    *,
    workload: str,
    engine: str,
    version: str | None,
    figures: Sequence[float],
    unit: str,
    notes: Iterable[str],
    unknown_gives: str | None = None,
) -> BenchRow:
    """Return a row with the median of several figures; the note gives their range."""
    spread = f"median of {len(figures)}, {_said(min(figures))} to {_said(max(figures))}"
    return figure_row(
        workload=workload,
        engine=engine,
        version=version,
        figure=median(figures),
        unit=unit,
        notes=[*notes, spread],
        unknown_gives=unknown_gives,
    )


def figure_row(
    *,
    workload: str,
    engine: str,
    version: str | None,
    figure: float,
    unit: str,
    notes: Iterable[str],
    unknown_gives: str | None = None,
) -> BenchRow:
    """Return a row with one figure, rounded as all figures are."""
    return BenchRow(
        workload=workload,
        engine=engine,
        version=version,
        figure=rounded(figure),
        unit=unit,
        unknown_gives=unknown_gives,
        note="; ".join(note for note in notes if note),
    )


def bench_result(bench: str, rows: Sequence[BenchRow]) -> BenchResult:
    """Return the finished result: ratios filled in, dated, with the machine named."""
    base: dict[str, float] = {}
    for row in rows:
        if row.engine.split()[0] == OWN and row.figure:
            base.setdefault(row.workload, row.figure)
    finished = []
    for row in rows:
        own = base.get(row.workload)
        ratio = float(f"{row.figure / own:.4g}") if own and row.figure is not None else None
        finished.append(row.model_copy(update={"ratio": ratio}))
    return BenchResult(bench=bench, date=date.today(), machine=_machine(), rows=tuple(finished))


def rounded(figure: float) -> float:
    """A figure with as many digits as it is worth."""
    return float(round(figure)) if figure >= 1000 else float(f"{figure:.4g}")


def _said(figure: float) -> str:
    return f"{rounded(figure):,.10g}"


def _machine() -> str:
    """Return processor, cores, system and Python; no host name."""
    processor = platform.processor() or platform.machine()
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    if found := re.search(r"model name\s*:\s*(.+)", text):
        processor = " ".join(found[1].split())
    python = f"Python {platform.python_version()}"
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, {python}"
