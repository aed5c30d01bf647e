"""Joins what was counted over lesions to their patients."""

from __future__ import annotations

import polars as pl

from hepaboard.cohort.columns import ROW


def with_counts(coded: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The patients of a batch with the counts of their lesions; none listed counts 0."""
    names = [name for name in counts.columns if name != ROW]
    joined = coded.join(counts, on=ROW, how="left", maintain_order="left")
    return joined.with_columns(pl.col(names).fill_null(0))
