"""Survival of groups: Kaplan-Meier, log-rank and Cox, by the library lifelines."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

import numpy as np
import polars as pl

from hepaboard.errors import HepaboardError
from hepaboard.registry.coarse import Interval, coarse
from hepaboard.registry.hazards import Hazard, hazards
from hepaboard.registry.privacy import Privacy, Shown

STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Estimate:
    """Survival of one group.

    Attributes
    ----------
    patients, deaths
        Counts as they may be shown.
    steps
        Months and share alive from then on.
    stepped
        Whether ``steps`` are all steps of the curve; else some points of it.
    at_risk
        Patients still observed just before each tick.
    alive
        For each tick the share alive with its 95 % interval; None past the end of observation.
    median
        Months in words.
    """

    label: str
    patients: int
    deaths: Shown
    steps: tuple[tuple[float, float], ...]
    stepped: bool
    at_risk: tuple[Shown, ...]
    alive: tuple[tuple[float, float, float] | None, ...]
    median: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups compared; ``logrank_p`` and ``hazards`` are None where they cannot be estimated."""

    estimates: tuple[Estimate, ...]
    ticks: tuple[int, ...]
    logrank_p: float | None
    reference: str | None
    hazards: tuple[Hazard, ...] | None
    events_per_variable: float | None


def need_lifelines() -> None:
    """Refuses to go on where the library is not installed.

    Raises
    ------
    HepaboardError
        It is not.
    """
    try:
        import lifelines  # noqa: F401
    except ModuleNotFoundError as error:
        raise HepaboardError(
            f"Survival in a registry report needs {error.name}, which is not installed.",
            todo="pip install 'hepaboard[cohort]'",
        ) from error


def compare(
    frame: pl.DataFrame, order: Sequence[str], privacy: Privacy, vague: Sequence[str] = ()
) -> Comparison:
    """Compares groups.

    Parameters
    ----------
    frame
        ``months`` (from 0 on), ``died`` (Boolean) and ``label`` of each patient, none missing.
    order
        The labels in the order of the report.
    vague
        Labels that are no reference group as long as there is another.
    """
    ticks = _ticks(float(frame.get_column("months").max() or 0))  # type: ignore[arg-type]
    parts = {label: frame.filter(pl.col("label") == label) for label in order}
    estimates = [_estimate(label, part, ticks, privacy) for label, part in parts.items()]
    shown = [e.label for e in estimates if e.deaths is not None]
    rest = frame.filter(pl.col("label").is_in(shown))
    p = _logrank(rest) if len(shown) > 1 else None
    reference, ratios, events = hazards(rest, shown, vague)
    return Comparison(tuple(estimates), ticks, p, reference, ratios, events)


def _ticks(most: float) -> tuple[int, ...]:
    step = next((s for s in STEPS if most / s <= MOST_TICKS), STEPS[-1])
    return tuple(range(0, max(ceil(most / step), 1) * step + 1, step))


def _estimate(label: str, frame: pl.DataFrame, ticks: Sequence[int], privacy: Privacy) -> Estimate:
    from lifelines import KaplanMeierFitter

    months, died = frame.get_column("months").to_numpy(), frame.get_column("died").to_numpy()
    fitter = KaplanMeierFitter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitter.fit(months, died)
    curve = fitter.survival_function_.iloc[:, 0]
    steps = tuple((float(m), float(s)) for m, s in curve.items())
    bounds = fitter.confidence_interval_
    last = float(months.max()) if len(months) else 0.0

    def alive(tick: float, side: Literal["left", "right"]) -> tuple[float, float, float] | None:
        if tick > last:
            return None
        place = max(int(np.searchsorted(curve.index.to_numpy(), tick, side=side)) - 1, 0)
        low, high = bounds.iloc[place]
        return float(curve.iloc[place]), float(low), float(high)

    at_risk: tuple[Shown, ...] = tuple(int((months >= tick).sum()) for tick in ticks)
    deaths = int(died.sum())
    if privacy.least < 2:
        drawn = tuple(
            step
            for i, step in enumerate(steps)
            if i in (0, len(steps) - 1) or step[1] != steps[i - 1][1]
        )
        points = tuple(alive(tick, "right") for tick in ticks)
        median = _median(fitter)
        return Estimate(label, len(months), deaths, drawn, True, at_risk, points, median)
    whole = [
        Interval(int(tick), *_left(months, died, tick, after)) for tick, after in _pairs(ticks)
    ]
    kept = coarse(whole, privacy.least)
    seen = dict(zip(ticks, at_risk, strict=True))
    # just before a tick, so that curve and numbers at risk change by the same patients
    values = {tick: alive(tick, "left") for tick in kept}
    enough = privacy.enough(deaths) and privacy.enough(len(months) - deaths)
    return Estimate(
        label,
        len(months),
        deaths if enough else None,
        tuple((float(tick), point[0]) for tick, point in values.items() if point),
        False,
        tuple(seen[tick] if tick in kept else None for tick in ticks),
        tuple(values.get(tick) for tick in ticks),
        _between(values) if enough else "not shown",
    )


def _pairs(ticks: Sequence[int]) -> list[tuple[int, float]]:
    """Each tick with the next, the last one open."""
    return list(zip(ticks, [*map(float, ticks[1:]), float("inf")], strict=True))


def _left(months: Any, died: Any, start: float, end: float) -> tuple[int, int]:
    """Deaths and ends of observation from one tick up to the next, that one left out."""
    here = (months >= start) & (months < end)
    return int((here & died).sum()), int((here & ~died).sum())


def _median(fitter: Any) -> str:
    from lifelines.utils import median_survival_times

    value = float(fitter.median_survival_time_)
    if not np.isfinite(value):
        return "not reached"
    low, high = (float(v) for v in median_survival_times(fitter.confidence_interval_).iloc[0])
    ends = [f"{v:.1f}" if np.isfinite(v) else "not reached" for v in (low, high)]
    return f"{value:.1f} ({ends[0]} to {ends[1]})"


def _between(values: Mapping[int, tuple[float, float, float] | None]) -> str:
    """Between which shown points the curve falls to one half."""
    before = 0
    for tick, point in values.items():
        if point is not None and point[0] <= 0.5:
            return f"between {before} and {tick}"
        before = tick
    return f"after {before}"


def _logrank(frame: pl.DataFrame) -> float:
    from lifelines.statistics import multivariate_logrank_test

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = multivariate_logrank_test(
            frame.get_column("months").to_numpy(),
            frame.get_column("label").to_list(),
            frame.get_column("died").to_numpy(),
        )
    return float(found.p_value)
