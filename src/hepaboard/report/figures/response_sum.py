"""Sum of the target diameters over time, with the limits of response and of progression."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hepaboard.case.response_line import LineResponse
from hepaboard.case.response_point import TimePoint
from hepaboard.days import day_words
from hepaboard.report.figures.altair_extra import altair
from hepaboard.report.figures.figure import Figure, finished
from hepaboard.report.figures.look import BLUE, GREEN, INK, LEFT, VERMILION, WIDTH, panel_title
from hepaboard.report.figures.material import Material
from hepaboard.report.figures.parts import LETTER_PX, day_axis, haloed, rows_chart, spread
from hepaboard.report.figures.response_words import RECIST_SOURCE, SHORT, change_words, line_notes

NAME = "response-sum"
TITLE = "Sum of target diameters and RECIST 1.1 response"
HEIGHT = 180
#: Room for the labels of the limits, right of the panel.
MARGIN = 105
LIMITS = (("response", [6, 3], GREEN), ("progression", [2, 2], VERMILION))
#: With more scans in a line the labels are cut to response and millimetres.
MOST_LABELS = 5
MARKS = {
    "baseline": "diamond",
    "CR": "cross",
    "PR": "triangle-down",
    "SD": "circle",
    "non_CR_non_PD": "circle",
    "PD": "triangle-up",
    "NE": "square",
    "open": "square",
}


def sum_rows(response: LineResponse) -> list[dict[str, Any]]:
    """One row per scan of a line: day, sum in mm (None: not evaluable) and label."""
    baseline = response.baseline
    assert baseline is not None
    first = {
        "on": baseline.on.isoformat(),
        "mm": baseline.sum_mm,
        "response": "baseline",
        "label": f"baseline {baseline.sum_mm:.0f} mm",
    }
    brief = len(response.points) > MOST_LABELS
    return _placed([first, *(_row(point, brief) for point in response.points)])


def limit_rows(response: LineResponse) -> list[dict[str, Any]]:
    """The two limits as steps: from one scan to the next, in mm."""
    baseline = response.baseline
    assert baseline is not None
    days = [baseline.on, *(point.on for point in response.points)]
    rows = []
    for start, point in zip(days, response.points, strict=False):
        span = {"from": start.isoformat(), "to": point.on.isoformat()}
        rows.append({**span, "limit": "response", "mm": baseline.partial_limit_mm})
        if point.progression_limit_mm is not None:
            rows.append({**span, "limit": "progression", "mm": point.progression_limit_mm})
    return rows


def response_sum_figure(material: Material) -> Figure | None:
    """The figure, a panel a line; None where no line has targets and a scan after its baseline."""
    drawn = [line for line in material.drawn_lines() if line.baseline and line.baseline.targets]
    if not drawn:
        return None
    return finished(
        NAME,
        TITLE,
        [material.head + "."],
        [_panel(response, material) for response in drawn],
        [RECIST_SOURCE, *_not_evaluable(drawn), *line_notes(material, drawn), material.foot],
        _alt(material, drawn),
    )


def _row(point: TimePoint, brief: bool) -> dict[str, Any]:
    word = SHORT[point.response]
    if point.sum_mm is None:
        label = word
    elif brief:
        label = f"{word} {point.sum_mm:.0f}"
    else:
        label = f"{word} {point.sum_mm:.0f} mm ({change_words(point.change_from_baseline_pct)})"
    return {
        "on": point.on.isoformat(),
        "mm": point.sum_mm,
        "response": point.response or "open",
        "label": label + _new(point, brief),
    }


def _new(point: TimePoint, brief: bool) -> str:
    if not point.new_lesions:
        return ""
    return ", new" if brief else f", new {', '.join(point.new_lesions)}"


def _placed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that say whether the label stands above: away from the line to the scan before."""
    known = _known(rows)
    for before, row in pairwise(known):
        row["above"] = row["mm"] >= before["mm"]
    known[0]["above"] = len(known) > 1 and not known[1]["above"]
    return rows


def _panel(response: LineResponse, material: Material) -> Any:
    alt = altair()
    assert response.baseline is not None
    rows, steps = sum_rows(response), limit_rows(response)
    days = [response.baseline.on, *(point.on for point in response.points)]
    top = 1.15 * max(row["mm"] for row in [*steps, *_known(rows)])
    time = alt.Scale(type="utc", padding=50, nice=False)
    x = alt.X("on:T", scale=time, axis=day_axis(days), title="Day of the scan")
    y = alt.Y(
        "mm:Q",
        title="Sum of target diameters (mm)",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=5, minExtent=LEFT - 20),
    )
    known = rows_chart(_known(rows))
    layers = [
        rows_chart(row for row in steps if row["limit"] == limit)
        .mark_rule(strokeDash=dash, strokeWidth=1.5, color=colour)
        .encode(x=alt.X("from:T", scale=time, axis=day_axis(days)), x2="to:T", y=y)
        for limit, dash, colour in LIMITS
    ]
    layers.append(known.mark_line(color=BLUE, strokeWidth=2).encode(x=x, y=y))
    shape = alt.Shape(
        "response:N", scale=alt.Scale(domain=list(MARKS), range=list(MARKS.values())), legend=None
    )
    layers.append(
        known.mark_point(size=80, filled=True, color=BLUE, opacity=1).encode(x=x, y=y, shape=shape)
    )
    for above in (True, False):
        labelled = rows_chart(row for row in _known(rows) if row["above"] == above)
        layers += [
            text.encode(x=x, y=y, text="label:N")
            for text in haloed(labelled, dy=-14 if above else 16, fontSize=11, color=INK)
        ]
    layers += _limit_labels(steps, top)
    targets = ", ".join(response.baseline.targets)
    return alt.layer(*layers).properties(
        width=WIDTH - MARGIN,
        height=HEIGHT,
        title=panel_title(f"{material.line_words(response)}; targets {targets}"),
    )


def _limit_labels(steps: list[dict[str, Any]], top: float) -> list[Any]:
    """The last value of each limit, right of the panel."""
    latest = {row["limit"]: row["mm"] for row in steps}
    places = spread([HEIGHT * (1 - mm / top) for mm in latest.values()], LETTER_PX + 1)
    words = {"response": "PR up to", "progression": "PD from"}
    alt = altair()
    return [
        rows_chart([{"text": f"{words[limit]} {mm:.0f} mm"}])
        .mark_text(align="left", fontSize=11, color=INK)
        .encode(x=alt.value(WIDTH - MARGIN + 6), y=alt.value(place), text="text:N")
        for (limit, mm), place in zip(latest.items(), places, strict=True)
    ]


def _known(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["mm"] is not None]


def _not_evaluable(drawn: list[LineResponse]) -> list[str]:
    missing = [
        f"{day_words(point.on)} ({', '.join(point.missing)} not measured)"
        for line in drawn
        for point in line.points
        if point.sum_mm is None
    ]
    return [f"Not evaluable, so without a point: {'; '.join(missing)}."] if missing else []


def _alt(material: Material, drawn: list[LineResponse]) -> str:
    parts = []
    for response in drawn:
        baseline = response.baseline
        assert baseline is not None
        scans = ", ".join(f"{row['label']} on {row['on']}" for row in sum_rows(response))
        parts.append(
            f"{material.line_words(response)}: {scans}; partial response at"
            f" {baseline.partial_limit_mm:.0f} mm or less."
        )
    return f"Line chart of the sum of target diameters in mm by day. {' '.join(parts)}"
