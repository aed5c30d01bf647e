"""Where each box of a flow stands and how its text breaks: an indented tree from the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hepaboard.report.flow.chart import Box
from hepaboard.report.flow.letters import lines_of

INDENT_PX = 16
MARGIN_PX = 12
PAD_PX = 9
#: Room for the sign at the left of a box.
SIGN_PX = 22
GAP_PX = 8
LABEL_PX, LABEL_LINE_PX = 14, 18
NOTE_PX, NOTE_LINE_PX = 12, 16
#: How much wider bold letters are.
BOLDER = 1.1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box; ``role`` names its colour."""

    text: str
    role: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its place in pixels; ``parent`` is the box above, None for the first."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    parent: Placed | None

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def placed(top: Box, width_px: float, y_px: float) -> list[Placed]:
    """Every box below the one before, indented under the step that leads to it.

    Parameters
    ----------
    top
        The first step.
    width_px, y_px
        Width of the picture, and where the first box begins.
    """
    found: list[Placed] = []

    def place(box: Box, depth: int, parent: Placed | None) -> None:
        x = MARGIN_PX + INDENT_PX * depth
        y = found[-1].bottom + GAP_PX if found else y_px
        width = width_px - MARGIN_PX - x
        lines = tuple(_lines(box, width - 2 * PAD_PX - SIGN_PX))
        height = 2 * PAD_PX + sum(line_px(line) for line in lines)
        here = Placed(box, x, y, width, height, lines, parent)
        found.append(here)
        for below in box.below:
            place(below, depth + 1, here)

    place(top, 0, None)
    return found


def line_px(line: Line) -> float:
    """The height of a line."""
    return LABEL_LINE_PX if line.strong else NOTE_LINE_PX


def _lines(box: Box, room_px: float) -> Iterator[Line]:
    here = box.mark == "here"
    ink = {"here": "on-here", "closed": "muted"}.get(box.mark, "ink")
    note = "on-here" if here else "muted"
    if here:
        yield Line("PRESENT PLACE", note)
    for text in lines_of(box.label, LABEL_PX * BOLDER, room_px):
        yield Line(text, ink, strong=True)
    for words in box.stops:
        for text in lines_of(f"■ HARD STOP {words}", NOTE_PX * BOLDER, room_px):
            yield Line(text, "stop-here" if here else "stop")
    for words, role in _notes(box, note):
        for text in lines_of(words, NOTE_PX, room_px):
            yield Line(text, role)


def _notes(box: Box, note: str) -> Iterator[tuple[str, str]]:
    if box.when:
        yield f"{'Since' if box.mark in ('here', 'passed') else 'If'} {box.when}", note
    if box.why and box.mark == "open":
        yield f"Open, decided by {box.why}", "open"
    elif box.why:
        yield f"Closed by {box.why}", note
    if box.mark in ("here", "open", "plain"):
        if box.then:
            yield f"Then: {box.then}", note
        if box.back:
            yield f"Back to: {box.back}", note
