"""A flow that only parts and never joins: patients, then groups of them, then groups of those."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.registry.drawing.look import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    PALE,
    SKY,
    WIDTH,
)
from hepaboard.registry.drawing.svg import picture, text
from hepaboard.report.flow.letters import lines_of

HEIGHT, NODE, LINE, GAP = 300.0, 12, 13, 7
TOP, LEFT = 12.0, 96.0
#: How far apart the columns stand, and how much room the words of each have.
STEPS = (0.0, 150.0, 316.0)
ROOM = (90.0, 124.0, WIDTH - LEFT - STEPS[2] - NODE - 10)
TINTS = {"sure": BLUE, "open": ORANGE, "out": GREY, "plain": SKY}


@dataclass(frozen=True, slots=True)
class Stream:
    """Patients who go the same way; ``count`` is None where it is hidden, ``tint`` how sure."""

    label: str
    count: int | None
    tint: str = "plain"
    parts: tuple[Stream, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    stream: Stream
    column: int
    y: float
    high: float
    room: float


def flow(title: str, alt: str, whole: Stream) -> str:
    """The figure; hidden streams are not drawn, and leave a gap where their sum is known."""
    scale = HEIGHT / max(whole.count or 1, 1)
    parts: list[str] = []
    height = _draw(whole, 0, TOP, scale, parts)
    return picture(title, alt, TOP + height + 10, parts)


def _draw(stream: Stream, column: int, y: float, scale: float, parts: list[str]) -> float:
    """Draws a stream and all below it; returns the height that they take."""
    x = LEFT + STEPS[column]
    thick = max((stream.count or 0) * scale, 1.0)
    drawn = [part for part in stream.parts if part.count]
    slots = [_slot(part, column + 1, scale) for part in drawn]
    lines = _lines(stream, column)
    high = max(thick + GAP, LINE * len(lines) + GAP, sum(slots))
    start = y + (high - thick) / 2
    source, place = start, y + (high - sum(slots)) / 2
    for part, slot in zip(drawn, slots, strict=True):
        wide = max((part.count or 0) * scale, 1.0)
        end = place + (slot - wide) / 2
        parts.append(_ribbon(x + NODE, source, LEFT + STEPS[column + 1], end, wide, part.tint))
        source += wide
        _draw(part, column + 1, place, scale, parts)
        place += slot
    parts.append(
        f'<rect x="{x:g}" y="{start:.2f}" width="{NODE}" height="{thick:.2f}"'
        f' fill="{TINTS[stream.tint]}" stroke="{INK}" stroke-width="0.6"/>'
    )
    middle = start + thick / 2 - LINE * (len(lines) - 1) / 2 + 4
    for number, content in enumerate(lines):
        at, anchor = (x - 6, "end") if column == 0 else (x + NODE + 5, "start")
        below = middle + number * LINE
        parts.append(text(content, at, below, size=11, anchor=anchor, bold=number == 0, halo=True))
    return high


def _slot(stream: Stream, column: int, scale: float) -> float:
    below = sum(_slot(part, column + 1, scale) for part in stream.parts if part.count)
    own = max((stream.count or 0) * scale, 1.0)
    return max(own + GAP, LINE * len(_lines(stream, column)) + GAP, below)


def _lines(stream: Stream, column: int) -> list[str]:
    return [f"{stream.count:,}", *lines_of(stream.label, 11, ROOM[column])[:4]]


def _ribbon(x: float, y: float, to: float, end: float, wide: float, tint: str) -> str:
    bend = (x + to) / 2
    dash = {"open": ' stroke-dasharray="4 3"'}.get(tint, "")
    return (
        f'<path d="M{x:g} {y:.2f}C{bend:g} {y:.2f} {bend:g} {end:.2f} {to:g} {end:.2f}'
        f"V{end + wide:.2f}C{bend:g} {end + wide:.2f} {bend:g} {y + wide:.2f} {x:g}"
        f' {y + wide:.2f}Z" fill="{PALE if tint == "out" else TINTS[tint]}"'
        f' fill-opacity="{1 if tint == "out" else 0.28}" stroke="{INK}" stroke-opacity="0.35"'
        f' stroke-width="0.5"{dash}/>'
    )
