"""Every engine of cohorts against single cases: the same patients, every condition, every verdict.

The judge reads each patient as a single case is read. Rows are invented ones in which some values
have changed places between patients, so that contradictions are met too: they must be set aside by
the cohort and refused by the single case alike.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hepaboard.bench.cohort.judge import Judge, flat_rows
from hepaboard.cohort.columns import ROW
from hepaboard.cohort.engines import engine_of
from hepaboard.cohort.make_plan import VERDICT_WORDS, make_plan
from hepaboard.cohort.reader import Reader
from hepaboard.cohort.record import ID
from hepaboard.cohort.synth import Synth
from hepaboard.guideline import Guideline, load_guideline

Codes = npt.NDArray[np.uint8]
#: What the judge gives a patient who is refused, in every output.
REFUSED = 255
CHUNK = 2_000


@dataclass(slots=True)
class Difference:
    """Outputs of one engine that are not the judge's: in how many patients, and the first."""

    engine: str
    output: str
    rows: int
    first: str


@dataclass(slots=True)
class Differential:
    """What was compared and what differed.

    ``interpreted`` rows were judged by the reference interpreter, all others by the code generated
    for single cases. ``values`` counts truth values and verdicts compared for each engine,
    ``unknown`` those of them that are unknown.
    """

    rows: int = 0
    refused: int = 0
    interpreted: int = 0
    values: int = 0
    unknown: int = 0
    engines: tuple[str, ...] = ()
    differences: list[Difference] = field(default_factory=list)


def differential(
    rows: int,
    engines: Sequence[str] = ("polars", "duckdb", "kernel", "spark"),
    *,
    missing: float = 0.1,
    moved: float = 0.003,
    seed: int = 0,
    interpreted: int = 500,
    processes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Differential:
    """Compares engines with single cases on invented patients.

    Parameters
    ----------
    missing
        The share of values that is not recorded.
    moved
        The share of values of each fact that change places between patients.
    interpreted
        How many of the patients of each block the reference interpreter judges.
    processes
        How many processes judge; one a processor if None.
    progress
        Called with rows done and rows in all.
    """
    guideline = load_guideline()
    truths = [
        place
        for place, node in enumerate(guideline.graph)
        if node.sort == "truth" and node.scope == "patient"
    ]
    plan = make_plan(guideline, nodes=truths)
    names = Judge(guideline, VERDICT_WORDS, plan.codes).names
    found = Differential(engines=tuple(engines))
    options: dict[str, dict[str, Any]] = {"spark": {"master": "local[2]"}}
    ready = {name: engine_of(name, plan, **options.get(name, {})) for name in engines}
    synth = Synth(guideline, seed, missing)
    rng = np.random.default_rng([seed, rows])
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes or os.cpu_count(), context, _begin, (names,)) as pool:
        for part in synth.parts(rows):
            patients = _moved(part.patients, guideline, moved, rng)
            judged = _judged(pool, patients, part.lesions, interpreted)
            reader = Reader(patients, guideline, plan, part.lesions)
            batches = list(reader.batches())
            kept = pl.concat([batch.kept.get_column(ROW) for batch in batches])
            raws = {}
            for name, engine in ready.items():
                with TemporaryDirectory() as folder:
                    coded = (batch.coded for batch in batches)
                    raws[name] = pl.concat(
                        list(engine.run(coded, reader.lesions.coded, Path(folder)))
                    )
            right = np.concatenate([future.result() for future in judged])
            ids = patients.get_column(ID)
            places = kept.to_numpy() - 1
            _refusals(found, right, places, ids)
            for name, raw in raws.items():
                _compare(found, name, raw.select(names), right[places], ids.gather(places))
            found.rows += len(patients)
            found.interpreted += min(interpreted, len(patients))
            found.values += right[places].size
            nodes = [at for at, name in enumerate(names) if name.startswith("node_")]
            found.unknown += int((right[places][:, nodes] == 0).sum())
            if progress is not None:
                progress(found.rows, rows)
    return found


def _moved(
    patients: pl.DataFrame, guideline: Guideline, share: float, rng: np.random.Generator
) -> pl.DataFrame:
    """The patients with some values of each fact exchanged among them.

    Columns of bounded numbers stay: a number beside its own ends is refused by tables alone.
    """
    types = guideline.vocabulary.types
    columns = []
    for column in patients:
        fact = types.get(column.name)
        if fact is not None and not fact.bounded:
            places = np.arange(len(column))
            some = rng.choice(len(column), int(share * len(column)), replace=False)
            places[some] = rng.permutation(some)
            column = column.gather(places)
        columns.append(column)
    return pl.DataFrame(columns)


def _judged(
    pool: ProcessPoolExecutor, patients: pl.DataFrame, lesions: pl.DataFrame, interpreted: int
) -> list[Future[Codes]]:
    """The judge's codes of some patients at a time, as they will be ready."""
    futures = []
    for start, length in _chunks(len(patients), interpreted):
        part = patients[start : start + length]
        own = lesions.join(part.select(ID), on=ID, how="semi", maintain_order="left")
        futures.append(pool.submit(_judge, part, own, start < interpreted))
    return futures


def _chunks(rows: int, interpreted: int) -> Iterator[tuple[int, int]]:
    """Where each chunk begins and how long it is; those of the interpreter are shorter."""
    for first, last, step in ((0, min(rows, interpreted), CHUNK // 8), (interpreted, rows, CHUNK)):
        for start in range(first, last, step):
            yield start, min(step, last - start)


_judges: dict[bool, Judge] = {}


def _begin(names: list[str]) -> None:
    """What each judging process does first."""
    guideline = load_guideline()
    for interpreted in (False, True):
        _judges[interpreted] = Judge(guideline, VERDICT_WORDS, names, interpreted)


def _judge(patients: pl.DataFrame, lesions: pl.DataFrame, interpreted: bool) -> Codes:
    judge = _judges[interpreted]
    codes = np.full((len(patients), len(judge.names)), REFUSED, dtype=np.uint8)
    rows = flat_rows(patients.iter_rows(named=True), lesions.iter_rows(named=True), ID)
    for place, row in enumerate(rows):
        found = judge.row(row)
        if found is not None:
            codes[place] = np.frombuffer(found, dtype=np.uint8)
    return codes


def _refusals(
    found: Differential, right: Codes, places: npt.NDArray[np.int64], ids: pl.Series
) -> None:
    """Patients set aside by the cohort alone, or refused as single cases alone."""
    refused = right[:, 0] == REFUSED
    kept = np.zeros(len(right), dtype=bool)
    kept[places] = True
    found.refused += int((~kept).sum())
    for what, wrong in (
        ("kept, but refused as a single case", kept & refused),
        ("set aside, but taken as a single case", ~kept & ~refused),
    ):
        if wrong.any():
            first = str(ids[int(np.flatnonzero(wrong)[0])])
            found.differences.append(Difference("reader", what, int(wrong.sum()), first))


def _compare(
    found: Differential, engine: str, raw: pl.DataFrame, right: Codes, ids: pl.Series
) -> None:
    for place, column in enumerate(raw):
        wrong = column.to_numpy() != right[:, place]
        if wrong.any():
            first = str(ids[int(np.flatnonzero(wrong)[0])])
            found.differences.append(Difference(engine, column.name, int(wrong.sum()), first))
