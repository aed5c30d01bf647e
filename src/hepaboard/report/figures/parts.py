"""Pieces that several figures draw alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hepaboard.report.figures.altair_extra import altair

HALO = 3
LETTER_PX = 12


def haloed(chart: Any, **mark: Any) -> list[Any]:
    """Text that stays readable over lines: once as a white outline, once as it is."""
    outline = {**mark, "stroke": "white", "strokeWidth": HALO, "strokeJoin": "round"}
    return [chart.mark_text(**outline), chart.mark_text(**mark)]


def rows_chart(rows: Iterable[dict[str, Any]]) -> Any:
    """A chart whose data stand in the picture itself."""
    alt = altair()
    return alt.Chart(alt.InlineData(values=list(rows)))


def day_axis(days: Sequence[date], **more: Any) -> Any:
    """A time axis with a tick on each of these days; labels that would touch are left out."""
    alt = altair()
    ticks = [
        alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
        for day in sorted(set(days))
    ]
    return alt.Axis(
        values=ticks,
        format="%-d %b %Y",
        grid=False,
        labelOverlap="greedy",
        labelSeparation=6,
        **more,
    )


def spread(places: Sequence[float], least: float) -> list[float]:
    """Places moved apart as little as needed so that neighbours keep a distance; order is kept.

    Examples
    --------
    >>> spread([10, 12, 40], 10)
    [6.0, 16.0, 40.0]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    groups: list[list[int]] = []
    centres: list[float] = []
    for i in order:
        groups.append([i])
        centres.append(float(places[i]))
        while len(groups) > 1 and _end(groups[-2], centres[-2], least) > _start(
            groups[-1], centres[-1], least
        ):
            last, centre = groups.pop(), centres.pop()
            size = len(groups[-1]) + len(last)
            centres[-1] = (centres[-1] * len(groups[-1]) + centre * len(last)) / size
            groups[-1] += last
    found = [0.0] * len(places)
    for group, centre in zip(groups, centres, strict=True):
        for place, i in enumerate(group):
            found[i] = centre + least * (place - (len(group) - 1) / 2)
    return found


def _start(group: list[int], centre: float, least: float) -> float:
    return centre - least * len(group) / 2


def _end(group: list[int], centre: float, least: float) -> float:
    return centre + least * len(group) / 2
