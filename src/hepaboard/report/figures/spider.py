"""Change of every lesion and of the sum over the weeks of a line."""

from __future__ import annotations

from typing import Any

from hepaboard.case.response_line import LineResponse
from hepaboard.report.figures.altair_extra import altair
from hepaboard.report.figures.figure import Figure, finished
from hepaboard.report.figures.look import GREY, INK, LEFT, WIDTH, panel_title, series
from hepaboard.report.figures.material import Material
from hepaboard.report.figures.parts import LETTER_PX, rows_chart, spread
from hepaboard.report.figures.response_words import (
    PROGRESSION_PCT,
    RECIST_SOURCE,
    RESPONSE_PCT,
    change_words,
    line_notes,
)

NAME = "response-spider"
TITLE = "Change of each lesion over time"
HEIGHT = 180
MARGIN = 120
SUM = "sum of targets"
_NOTE = (
    "The dashed lines are limits of the sum of targets; progression counts from the smallest sum,"
    " which need not be the baseline."
)


def spider_rows(material: Material, response: LineResponse) -> list[dict[str, Any]]:
    """One row per lesion and scan, and per whole sum and scan: week and change in percent.

    Weeks count from the start of the line, else from the baseline; the baseline is 0 %.
    """
    assert material.response is not None and response.baseline is not None
    baseline = response.baseline
    start = response.line.start or baseline.on
    days = [baseline.on, *(point.on for point in response.points)]
    sums = [baseline.sum_mm, *(point.sum_mm for point in response.points)]
    rows = []
    for name, sizes in material.response.measurements.sizes_mm.items():
        first = sizes.get(baseline.on)
        if first:
            rows += [
                _row(name, (day - start).days / 7, 100 * (sizes[day] - first) / first)
                for day in days
                if day in sizes
            ]
    rows += [
        _row(SUM, (day - start).days / 7, 100 * (mm - baseline.sum_mm) / baseline.sum_mm)
        for day, mm in zip(days, sums, strict=True)
        if mm is not None and baseline.targets
    ]
    several = {row["series"] for row in rows if row["pct"] or row["week"] > rows[0]["week"]}
    return [row for row in rows if row["series"] in several]


def spider_figure(material: Material) -> Figure | None:
    """The figure, a panel a line; None where no lesion was measured at two scans of a line."""
    drawn = [(line, spider_rows(material, line)) for line in material.drawn_lines()]
    drawn = [(line, rows) for line, rows in drawn if rows]
    if not drawn:
        return None
    return finished(
        NAME,
        TITLE,
        [material.head + "."],
        [_panel(line, rows, material) for line, rows in drawn],
        [
            RECIST_SOURCE,
            _NOTE,
            *line_notes(material, [line for line, _ in drawn]),
            material.foot,
        ],
        _alt(material, drawn),
    )


def _row(name: str, week: float, pct: float) -> dict[str, Any]:
    return {"series": name, "week": round(week, 3), "pct": pct}


def _panel(response: LineResponse, rows: list[dict[str, Any]], material: Material) -> Any:
    alt = altair()
    names = list(dict.fromkeys(row["series"] for row in rows))
    looks = [series(i) for i in range(len(names))]
    if names[-1] == SUM:
        looks[-1] = (INK, "diamond", [1, 0])
    low = min(RESPONSE_PCT, *(row["pct"] for row in rows)) - 8
    high = max(PROGRESSION_PCT, *(row["pct"] for row in rows)) + 8
    since = "start of the line" if response.line.start else "baseline"
    x = alt.X(
        "week:Q",
        title=f"Weeks since the {since}",
        scale=alt.Scale(nice=False, padding=12, zero=False),
        axis=alt.Axis(grid=False, tickCount=8),
    )
    y = alt.Y(
        "pct:Q",
        title="Change from the baseline (%)",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(tickCount=6, minExtent=LEFT - 20),
    )
    layers = [
        rows_chart([{"pct": pct}]).mark_rule(color=GREY, strokeDash=dash).encode(y=y)
        for pct, dash in ((0, [1, 0]), (RESPONSE_PCT, [6, 3]), (PROGRESSION_PCT, [6, 3]))
    ]
    for name, (colour, shape, dash) in zip(names, looks, strict=True):
        part = rows_chart(row for row in rows if row["series"] == name)
        width = 3 if name == SUM else 1.5
        layers.append(
            part.mark_line(color=colour, strokeDash=dash, strokeWidth=width).encode(x=x, y=y)
        )
        layers.append(
            part.mark_point(color=colour, shape=shape, filled=True, size=55, opacity=1).encode(
                x=x, y=y
            )
        )
    height = max(HEIGHT, (LETTER_PX + 2) * len(names))
    layers += _end_labels(rows, names, [height * (high - pct) / (high - low) for pct in (0, 1)])
    return alt.layer(*layers).properties(
        width=WIDTH - MARGIN, height=height, title=panel_title(material.line_words(response))
    )


def _end_labels(rows: list[dict[str, Any]], names: list[str], ends: list[float]) -> list[Any]:
    """The name and last change of each series, right of the panel, moved apart.

    ``ends`` are the heights in pixels of 0 and of 1 percent.
    """
    alt = altair()
    last = {name: [row for row in rows if row["series"] == name][-1]["pct"] for name in names}
    wanted = [ends[0] + pct * (ends[1] - ends[0]) for pct in last.values()]
    places = spread(wanted, LETTER_PX + 1)
    return [
        rows_chart([{"text": f"{name} {change_words(pct)}"}])
        .mark_text(
            align="left", fontSize=11, color=INK, fontWeight="bold" if name == SUM else "normal"
        )
        .encode(x=alt.value(WIDTH - MARGIN + 6), y=alt.value(place), text="text:N")
        for (name, pct), place in zip(last.items(), places, strict=True)
    ]


def _alt(material: Material, drawn: list[tuple[LineResponse, list[dict[str, Any]]]]) -> str:
    parts = []
    for line, rows in drawn:
        names = dict.fromkeys(row["series"] for row in rows)
        told = "; ".join(
            f"{name}: "
            + ", ".join(
                f"{change_words(row['pct'])} in week {row['week']:.0f}"
                for row in rows
                if row["series"] == name
            )
            for name in names
        )
        parts.append(f"{material.line_words(line)}. {told}.")
    return f"Line chart of the change of each lesion from the baseline. {' '.join(parts)}"
