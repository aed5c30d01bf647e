"""A cohort from its tables to its verdicts."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from hepaboard.cohort.engines import EngineName, engine_of
from hepaboard.cohort.labels import Labels
from hepaboard.cohort.make_plan import make_plan
from hepaboard.cohort.mapping import Mapping, read_mapping
from hepaboard.cohort.output_file import appearing, working
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.reader import Reader
from hepaboard.cohort.rejected import Rejected
from hepaboard.cohort.set_aside import SetAside
from hepaboard.cohort.source import Table
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline, load_guideline

#: Raised when the same guideline and cohort would give another file.
COMPILER = "1"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Cohort:
    """An evaluated cohort: one row a patient, the rows set aside, and the report on them."""

    table: pl.DataFrame
    rejected: pl.DataFrame
    report: SetAside


@dataclass(slots=True)
class Run:
    """One cohort on its way through one engine.

    Parameters
    ----------
    progress
        Called with rows done and rows in all.
    """

    table: Table
    guideline: Guideline
    engine: str = "polars"
    lesions: Table | None = None
    mapping: Mapping | None = None
    masks: bool = False
    options: dict[str, Any] = field(default_factory=dict)
    progress: Progress | None = None
    plan: Plan = field(init=False)
    reader: Reader = field(init=False)
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        self.plan = make_plan(self.guideline, self.masks)
        self.reader = Reader(self.table, self.guideline, self.plan, self.lesions, self.mapping)
        self.labels = Labels(self.guideline)

    @property
    def metadata(self) -> dict[str, str]:
        """What the output says of itself."""
        return {
            "hepaboard.version": version("hepaboard"),
            "hepaboard.guideline": self.guideline.version,
            "hepaboard.guideline_hash": self.guideline.hash,
            "hepaboard.compiler": COMPILER,
            "hepaboard.engine": self.engine,
            "hepaboard.verdicts": "of the verdict table, before the analysis of missing facts",
            "hepaboard.statements": json.dumps(
                [item.id for item in self.guideline.statements] if self.masks else []
            ),
        }

    def tables(self, rejected: Rejected) -> Iterator[pl.DataFrame]:
        """The output, batch by batch; rows set aside go to ``rejected``."""
        engine = engine_of(self.engine, self.plan, **self.options)
        kept: deque[pl.DataFrame] = deque()
        folder = Path(tempfile.mkdtemp(prefix="hepaboard-", dir=rejected.folder))
        done = 0

        def coded() -> Iterator[pl.DataFrame]:
            for batch in self.reader.batches():
                rejected.add(batch.rejected)
                kept.append(batch.kept)
                yield batch.coded

        try:
            for raw in engine.run(coded(), self.reader.lesions.coded, folder):
                yield self.labels.table(_take(kept, len(raw)).drop("row"), raw)
                done += len(raw)
                if self.progress is not None:
                    self.progress(done, self.reader.rows)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def schema(self) -> pl.Schema:
        """The columns of the output."""
        kept = self.reader.kept_schema
        raw = pl.DataFrame(
            {name: pl.Series([], dtype=pl.UInt8) for name in self.plan.codes}
            | {name: pl.Series([], dtype=pl.Int64) for name in self.plan.masks}
        )
        return self.labels.table(pl.DataFrame(schema=kept), raw).schema


def _take(kept: deque[pl.DataFrame], rows: int) -> pl.DataFrame:
    """The next rows of the queue."""
    found = []
    while rows:
        first = kept.popleft()
        if len(first) > rows:
            kept.appendleft(first[rows:])
            first = first[:rows]
        rows -= len(first)
        found.append(first)
    return pl.concat(found) if found else kept[0].clear() if kept else pl.DataFrame()


def evaluate(
    table: Table,
    engine: EngineName = "polars",
    *,
    lesions: Table | None = None,
    mapping: str | Path | None = None,
    masks: bool = False,
    guideline: Guideline | None = None,
    **options: Any,
) -> Cohort:
    """The guideline over a cohort that fits into memory.

    Parameters
    ----------
    table
        One row a patient: a Polars frame, or a Parquet, CSV or Excel file.
    engine
        "polars", "duckdb", "kernel" or "spark"; all give the same.
    lesions
        One row a lesion, with the patient's id.
    mapping
        A mapping file, if columns are not named and valued as facts.
    masks
        Adds ``fired_<k>`` and ``unknown_<k>``: bit i of group k is statement 63 k + i.
    guideline
        The shipped one with all packs if None.
    options
        Options of the engine.

    Raises
    ------
    HepaboardError
        A table cannot be read, a column is no fact, an engine is not installed.
    """
    guideline = guideline or load_guideline()
    mapped = None if mapping is None else read_mapping(mapping, guideline.vocabulary)
    run = Run(table, guideline, engine, lesions, mapped, masks, options)
    rejected = Rejected()
    found = list(run.tables(rejected))
    whole = pl.concat(found) if found else pl.DataFrame(schema=run.schema)
    return Cohort(whole, rejected.frame(), run.reader.report)


def evaluate_file(run: Run, out: Path, rejected: Path | None = None) -> SetAside:
    """Writes the output of a run to a Parquet file; returns the report on what was set aside.

    Parameters
    ----------
    rejected
        Where the rows set aside go (CSV or Parquet); beside ``out`` if None and there are any.

    Raises
    ------
    HepaboardError
        ``out`` is no Parquet file, or a table cannot be read.
    """
    if out.suffix != ".parquet":
        raise HepaboardError("A cohort is written as Parquet.", file=out, allowed="OUT.parquet")

    def source(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        yield from run.tables(aside)

    with appearing(out) as part, working(out) as folder:
        aside = Rejected(folder)
        register_io_source(source, schema=run.schema).sink_parquet(
            part, compression="zstd", compression_level=1, metadata=run.metadata
        )
        aside.write(rejected or out.with_suffix(".rejected.csv"), always=rejected is not None)
    return run.reader.report
