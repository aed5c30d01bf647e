"""What invented patients were given and how long they lived, as a registry would record it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from hepaboard.cohort.draw import Array, Coded, fits
from hepaboard.cohort.synthetic import Outcomes
from hepaboard.logic import FactType


def outcomes(
    how: Outcomes,
    known: Coded,
    types: Mapping[str, FactType],
    missing: float,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """``treatment_given``, ``followup_months`` and ``died`` of coded patients, some missing."""
    rows = len(next(iter(known.values())))
    given = np.full(rows, "", dtype=object)
    half = np.ones(rows)
    free = np.ones(rows, dtype=bool)
    for course in how.courses:
        here = free & fits(course, known, types, rows)
        free &= ~here
        steps = np.cumsum(list(course.given.values()))
        places = np.searchsorted(steps, rng.random(rows) * steps[-1], "right")
        given = np.where(here, np.array(list(course.given), dtype=object)[places], given)
        half = np.where(here, course.median_months, half)
    lived: Array = rng.exponential(half / np.log(2))
    seen: Array = rng.uniform(*how.observed, rows)
    table = pl.DataFrame(
        {
            "treatment_given": pl.Series(given.tolist(), dtype=pl.String),
            "followup_months": np.round(np.minimum(lived, seen), 1),
            "died": lived <= seen,
        }
    )
    gone = [pl.Series(rng.random(rows) < missing) for _ in range(2)]
    return table.select(
        pl.when(~gone[0]).then("treatment_given").alias("treatment_given"),
        pl.when(~gone[1]).then("followup_months").alias("followup_months"),
        pl.when(~gone[1]).then("died").alias("died"),
    )
