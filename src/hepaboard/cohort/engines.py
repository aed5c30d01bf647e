"""The engines by name, imported only when they are used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

import polars as pl

from hepaboard.cohort.plan import Plan
from hepaboard.errors import HepaboardError

EngineName = Literal["polars", "duckdb", "spark", "kernel"]
#: Where each engine is, the package that it needs, and the extra that brings it.
PLACES: dict[str, tuple[str, str, str, str]] = {
    "polars": ("hepaboard.cohort.polars_engine", "PolarsEngine", "polars", "cohort"),
    "duckdb": ("hepaboard.cohort.duckdb_engine", "DuckdbEngine", "duckdb", "cohort"),
    "spark": ("hepaboard.cohort.spark_engine", "SparkEngine", "pyspark", "spark"),
    "kernel": ("hepaboard.cohort.kernel_engine", "KernelEngine", "numba", "cohort"),
}


class Engine(Protocol):
    """What evaluates coded patients."""

    def run(
        self, coded: Iterator[pl.DataFrame], lesions: pl.DataFrame, folder: Path
    ) -> Iterator[pl.DataFrame]:
        """The plan's codes and masks of every patient, in order, in batches of any size.

        Parameters
        ----------
        coded
            Coded patients, batch by batch.
        lesions
            Coded lesions of all patients.
        folder
            A folder for files in between, removed afterwards.
        """


def engine_of(name: str, plan: Plan, **options: Any) -> Engine:
    """An engine ready to run a plan.

    Raises
    ------
    HepaboardError
        There is no such engine, or what it needs is not installed.
    """
    if name not in PLACES:
        raise HepaboardError(
            f"There is no engine {name!r}.", allowed=", ".join(get_args(EngineName))
        )
    module, public, package, extra = PLACES[name]
    try:
        found: Engine = getattr(import_module(module), public)(plan, **options)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "hepaboard":
            raise
        raise HepaboardError(
            f"The engine {name} needs {error.name or package}, which is not installed.",
            todo=f"pip install 'hepaboard[{extra}]'",
        ) from error
    return found
