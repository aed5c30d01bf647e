"""The hazards of groups against one of them, by a Cox model of the library lifelines."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from hepaboard.registry.schoenfeld import schoenfeld

#: Below this many deaths for each coefficient a Cox model is known to mislead.
ENOUGH_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Hazard:
    """The hazard of a group against that of the reference group, with its 95 % interval."""

    label: str
    ratio: float
    low: float
    high: float
    p: float
    proportional_p: float


def hazards(
    frame: pl.DataFrame, labels: Sequence[str], vague: Sequence[str]
) -> tuple[str | None, tuple[Hazard, ...] | None, float | None]:
    """Hazards against the largest group; a group without deaths has none that can be estimated."""
    from lifelines import CoxPHFitter
    from lifelines.exceptions import ConvergenceError
    from lifelines.statistics import proportional_hazard_test

    deaths = {
        label: int(frame.filter(pl.col("label") == label).get_column("died").sum())
        for label in labels
    }
    fit = [label for label in labels if deaths[label]]
    if len(fit) < 2:
        return None, None, None
    frame = frame.filter(pl.col("label").is_in(fit))
    sizes = {label: int((frame.get_column("label") == label).sum()) for label in fit}
    reference = max(fit, key=lambda label: (label not in vague, sizes[label]))
    others = [label for label in fit if label != reference]
    wide = frame.select(
        pl.col("months"),
        pl.col("died").cast(pl.Int8),
        *(
            (pl.col("label") == label).cast(pl.Int8).alias(f"x{i}")
            for i, label in enumerate(others)
        ),
    )
    import pandas as pd  # what lifelines takes

    table = pd.DataFrame(wide.to_dict(as_series=False))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            model = CoxPHFitter().fit(table, "months", "died")
            scaled = _scaled_residuals(model, table)
            tested = proportional_hazard_test(
                model, table, time_transform="rank", precomputed_residuals=scaled
            ).summary
        except (ConvergenceError, np.linalg.LinAlgError):
            return reference, None, sum(deaths.values()) / len(others)
    found = []
    for i, label in enumerate(others):
        row = model.summary.loc[f"x{i}"]
        found.append(
            Hazard(
                label,
                float(row["exp(coef)"]),
                float(row["exp(coef) lower 95%"]),
                float(row["exp(coef) upper 95%"]),
                float(row["p"]),
                float(tested.loc[f"x{i}", "p"]),
            )
        )
    return reference, tuple(found), sum(deaths.values()) / len(others)


def _scaled_residuals(model: Any, table: Any) -> Any:
    """The residuals of a fitted model as lifelines wants them, in the model's own order."""
    import pandas as pd

    ordered = table.loc[model.durations.index]
    columns = list(model.params_.index)
    died = ordered["died"].to_numpy().astype(bool)
    residuals = schoenfeld(
        ordered["months"].to_numpy(float),
        died,
        ordered[columns].to_numpy(float),
        model.params_.to_numpy(float),
    )
    scaled = died.sum() * residuals @ model.variance_matrix_.to_numpy(float)
    return pd.DataFrame(scaled, columns=columns)
