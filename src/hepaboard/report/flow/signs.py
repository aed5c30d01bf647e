"""The sign before each step, drawn as a shape so that no font has to know it."""

from __future__ import annotations

from hepaboard.report.flow.look import paint

LEGEND = {
    "here": "the patient's place",
    "passed": "on the way",
    "open": "open: not known yet",
    "closed": "not reached",
}
#: Shapes around 0,0 within 6 pixels.
_LINES = {"passed": "M-5 0L-1.5 4L5 -4", "closed": "M-4 0H4"}
_SOLID = {"here": "M-4 -6L6 0L-4 6Z", "plain": "M0 -3.5A3.5 3.5 0 1 1 -0.01 -3.5Z"}
_COLOURS = {
    "here": "on-here",
    "passed": "done",
    "open": "open",
    "closed": "muted",
    "plain": "muted",
}


def sign(mark: str, x: float, y: float, colour: str = "") -> str:
    """The sign of a mark with its middle at a place, in its own colour if none is given."""
    name = colour or _COLOURS[mark]
    at = f'transform="translate({x:g} {y:g})"'
    if mark == "open":
        return (
            f'<text x="{x:g}" y="{y + 5:g}" font-size="14" font-weight="700" text-anchor="middle"'
            f" {paint(fill=name)}>?</text>"
        )
    if mark in _SOLID:
        return f'<path d="{_SOLID[mark]}" {at} {paint(fill=name)}/>'
    return f'<path d="{_LINES[mark]}" {at} {paint(stroke=name)} fill="none" stroke-width="2"/>'
