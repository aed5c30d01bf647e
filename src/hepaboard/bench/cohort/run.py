"""``hepaboard bench cohort``: own engines on the whole guideline, peers on ten rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hepaboard.bench.cohort.files import file_row
from hepaboard.bench.cohort.growth_figure import growth_figure
from hepaboard.bench.cohort.resident import resident_rows
from hepaboard.bench.cohort.tables import write_tables
from hepaboard.bench.cohort.ten_rules import WORKLOAD, HoledTenRules
from hepaboard.bench.cohort.ten_rules_rows import table_rows
from hepaboard.bench.environment import PeerEnvironments
from hepaboard.bench.errors import BenchError
from hepaboard.bench.peer import load_peers
from hepaboard.bench.result import BenchResult, BenchRow, bench_result
from hepaboard.bench.run_peer import run_peer
from hepaboard.guideline import load_guideline

ENGINES = ("polars", "duckdb", "kernel", "spark")
PEERS = (
    "zen-engine-0.37",
    "zen-engine-2",
    "rule-engine",
    "cql-execution",
    "openfisca-core",
    "openfisca-core-batch",
)
SMALLEST = 10_000
#: Smaller cohorts are measured too if the largest is so many times larger than they are.
GROWTH = 5
#: Cohorts smaller than this are measured alone.
FEW = 1_000_000


def cohort_bench(
    rows: int = 50_000,
    *,
    engines: Sequence[str] = ENGINES,
    offline: bool = False,
    folder: Path | None = None,
    figure: Path | None = None,
    told: Callable[[str], None] = lambda step: None,
) -> BenchResult:
    """Measure cohorts in one run on one machine.

    The whole guideline goes from Parquet file to Parquet file in a process of its own for each
    engine and size (ten thousand, then ten times more, up to ``rows``), and over coded patients in
    memory. Ten rules go through own engines, hand-written CASE and peers; their rows lack a tenth
    of all values, and answers that the known values do not entail are counted.

    Parameters
    ----------
    rows
        Patients of the largest cohort.
    offline
        Install no peer.
    folder
        Where the environments of peers are.
    figure
        Where a picture of time over size goes (SVG).
    told
        Called with what is being measured.

    Raises
    ------
    BenchError
        There are fewer rows than one can measure, or no such engine.
    """
    if rows < SMALLEST:
        raise BenchError("Too few rows.", field="rows", value=rows, allowed=f"{SMALLEST:,} or more")
    for name in engines:
        if name not in ENGINES:
            raise BenchError("No such engine.", value=name, allowed=", ".join(ENGINES))
    guideline = load_guideline()
    found: list[BenchRow] = []
    growth: dict[str, list[tuple[int, float]]] = {name: [] for name in engines}
    for size in sizes(rows):
        with TemporaryDirectory(prefix="hepaboard-bench-") as place:
            told(f"{size:,} patients")
            tables = write_tables(guideline, size, Path(place))
            if size == rows:
                told("in memory")
                found += resident_rows(guideline, tables)
            for name in engines:
                told(f"{name}, {size:,} patients")
                row = file_row(name, tables, size)
                found.append(row)
                if row.figure:
                    growth[name].append((size, size / row.figure))
    told("ten rules")
    work = HoledTenRules(repetitions=3, count=5_000)
    found += table_rows(work)
    places = PeerEnvironments(folder or PeerEnvironments.default_folder(), offline=offline)
    for peer in PEERS:
        told(peer)
        row = run_peer(load_peers()[peer], work, places)
        found.append(row.model_copy(update={"workload": WORKLOAD, "unit": "rows/s"}))
    if figure is not None:
        drawn = {name: points for name, points in growth.items() if points}
        title = "From file to file: time over number of patients"
        figure.write_text(growth_figure(drawn, title), encoding="utf-8")
    return bench_result("cohort", found)


def sizes(rows: int) -> list[int]:
    """The sizes to measure: where there are enough rows to see growth, from ten thousand up."""
    found, size = [], SMALLEST
    while size * GROWTH <= rows >= FEW:
        found.append(size)
        size *= 10
    return [*found, rows]
