"""The future liver remnant as bars beside every source's minimum."""

from __future__ import annotations

from typing import Any

from hepaboard.days import day_words
from hepaboard.report.figures.altair_extra import altair
from hepaboard.report.figures.figure import Figure, finished
from hepaboard.report.figures.look import BLUE, GREY, INK, PALE, SKY, WIDTH
from hepaboard.report.figures.material import Material
from hepaboard.report.figures.parts import rows_chart
from hepaboard.report.figures.remnant_rows import remnant_rows
from hepaboard.report.figures.remnant_share import WORDS, remnant_shares_of

NAME = "remnant"
TITLE = "Future liver remnant and the minimum of each source"
ROW = 34
LABELS = 175
ANSWERS = 150
LEAST_TOP = 60
_EXACT = (
    "The error of volumetry is not recorded: a share close to a minimum may lie on either side."
)
_SPAN = "Pale end of a bar: the share is known only to lie in this span."


def remnant_figure(material: Material) -> Figure | None:
    """The figure; None where no share with its denominator is known, or no source has a rule."""
    rows = remnant_rows(material)
    shares = remnant_shares_of(material)
    if not shares or not any(row["share"] for row in rows):
        return None
    span = any(share.low != share.high for share in shares.values())
    told = [
        f"{share.words} of the {WORDS[name]}"
        + (f" on {day_words(share.on)}" if share.on else "")
        + "".join(f", {pct:g} % on {day_words(day)} (hollow)" for day, pct in share.earlier)
        for name, share in shares.items()
    ]
    known = material.facts.patient.get("liver_quality")
    vocabulary = material.guideline.vocabulary
    liver = vocabulary["liver_quality"].words(known.value) if known else "not known"
    rules = "; ".join(f"{row['rule']}: {row['rows']}" for row in rows if row["rows"])
    return finished(
        NAME,
        TITLE,
        [f"{material.head}. Remnant {'; '.join(told)}.", f"Liver outside the metastases: {liver}."],
        [_panel(rows)],
        [
            f"Minima as the sources print them ({rules}); they differ in minimum and denominator"
            " (D05, D06). Bar: remnant; thick mark: minimum; grey band: the source leaves the"
            " decision to the board; pale: a minimum for other livers.",
            _SPAN if span else _EXACT,
            "* text pending human review." if any("*" in row["label"] for row in rows) else "",
            material.foot,
        ],
        _alt(rows, told, liver),
        left=LABELS,
    )


def _panel(rows: list[dict[str, Any]]) -> Any:
    alt = altair()
    width = WIDTH - LABELS - ANSWERS + 100
    opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
    ends = [value for row in rows for value in (row["high"], row["minimum"]) if value]
    top = max(LEAST_TOP, *(value + 8 for value in ends))
    order = [row["label"] for row in rows]
    y = alt.Y(
        "label:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelLimit=LABELS,
            labelPadding=6,
            labelOffset=-7,
            minExtent=LABELS,
            labelExpr="split(datum.label, '|')",
        ),
    )
    x = alt.X(
        "from:Q",
        title="Remnant, percent of the denominator named at the left",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=6),
    )

    def bars(start: str, end: str, size: int, **look: Any) -> Any:
        part = [
            {**_key(row), "from": 0 if start == "zero" else row[start], "to": row[end]}
            for row in rows
            if row[end] is not None and (start == "zero" or row[start] not in (None, row[end]))
        ]
        return (
            rows_chart(part)
            .mark_bar(height=size, **look)
            .encode(y=y, x=x, x2="to:Q", opacity=opacity)
            if part
            else None
        )

    layers = [
        bars("grey_from", "minimum", 22, color=PALE, stroke=GREY, strokeWidth=0.5),
        bars("low", "high", 10, color="white", stroke=SKY, strokeWidth=1.5),
        bars("zero", "low", 10, color=BLUE),
    ]
    minima = [{**_key(row), "from": row["minimum"]} for row in rows if row["minimum"] is not None]
    layers.append(
        rows_chart(minima)
        .mark_tick(color=INK, thickness=3, size=26)
        .encode(y=y, x=x, opacity=opacity)
    )
    earlier = [{"label": row["label"], "from": pct} for row in rows for pct in row["earlier"]]
    if earlier:
        layers.append(
            rows_chart(earlier)
            .mark_point(shape="diamond", size=90, filled=True, fill="white", stroke=INK, opacity=1)
            .encode(y=y, x=x)
        )
    for shift, field, weight in ((-7, "needs", "normal"), (7, "verdict", "bold")):
        layers.append(
            rows_chart({"label": row["label"], "text": row[field]} for row in rows)
            .mark_text(align="left", dy=shift, fontSize=11, color=INK, fontWeight=weight)
            .encode(y=y, x=alt.value(width + 10), text="text:N")
        )
    drawn = [layer for layer in layers if layer is not None]
    return alt.layer(*drawn).properties(width=width, height=ROW * len(rows))


def _key(row: dict[str, Any]) -> dict[str, Any]:
    return {"label": row["label"], "opacity": row["opacity"]}


def _alt(rows: list[dict[str, Any]], told: list[str], liver: str) -> str:
    each = "; ".join(
        f"{row['label'].replace('|', ', ')}: {row['needs']}, {row['verdict']}" for row in rows
    )
    return (
        f"Bars of the future liver remnant with the minimum of each source. Remnant"
        f" {'; '.join(told)}; liver outside the metastases: {liver}. {each}."
    )
