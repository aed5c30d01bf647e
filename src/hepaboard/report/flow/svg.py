"""A flow as a picture: one SVG without anything from outside, readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from hepaboard.report.flow.chart import Chart
from hepaboard.report.flow.layout import (
    GAP_PX,
    LABEL_PX,
    MARGIN_PX,
    NOTE_LINE_PX,
    NOTE_PX,
    PAD_PX,
    SIGN_PX,
    Placed,
    line_px,
    placed,
)
from hepaboard.report.flow.letters import lines_of, width_px
from hepaboard.report.flow.look import FONT, STROKES, paint, style
from hepaboard.report.flow.signs import LEGEND, sign

#: A phone held upright shows it at nearly its natural size.
NATURAL_PX = 400
TITLE_PX, TITLE_LINE_PX = 16, 21


def flow_svg(chart: Chart, width: int = NATURAL_PX) -> str:
    """The flow as SVG, ``width`` pixels wide at its natural size; it shrinks to its container."""
    head = list(_head(chart, width))
    top = MARGIN_PX + sum(height for _, _, _, height in head)
    boxes = placed(chart.top, width, top + GAP_PX)
    foot = list(_legend(chart, width, boxes[-1].bottom + 2 * GAP_PX))
    height = (foot[-1][1] if foot else boxes[-1].bottom) + MARGIN_PX
    ids = f"flow-{chart.source}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hepaboard-flow" role="img"'
        f' aria-labelledby="{ids}-title {ids}-desc" width="{width}" height="{height:g}"'
        f' viewBox="0 0 {width} {height:g}" style="max-width:100%;height:auto"'
        f" font-family={quoteattr(FONT)}>",
        f'<title id="{ids}-title">{escape(f"{chart.name}: {chart.title}")}</title>',
        f'<desc id="{ids}-desc">{escape(describe(chart))}</desc>',
        f"<style>{style()}</style>",
        f'<rect width="{width}" height="{height:g}" {paint(fill="paper")}/>',
    ]
    y = float(MARGIN_PX)
    for text, size, role, line in head:
        y += line
        weight = ' font-weight="600"' if size == TITLE_PX else ""
        parts.append(_text(text, MARGIN_PX, y - line * 0.25, size, role, weight))
    order = ("closed", "plain", "open", "passed", "here")
    for mark in order:
        parts += [_line(item) for item in boxes if item.parent and item.box.mark == mark]
    parts += [_box(item) for item in boxes]
    parts += [part for part, _ in foot]
    return "\n".join([*parts, "</svg>"]) + "\n"


def describe(chart: Chart) -> str:
    """The picture in words, for those who cannot see it."""
    boxes = list(chart.top)
    if chart.top.mark == "plain":
        return f"The whole flow: {'; '.join(box.label for box in boxes)}."
    said = []
    for mark, words in (("here", "The patient stands at"), ("open", "Still open")):
        found = [
            box.label + (f" (decided by {box.why})" if mark == "open" and box.why else "")
            for box in boxes
            if box.mark == mark
        ]
        if found:
            said.append(f"{words}: {'; '.join(found)}.")
    return " ".join([f"{chart.about}.", *said]).strip()


def _head(chart: Chart, width: int) -> Iterator[tuple[str, int, str, float]]:
    room = width - 2 * MARGIN_PX
    for text in lines_of(chart.name, TITLE_PX, room):
        yield text, TITLE_PX, "ink", TITLE_LINE_PX
    for text in lines_of(chart.title, NOTE_PX + 1, room):
        yield text, NOTE_PX + 1, "ink", NOTE_LINE_PX + 1
    notes = [chart.about, "* text pending human review" if chart.pending else ""]
    for note in filter(None, notes):
        for text in lines_of(note, NOTE_PX, room):
            yield text, NOTE_PX, "muted", NOTE_LINE_PX


def _line(item: Placed) -> str:
    """From the left of the box above down, and to the left of this box."""
    parent = item.parent
    assert parent is not None
    colour, thick, dash = STROKES["passed" if item.box.mark == "here" else item.box.mark]
    x = parent.x + 8
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{x:g} {parent.bottom:g}V{item.y + 18:g}H{item.x:g}"'
        f' {paint(stroke=colour)} fill="none" stroke-width="{thick}"{dashes}/>'
    )


def _box(item: Placed) -> str:
    box = item.box
    colour, thick, dash = STROKES[box.mark]
    if box.stops:
        colour, thick = "stop", 3
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    fill = "here" if box.mark == "here" else "paper"
    hint = f"{box.label} ({', '.join(box.rows)})"
    parts = [
        f"<g><title>{escape(hint)}</title>",
        f'<rect x="{item.x:g}" y="{item.y:g}" width="{item.width:g}" height="{item.height:g}"'
        f' rx="6" {paint(fill=fill, stroke=colour)} stroke-width="{thick}"{dashes}/>',
    ]
    y = item.y + PAD_PX
    signed = False
    for line in item.lines:
        height = line_px(line)
        y += height
        if line.strong and not signed:
            parts.append(sign(box.mark, item.x + PAD_PX + 5, y - height / 2))
            signed = True
        size = LABEL_PX if line.strong else NOTE_PX
        weight = ' font-weight="600"' if line.strong and box.mark != "closed" else ""
        if line.role in ("stop", "stop-here"):
            weight = ' font-weight="700"'
        if line.text == "PRESENT PLACE":
            weight = ' font-weight="700" letter-spacing="0.6"'
        parts.append(_text(line.text, item.x + PAD_PX + SIGN_PX, y - 4, size, line.role, weight))
    return "".join([*parts, "</g>"])


def _text(text: str, x: float, y: float, size: float, role: str, more: str = "") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" {paint(fill=role)}{more}>'
        f"{escape(text)}</text>"
    )


def _legend(chart: Chart, width: int, y: float) -> Iterator[tuple[str, float]]:
    """What the signs mean, in as many lines as are needed."""
    if chart.top.mark == "plain":
        return
    x = float(MARGIN_PX)
    for mark, words in LEGEND.items():
        wide = SIGN_PX + width_px(words, NOTE_PX) + 12
        if x > MARGIN_PX and x + wide > width - MARGIN_PX:
            x, y = float(MARGIN_PX), y + NOTE_LINE_PX + 4
        colour = "done" if mark == "here" else ""
        yield (
            sign(mark, x + 6, y, colour) + _text(words, x + SIGN_PX - 4, y + 4, NOTE_PX, "muted"),
            y,
        )
        x += wide
