"""The segments as closed shapes: smooth for drawing, as polygons for placing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hepaboard.report.liver_map.outline import BORDERS, CAUDATE, OUTLINE, RINGS, Point

#: Straight pieces that stand for one curved one where distances are measured.
PIECES = 6


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth line through points: one cubic Bézier from each point to the next."""

    start: Point
    parts: tuple[tuple[Point, Point, Point], ...]

    def reversed(self) -> Curve:
        """The same line, followed the other way."""
        points = [self.start, *(end for _, _, end in self.parts)]
        turned = [
            (second, first, point)
            for (first, second, _), point in zip(self.parts, points, strict=False)
        ]
        return Curve(points[-1], tuple(reversed(turned)))

    def path(self) -> str:
        """The line as SVG path commands after its start."""
        return "".join(
            "C" + " ".join(f"{x:g} {y:g}" for x, y in (first, second, end))
            for first, second, end in self.parts
        )

    def points(self) -> list[Point]:
        """Points on the line, without its start."""
        found, last = [], self.start
        for first, second, end in self.parts:
            found += [_on(last, first, second, end, i / PIECES) for i in range(1, PIECES + 1)]
            last = end
        return found


@cache
def segment_curves() -> dict[str, tuple[Curve, ...]]:
    """The closed line around each of the nine segments, piece by piece."""
    rings = {name: tuple(_piece(*piece) for piece in pieces) for name, pieces in RINGS.items()}
    return {"I": (_closed(CAUDATE),), **rings}


@cache
def border_curve(name: str) -> Curve:
    """A border inside the liver, from end to end."""
    return _open([(x, y) for x, y, _ in BORDERS[name]])


@cache
def outline_curve() -> Curve:
    """The closed outline of the liver."""
    return _closed([(x, y) for x, y, _ in OUTLINE])


def polygon(curves: Sequence[Curve]) -> list[Point]:
    """A closed line as the corners of a polygon."""
    return [point for curve in curves for point in curve.points()]


def path(curves: Sequence[Curve]) -> str:
    """A closed line as the d of an SVG path."""
    x, y = curves[0].start
    return f"M{x:g} {y:g}" + "".join(curve.path() for curve in curves) + "Z"


def _piece(border: str, first: str, last: str) -> Curve:
    """Part of a border between two named points, in that direction."""
    whole = outline_curve() if border == "outline" else border_curve(border)
    names = [name for _, _, name in (OUTLINE if border == "outline" else BORDERS[border])]
    start, end = names.index(first), names.index(last)
    points = [whole.start, *(point for _, _, point in whole.parts)]
    if border == "outline":
        count = (end - start) % len(OUTLINE)
        parts = [whole.parts[(start + i) % len(OUTLINE)] for i in range(count)]
        return Curve(points[start], tuple(parts))
    if start > end:
        return _piece(border, last, first).reversed()
    return Curve(points[start], whole.parts[start:end])


def _open(points: Sequence[Point]) -> Curve:
    return _through([points[0], *points, points[-1]], len(points) - 1)


def _closed(points: Sequence[Point]) -> Curve:
    return _through([points[-1], *points, *points[:2]], len(points))


def _through(points: Sequence[Point], count: int) -> Curve:
    """Catmull-Rom: at each point the line runs parallel to that from its neighbours."""
    parts = []
    for i in range(1, count + 1):
        before, start, end, after = points[i - 1 : i + 3]
        first = tuple(round(start[k] + (end[k] - before[k]) / 6, 2) for k in (0, 1))
        second = tuple(round(end[k] - (after[k] - start[k]) / 6, 2) for k in (0, 1))
        parts.append(((first[0], first[1]), (second[0], second[1]), end))
    return Curve(points[1], tuple(parts))


def _on(start: Point, first: Point, second: Point, end: Point, t: float) -> Point:
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    corners = (start, first, second, end)
    return (
        sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
        sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
    )
