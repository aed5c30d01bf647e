"""A flow as an indented tree for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from hepaboard.report.flow.chart import Box, Chart
from hepaboard.report.text import COLOURS

SIGNS = {"here": "►", "passed": "✓", "open": "?", "closed": "–", "plain": "•"}
STYLES = {
    "here": f"bold {COLOURS['recommended']}",
    "passed": "",
    "open": COLOURS["undetermined"],
    "closed": "dim",
    "plain": "",
}
LEGEND = "► here   ✓ on the way   ? open   – not reached"
#: Letters that a line keeps for words, however deep it stands.
NARROWEST = 20


def print_flow(chart: Chart, console: Console) -> None:
    """Prints the flow; with a case the steps behind open and closed ones are only counted."""
    _wrapped(console, "", "", Text(chart.name, style="bold"))
    about = f"{chart.title}; {chart.about}." if chart.about else f"{chart.title}."
    _wrapped(console, "", "", Text(about))
    _box(console, chart.top, "", "")
    if chart.top.mark != "plain":
        console.print(Text(LEGEND, style="dim"))


def _box(console: Console, box: Box, first: str, rest: str) -> None:
    """A step with its notes, then those below it; ``first`` and ``rest`` are the lines at left."""
    folded = box.mark in ("open", "closed")
    below = () if folded else box.below
    here = "HERE: " if box.mark == "here" else ""
    label = Text(f"{here}{box.label}", style=STYLES[box.mark])
    behind = sum(1 for _ in box) - 1
    if folded and behind:
        label.append(f" (+{behind} step{'s' if behind > 1 else ''})", "dim")
    stem = "│ " if below else "  "
    _wrapped(console, f"{first}{SIGNS[box.mark]} ", f"{rest}{stem}", label)
    for note, style in _notes(box):
        _wrapped(console, f"{rest}{stem}", f"{rest}{stem}  ", Text(note, style=style))
    for place, other in enumerate(below, 1):
        last = place == len(below)
        _box(console, other, rest + ("└ " if last else "├ "), rest + ("  " if last else "│ "))


def _notes(box: Box) -> Iterator[tuple[str, str]]:
    for stop in box.stops:
        yield f"■ hard stop {stop}", COLOURS["stop"]
    if box.mark == "here" and box.when:
        yield f"since {box.when}", "dim"
    if box.mark in ("open", "plain"):
        parts = [f"if {box.when}" if box.when else "", f"decided by {box.why}" if box.why else ""]
        if any(parts):
            yield " · ".join(filter(None, parts)), "dim"
    if box.mark == "closed" and box.why:
        yield f"closed by {box.why}", "dim"
    if box.mark in ("here", "plain"):
        if box.then:
            yield f"then {box.then}", "dim"
        if box.back:
            yield f"back to {box.back}", "dim"


def _wrapped(console: Console, first: str, rest: str, text: Text) -> None:
    """One logical line behind the lines of the tree, wrapped at the console's width."""
    room = max(console.width - max(len(first), len(rest)), NARROWEST)
    for number, piece in enumerate(text.wrap(console, room)):
        piece.rstrip()
        lead = rest if number else first
        console.print(Text.assemble((lead, "dim" if number else ""), piece), soft_wrap=True)
