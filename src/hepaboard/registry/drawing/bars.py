"""Stacked bars: what each of several things is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hepaboard.registry.drawing.look import HIDDEN, INK, WIDTH, Style
from hepaboard.registry.drawing.svg import block, legend, line, note, patterns, picture, text
from hepaboard.report.flow.letters import lines_of

LEFT, RIGHT = 218, 84
ROW, BAR, LINE, AXIS = 24, 14, 13, 30
TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``parts`` holds counts by the names of their styles, None where hidden.

    ``whole`` is what all parts make together, None where it is hidden too; shares are of ``of``,
    or else of the whole. ``note`` stands at the end of the bar.
    """

    label: str
    parts: Mapping[str, int | None]
    whole: int | None
    note: str = ""
    of: int | None = None


def bars(
    title: str,
    alt: str,
    rows: Sequence[Bar],
    styles: Mapping[str, Style],
    unit: str,
    most: int | None = None,
) -> str:
    """The figure.

    Parameters
    ----------
    unit
        What the axis counts.
    most
        The end of the axis; shares of each bar's own whole, in per cent, if None.
    """
    some = any(part is None for row in rows for part in row.parts.values())
    used = [style for name, style in styles.items() if any(row.parts.get(name) for row in rows)]
    keys, y = legend([*used, HIDDEN] if some else used, 6)
    parts = [patterns([*styles.values(), HIDDEN]), *keys]
    room = WIDTH - LEFT - RIGHT
    parts += _axis(y, room, most, unit)
    y += AXIS
    top = y
    for row in rows:
        lines = lines_of(row.label, 11, LEFT - 14)[:3]
        high = max(ROW, LINE * len(lines) + 8)
        middle = y + high / 2
        for place, content in enumerate(lines):
            below = middle + (place - (len(lines) - 1) / 2) * LINE + 4
            parts.append(text(content, LEFT - 8, below, size=11, anchor="end"))
        parts += _bar(row, styles, middle - BAR / 2, room, most)
        y += high
    parts.append(line(LEFT, top - 2, LEFT, y, INK))
    return picture(title, alt, y + 8, parts)


def _axis(y: float, room: float, most: int | None, unit: str) -> list[str]:
    end = most if most else 100
    parts = [note(unit, LEFT - 24, y + 20, anchor="end")]
    for tick in range(TICKS + 1):
        value = end * tick / TICKS
        words = f"{value:,.0f}" if most else f"{value:.0f} %"
        x = LEFT + room * tick / TICKS
        parts.append(line(x, y + 24, x, y + 28, INK))
        parts.append(note(words, x, y + 20, anchor="middle"))
    return parts


def _bar(
    row: Bar, styles: Mapping[str, Style], y: float, room: float, most: int | None
) -> list[str]:
    end = most or row.of or row.whole
    if not end:
        return [note(row.note, LEFT + 6, y + BAR - 3)]
    x, parts = float(LEFT), []
    for name, style in styles.items():
        count = row.parts.get(name)
        if count:
            wide = room * count / end
            parts.append(block(x, y, wide, BAR, style))
            x += wide
    shown = sum(count or 0 for count in row.parts.values())
    if row.whole is not None and row.whole > shown and None in row.parts.values():
        wide = room * (row.whole - shown) / end
        parts.append(block(x, y, wide, BAR, HIDDEN))
        x += wide
    parts.append(note(row.note, max(x, LEFT) + 6, y + BAR - 3, size=10.5))
    return parts
