"""Treatments, examinations and the sources' windows on one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hepaboard.days import day_words
from hepaboard.report.figures.altair_extra import altair
from hepaboard.report.figures.figure import Figure, finished
from hepaboard.report.figures.look import BLUE, GREY, INK, PALE, WIDTH, panel_title
from hepaboard.report.figures.material import Material
from hepaboard.report.figures.parts import haloed, rows_chart
from hepaboard.report.figures.timeline_rows import Mark, timeline_marks, undated_names

NAME = "timeline"
TITLE = "Treatments, imaging and windows"
ROW = 30
LABELS = 200
#: Share of the time after which a text stands left of its mark.
LATE = 0.62
LEAST_DAYS = 28
#: Share of the time that the text of a scan takes, with some space.
LEAST_APART = 0.09
_NOTE = (
    "Filled: done; hollow: planned; outlined bars: windows counted from the recorded day. An arrow"
    " has no recorded end."
)


def timeline_figure(material: Material) -> Figure | None:
    """The figure; None where nothing bears a day."""
    marks = timeline_marks(material)
    if not marks:
        return None
    on = material.facts.on
    days = [day for mark in marks for day in (mark.first, mark.last)] + ([on] if on else [])
    pad = max(LEAST_DAYS, (max(days) - min(days)).days) // 20
    ends = (min(days) - timedelta(days=pad), max(days) + timedelta(days=pad))
    groups = list(dict.fromkeys(mark.group for mark in marks))
    panels = [
        _panel(
            group, [mark for mark in marks if mark.group == group], ends, on, group == groups[-1]
        )
        for group in groups
    ]
    undated = undated_names(material)
    pending = any("*" in mark.row for mark in marks)
    return finished(
        NAME,
        TITLE,
        [f"{material.head}; the dashed line is the day of assessment."],
        panels,
        [
            _NOTE,
            f"Without a day, so not drawn: {', '.join(undated)}." if undated else "",
            _sources(material),
            "* text pending human review." if pending else "",
            material.foot,
        ],
        _alt(marks, on),
        left=LABELS,
    )


def _panel(
    group: str, marks: Sequence[Mark], ends: tuple[date, date], on: date | None, last: bool
) -> Any:
    alt = altair()
    width = WIDTH + 46 - LABELS + 80
    order = list(dict.fromkeys(mark.row for mark in marks))
    domain = [alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in ends]
    scale = alt.Scale(type="utc", domain=domain, nice=False)
    axis = alt.Axis(
        format="%b %Y",
        grid=True,
        tickCount=6,
        labelOverlap="greedy",
        title="Month" if last else None,
        labels=last,
        ticks=last,
    )
    x = alt.X("first:T", scale=scale, axis=axis)
    y = alt.Y(
        "row:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelLimit=LABELS - 6,
            labelPadding=6,
            minExtent=LABELS,
            labelExpr="split(datum.label, '|')",
            labelOffset=-7 if any("|" in row for row in order) else 0,
        ),
    )
    rows = [_row(mark, ends) for mark in marks]
    layers = []
    if on is not None:
        layers.append(
            rows_chart([{"first": on.isoformat()}])
            .mark_rule(color=GREY, strokeDash=[4, 3], strokeWidth=1.5)
            .encode(x=x)
        )
    for hollow in (False, True):
        spans = [r for r in rows if r["kind"] in ("span", "window") and r["hollow"] == hollow]
        if spans:
            look = {"color": PALE, "stroke": INK} if hollow else {"color": BLUE, "stroke": BLUE}
            layers.append(
                rows_chart(spans).mark_bar(height=12, **look).encode(x=x, x2="last:T", y=y)
            )
        for kind, shape in (("day", "diamond"), ("open", "triangle-right")):
            points = [r for r in rows if r["kind"] == kind and r["hollow"] == hollow]
            if points:
                layers.append(
                    rows_chart(points)
                    .mark_point(
                        shape="circle" if group == "Imaging" else shape,
                        filled=True,
                        fill="white" if hollow else BLUE,
                        stroke=INK,
                        size=90,
                        opacity=1,
                    )
                    .encode(x=x, y=y)
                )
    if group == "Imaging":
        layers += [
            text.encode(x=x, y=y, text="text:N")
            for text in haloed(rows_chart(_apart(rows, ends)), dy=-13, fontSize=10, color=INK)
        ]
    else:
        for late in (False, True):
            part = rows_chart(row for row in rows if row["late"] == late)
            at = alt.X("first:T" if late else "last:T", scale=scale, axis=axis)
            beside = {"align": "right" if late else "left", "dx": -9 if late else 9}
            layers += [
                text.encode(x=at, y=y, text="text:N")
                for text in haloed(part, fontSize=10, color=INK, **beside)
            ]
    return alt.layer(*layers).properties(
        width=width, height=max(24, ROW * len(order)), title=panel_title(group)
    )


def _apart(rows: Sequence[dict[str, Any]], ends: tuple[date, date]) -> list[dict[str, Any]]:
    """The rows whose text does not touch that of the one before in the same row."""
    least = (ends[1] - ends[0]).days * LEAST_APART
    last: dict[str, date] = {}
    found = []
    for row in rows:
        day = date.fromisoformat(row["first"])
        before = last.get(row["row"])
        if before is None or (day - before).days >= least:
            last[row["row"]] = day
            found.append(row)
    return found


def _row(mark: Mark, ends: tuple[date, date]) -> dict[str, Any]:
    share = (mark.last - ends[0]).days / (ends[1] - ends[0]).days
    return {
        "row": mark.row,
        "kind": mark.kind,
        "first": mark.first.isoformat(),
        "last": mark.last.isoformat(),
        "text": mark.text if mark.group != "Imaging" else day_words(mark.first, year=False),
        "hollow": mark.hollow,
        "late": share > LATE,
    }


def _sources(material: Material) -> str:
    rows = dict.fromkeys(
        row
        for entry in material.assessment.schedule
        for window in entry.per_source
        for row in window.rows
    )
    return f"Windows: {', '.join(rows)}." if rows else ""


def _alt(marks: Sequence[Mark], on: date | None) -> str:
    groups = dict.fromkeys(mark.group for mark in marks)
    told = " ".join(
        f"{group}: "
        + "; ".join(
            f"{mark.row.replace('|', ', ')}, {mark.text}" for mark in marks if mark.group == group
        )
        + "."
        for group in groups
    )
    day = f" Assessed {day_words(on)}." if on else ""
    return f"Timeline. {told}{day}"
