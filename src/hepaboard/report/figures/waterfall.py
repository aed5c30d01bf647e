"""Change of every lesion from the baseline to the scan of the best response."""

from __future__ import annotations

from typing import Any

from hepaboard.case.response_line import LineResponse
from hepaboard.days import day_words
from hepaboard.report.figures.altair_extra import altair
from hepaboard.report.figures.figure import Figure, finished
from hepaboard.report.figures.look import (
    BLUE,
    GREY,
    INK,
    LEFT,
    WIDTH,
    panel_title,
)
from hepaboard.report.figures.material import Material
from hepaboard.report.figures.parts import haloed, rows_chart
from hepaboard.report.figures.response_words import (
    PROGRESSION_PCT,
    RECIST_SOURCE,
    RESPONSE_PCT,
    SHORT,
    change_words,
    line_notes,
)

NAME = "response-waterfall"
TITLE = "Change of each lesion at best response"
HEIGHT = 180
MARGIN = 110
#: With more lesions the sizes would touch one another.
MOST_SIZES = 7
_NOTE = "The dashed lines are limits of the sum of targets; a single lesion is not judged by them."


def waterfall_rows(material: Material, response: LineResponse) -> list[dict[str, Any]]:
    """One row per lesion measured on both days: change in percent, growth first."""
    assert material.response is not None and response.baseline is not None
    before = material.response.measurements.on(response.baseline.on)
    after = material.response.measurements.on(response.best_on) if response.best_on else {}
    rows = []
    for name, size in before.items():
        if name in after and size > 0:
            change = 100 * (after[name] - size) / size
            target = name in response.baseline.targets
            rows.append(
                {
                    "lesion": name,
                    "place": f"{name} (target)" if target else name,
                    "pct": change,
                    "kind": "target" if target else "other lesion",
                    "label": change_words(change),
                    "sizes": f"{size:.0f} to {after[name]:.0f} mm",
                }
            )
    return sorted(rows, key=lambda row: (-row["pct"], row["lesion"]))


def waterfall_figure(material: Material) -> Figure | None:
    """The figure, a panel a line; None where no line has a best response with two sizes."""
    drawn = [(line, waterfall_rows(material, line)) for line in material.drawn_lines()]
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
            *_left_out(material, drawn),
            *line_notes(material, [line for line, _ in drawn]),
            material.foot,
        ],
        _alt(material, drawn),
    )


def _panel(response: LineResponse, rows: list[dict[str, Any]], material: Material) -> Any:
    alt = altair()
    low = min(RESPONSE_PCT, *(row["pct"] for row in rows)) - 18
    high = max(PROGRESSION_PCT, *(row["pct"] for row in rows)) + 18
    name = "place" if len(rows) <= MOST_SIZES else "lesion"
    x = alt.X(
        f"{name}:N",
        sort=[row[name] for row in rows],
        scale=alt.Scale(padding=0.35),
        axis=alt.Axis(labelAngle=0, orient="bottom", ticks=False, domain=False, offset=4),
        title="Lesion (targets filled)",
    )
    y = alt.Y(
        "pct:Q",
        title="Change of the diameter (%)",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(tickCount=6, minExtent=LEFT - 20),
    )
    bars = (
        rows_chart(rows)
        .mark_bar(stroke=INK, strokeWidth=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=["target", "other lesion"], range=[BLUE, "white"]),
                legend=None,
            ),
        )
    )
    layers = [
        rows_chart([{"pct": 0}]).mark_rule(color=GREY).encode(y=y),
        *(
            rows_chart([{"pct": pct}])
            .mark_rule(color=GREY, strokeDash=[6, 3])
            .encode(y=alt.Y("pct:Q"))
            for pct in (RESPONSE_PCT, PROGRESSION_PCT)
        ),
        bars,
    ]
    few = len(rows) <= MOST_SIZES
    for grown in (True, False):
        part = rows_chart(row for row in rows if (row["pct"] > 0) == grown)
        nearest = -8 if grown else 10
        fields = [("sizes", nearest, 10), ("label", nearest - 13, 11)]
        if not grown:
            fields = [("label", nearest, 11), ("sizes", nearest + 13, 10)]
        for field, shift, size in fields if few else [("label", nearest, 9)]:
            layers += [
                text.encode(x=x, y=y, text=f"{field}:N")
                for text in haloed(part, dy=shift, fontSize=size, color=INK)
            ]
    layers += [
        rows_chart([{"pct": pct, "text": f"{change_words(pct)}: {word} of the sum"}])
        .mark_text(align="left", dx=6, fontSize=11, color=INK)
        .encode(x=alt.value(WIDTH - MARGIN), y=y, text="text:N")
        for pct, word in ((RESPONSE_PCT, "PR"), (PROGRESSION_PCT, "PD"))
    ]
    assert response.best_on is not None
    best = SHORT[response.best.response]
    return alt.layer(*layers).properties(
        width=WIDTH - MARGIN,
        height=HEIGHT,
        title=panel_title(
            f"{material.line_words(response)}; best response {best}, {day_words(response.best_on)}"
        ),
    )


def _left_out(
    material: Material, drawn: list[tuple[LineResponse, list[dict[str, Any]]]]
) -> list[str]:
    assert material.response is not None
    shown = {row["lesion"] for _, rows in drawn for row in rows}
    rest = [name for name in material.response.measurements.sizes_mm if name not in shown]
    return [f"Not measured on both days: {', '.join(rest)}."] if rest else []


def _alt(material: Material, drawn: list[tuple[LineResponse, list[dict[str, Any]]]]) -> str:
    parts = [
        f"{material.line_words(line)}, on {line.best_on}: "
        + ", ".join(
            f"{row['lesion']} ({row['kind']}) {row['label']}, {row['sizes']}" for row in rows
        )
        + "."
        for line, rows in drawn
    ]
    return f"Bar chart of the change of each lesion's diameter in percent. {' '.join(parts)}"
