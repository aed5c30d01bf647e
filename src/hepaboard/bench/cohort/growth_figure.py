"""How the time of each engine grows with the cohort, as a picture (SVG)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from xml.sax.saxutils import escape

Points = Sequence[tuple[int, float]]
#: Colours that differ for most kinds of colour vision, each with its own mark and stroke.
LOOKS = (
    ("#0072B2", "none", "circle"),
    ("#D55E00", "6 3", "square"),
    ("#009E73", "2 3", "triangle"),
    ("#000000", "8 3 2 3", "cross"),
)
WIDTH, HEIGHT = 640, 400
LABEL = 15
LEFT, RIGHT, TOP, BOTTOM = 70, 130, 50, 50


def growth_figure(series: Mapping[str, Points], title: str) -> str:
    """Seconds over patients, both axes logarithmic; a straight line of slope one is linear growth.

    Parameters
    ----------
    series
        Engine to its pairs of patients and seconds.
    """
    points = [point for found in series.values() for point in found]
    rows, seconds = [point[0] for point in points], [point[1] for point in points]
    x = _axis(min(rows), max(rows), LEFT, WIDTH - RIGHT)
    y = _axis(min(seconds), max(seconds), HEIGHT - BOTTOM, TOP)
    told = "; ".join(
        f"{name}: " + ", ".join(f"{n:,} in {s:.3g} s" for n, s in found)
        for name, found in series.items()
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="t d" font-family="sans-serif" font-size="12">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-size="14">{escape(title)}</text>',
        *_grid(x, y),
    ]
    lines = {name: [(x.at(n), y.at(s)) for n, s in found] for name, found in series.items()}
    labels = _apart({name: places[-1][1] for name, places in lines.items()})
    for place, (name, places) in enumerate(lines.items()):
        parts += _line(name, places, labels[name], LOOKS[place % len(LOOKS)])
    return "\n".join([*parts, "</svg>", ""])


class _axis:
    """Powers of ten from ``least`` to ``most``, laid from one place to another."""

    def __init__(self, least: float, most: float, start: float, end: float) -> None:
        self.low, self.high = floor(log10(least)), ceil(log10(most))
        self.high += self.low == self.high
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _grid(x: _axis, y: _axis) -> list[str]:
    right, floor_ = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = []
    for tick in x.ticks:
        at = x.at(tick)
        parts.append(f'<path d="M{at} {TOP}V{floor_}" stroke="#ddd"/>')
        parts.append(f'<text x="{at}" y="{floor_ + 18}" text-anchor="middle">{tick:,.0f}</text>')
    for tick in y.ticks:
        at = y.at(tick)
        parts.append(f'<path d="M{LEFT} {at}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{tick:g} s</text>')
    middle = (LEFT + right) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">patients</text>')
    return parts


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """The heights of labels, moved down where one would cover another."""
    found: dict[str, float] = {}
    free = 0.0
    for name in sorted(heights, key=lambda name: heights[name]):
        found[name] = max(heights[name], free)
        free = found[name] + LABEL
    return found


def _line(
    name: str, places: list[tuple[float, float]], label: float, look: tuple[str, str, str]
) -> list[str]:
    colour, dash, mark = look
    path = "M" + "L".join(f"{x} {y}" for x, y in places)
    x = places[-1][0]
    return [
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dash}"/>',
        *(_mark(mark, x, y, colour) for x, y in places),
        f'<text x="{x + 10}" y="{label + 4}" fill="{colour}">{escape(name)}</text>',
    ]


def _mark(mark: str, x: float, y: float, colour: str) -> str:
    match mark:
        case "circle":
            return f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
        case "square":
            return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{colour}"/>'
        case "triangle":
            return f'<path d="M{x} {y - 5}l5 9h-10z" fill="{colour}"/>'
    return f'<path d="M{x - 4} {y - 4}l8 8m0-8l-8 8" stroke="{colour}" stroke-width="2"/>'
