"""Kaplan-Meier curves with the numbers at risk below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hepaboard.registry.drawing.look import CURVES, INK, RULE, WIDTH
from hepaboard.registry.drawing.svg import line, note, picture, text
from hepaboard.report.flow.letters import lines_of

LEFT, TOP, HIGH, RIGHT = 214, 20, 240, 20
LINE = 13


@dataclass(frozen=True, slots=True)
class Curve:
    """One group. ``steps`` are months and the share alive from then on, beginning at 0 and 1.

    ``at_risk`` has one number for each tick of the axis, None where it is hidden. ``stepped`` is
    False where only some points of the curve are shown: they are then joined by straight lines.
    """

    label: str
    steps: Sequence[tuple[float, float]]
    at_risk: Sequence[int | None]
    stepped: bool = True


def curves(title: str, alt: str, groups: Sequence[Curve], ticks: Sequence[int]) -> str:
    """The figure; ``ticks`` are the months of the axis, from 0 on."""
    room, end = WIDTH - LEFT - RIGHT, max(ticks[-1], 1)

    def at(month: float, share: float) -> tuple[float, float]:
        return LEFT + room * month / end, TOP + HIGH * (1 - share)

    parts = [note("share alive", LEFT - 36, TOP - 8, anchor="middle")]
    for share in (0, 0.25, 0.5, 0.75, 1):
        x, y = at(0, share)
        parts.append(line(x, y, WIDTH - RIGHT, y, RULE))
        parts.append(note(f"{share:.0%}".replace("%", " %"), LEFT - 8, y + 4, anchor="end"))
    for tick in ticks:
        x, y = at(tick, 0)
        parts.append(line(x, y, x, y + 4, INK))
        parts.append(note(str(tick), x, y + 17, anchor="middle"))
    y = TOP + HIGH + 32
    parts.append(note("months", LEFT + room / 2, y, anchor="middle"))
    y += 16
    parts.append(text("at risk", LEFT - 8, y, size=11, anchor="end", bold=True))
    for place, group in enumerate(groups):
        colour, dash, marker = CURVES[place % len(CURVES)]
        parts.append(_line(group, [at(*step) for step in group.steps], colour, dash))
        for month, share in _marks(group, ticks):
            parts.append(_marker(marker, *at(month, share), colour))
        lines = lines_of(group.label, 11, LEFT - 66)[:3]
        y += 7
        parts.append(
            f'<path d="M4 {y + 9:g}H34" stroke="{colour}" stroke-width="2.4" fill="none"'
            f' stroke-dasharray="{dash}"/>'
        )
        parts.append(_marker(marker, 19, y + 9, colour))
        for number, content in enumerate(lines):
            parts.append(text(content, 40, y + 13 + number * LINE, size=11))
        for tick, count in zip(ticks, group.at_risk, strict=True):
            shown = "–" if count is None else f"{count:,}"
            parts.append(text(shown, at(tick, 0)[0], y + 13, size=11, anchor="middle"))
        y += LINE * max(len(lines), 1) + 2
    return picture(title, alt, y + 12, parts)


def _line(group: Curve, points: Sequence[tuple[float, float]], colour: str, dash: str) -> str:
    path = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    for x, y in points[1:]:
        path += f"H{x:.2f}V{y:.2f}" if group.stepped else f"L{x:.2f} {y:.2f}"
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'


def _marks(group: Curve, ticks: Sequence[int]) -> list[tuple[float, float]]:
    """The points of the curve at the ticks that it reaches."""
    last = group.steps[-1][0]
    if not group.stepped:
        return list(group.steps[1:])
    return [
        (tick, [share for month, share in group.steps if month <= tick][-1])
        for tick in ticks
        if 0 < tick <= last
    ]


def _marker(kind: str, x: float, y: float, colour: str) -> str:
    shapes = {
        "circle": "M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z",
        "square": "M-3 -3H3V3H-3Z",
        "triangle": "M-4 3H4L0 -4Z",
        "diamond": "M-4.4 0L0 -4.4L4.4 0L0 4.4Z",
    }
    return (
        f'<path d="{shapes[kind]}" transform="translate({x:.2f} {y:.2f})" fill="#ffffff"'
        f' stroke="{colour}" stroke-width="1.6"/>'
    )
