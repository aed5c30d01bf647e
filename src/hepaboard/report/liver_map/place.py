"""Where a lesion is drawn: within its segment, apart from the others. The spot means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot

from hepaboard.report.liver_map.lesion import MapLesion
from hepaboard.report.liver_map.outline import NAMES, PX_PER_CM, Point
from hepaboard.report.liver_map.shapes import border_curve, polygon, segment_curves

MM_PER_CM = 10
#: Drawn for a lesion whose size is not known, and the least that holds a number inside.
PLAIN_PX = 11.0
#: Beside a smaller circle stands its number.
NUMBER_PX = 14.0
GRID_PX = 5
GAP_PX = 4
NAME_PX = 13
#: What each pixel of overlap, of reaching over a border, of hiding a name and of distance from the
#: middle of the segment counts.
OVERLAP, OVER, HIDDEN, OFF = 8.0, 2.0, 1.0, 0.05


@dataclass(frozen=True, slots=True)
class Placed:
    """A lesion with its number (its place in the list, from 1), its middle and radius in pixels."""

    lesion: MapLesion
    number: int
    x: float
    y: float
    radius: float

    @property
    def inside(self) -> bool:
        """Whether the number stands inside the circle."""
        return self.radius >= PLAIN_PX - 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a segment with its distance to the nearest border, in pixels."""

    x: float
    y: float
    border: float


def placed_lesions(lesions: Sequence[MapLesion]) -> list[Placed]:
    """The lesions that have a segment, each at its place, in the order of the list.

    The largest are placed first. A circle larger than its segment reaches over the border; its
    middle lies inside. The same lesions always get the same places.
    """
    numbered = [(i, item) for i, item in enumerate(lesions, 1) if item.segment is not None]
    done: list[Placed] = []
    for number, item in sorted(numbered, key=lambda pair: (-radius_px(pair[1]), pair[0])):
        done.append(_placed(item, number, done))
    return sorted(done, key=lambda item: item.number)


def radius_px(lesion: MapLesion) -> float:
    """Half the diameter on the scale of the map."""
    if lesion.diameter_mm is None:
        return PLAIN_PX
    return lesion.diameter_mm / MM_PER_CM * PX_PER_CM / 2


def _placed(lesion: MapLesion, number: int, done: Sequence[Placed]) -> Placed:
    assert lesion.segment is not None
    radius = radius_px(lesion)
    spots = segment_spots(lesion.segment)
    middle = max(spots, key=lambda spot: spot.border)

    def cost(spot: Spot) -> float:
        room = _room(radius)
        overlap = sum(
            max(
                0.0, room + _room(other.radius) + GAP_PX - hypot(spot.x - other.x, spot.y - other.y)
            )
            for other in done
        )
        hidden = sum(
            max(0.0, room + NAME_PX - hypot(spot.x - x, spot.y - y)) for x, y in NAMES.values()
        )
        over = max(0.0, room - spot.border)
        off = hypot(spot.x - middle.x, spot.y - middle.y)
        return OVERLAP * overlap + OVER * over + HIDDEN * hidden + OFF * off

    best = min(spots, key=cost)
    return Placed(lesion, number, best.x, best.y, radius)


def _room(radius: float) -> float:
    """The radius with room for a number that stands beside."""
    return radius if radius >= PLAIN_PX - 2 else radius + NUMBER_PX / 2


@cache
def segment_spots(segment: str) -> tuple[Spot, ...]:
    """The points of a segment where a lesion may be drawn.

    An undivided IV has those on the border of IVa and IVb: neither half is chosen.
    """
    if segment == "IV":
        line = border_curve("left-pedicle").points()
        first, last = border_curve("left-pedicle").start, line[-1]
        return tuple(
            Spot(x, y, min(hypot(x - end[0], y - end[1]) for end in (first, last)))
            for x, y in line[2:-2]
        )
    shapes = {name: polygon(curves) for name, curves in segment_curves().items()}
    own = shapes[segment]
    holes = [] if segment == "I" else [shapes["I"]]
    xs, ys = [x for x, _ in own], [y for _, y in own]
    return tuple(
        Spot(x, y, min(_distance((x, y), shape) for shape in (own, *holes)))
        for x in range(int(min(xs)), int(max(xs)), GRID_PX)
        for y in range(int(min(ys)), int(max(ys)), GRID_PX)
        if contains(own, (x, y)) and not any(contains(hole, (x, y)) for hole in holes)
    )


def contains(corners: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a polygon."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _distance(point: Point, corners: Sequence[Point]) -> float:
    return min(hypot(point[0] - x, point[1] - y) for x, y in corners)
