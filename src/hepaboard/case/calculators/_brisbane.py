"""Names of liver resections and the Couinaud segments they remove."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators.score import Status


@dataclass(frozen=True, kw_only=True)
class BrisbaneRow:
    """One named resection: its synonyms, segments, and whether segment 1 may be added."""

    names: tuple[str, ...]
    segments: tuple[int, ...]
    with_1_allowed: bool = False
    status: Status = "confirmed"
    note: str | None = None


TABLE: tuple[BrisbaneRow, ...] = (
    BrisbaneRow(
        names=("right hepatectomy", "right hemihepatectomy"),
        segments=(5, 6, 7, 8),
        with_1_allowed=True,
    ),
    BrisbaneRow(
        names=("left hepatectomy", "left hemihepatectomy"),
        segments=(2, 3, 4),
        with_1_allowed=True,
    ),
    BrisbaneRow(names=("right anterior sectionectomy",), segments=(5, 8)),
    BrisbaneRow(names=("right posterior sectionectomy",), segments=(6, 7)),
    BrisbaneRow(names=("left medial sectionectomy", "segmentectomy 4"), segments=(4,)),
    BrisbaneRow(names=("left lateral sectionectomy", "bisegmentectomy 2,3"), segments=(2, 3)),
    BrisbaneRow(
        names=("right trisectionectomy", "extended right hepatectomy"),
        segments=(4, 5, 6, 7, 8),
        with_1_allowed=True,
        status="partly_confirmed",
    ),
    BrisbaneRow(
        names=("left trisectionectomy", "extended left hepatectomy"),
        segments=(2, 3, 4, 5, 8),
        with_1_allowed=True,
        status="partly_confirmed",
    ),
    BrisbaneRow(
        names=("central hepatectomy", "mesohepatectomy"),
        segments=(4, 5, 8),
        with_1_allowed=True,
        status="unconfirmed",
        note="Not a core term of the Brisbane terminology.",
    ),
    BrisbaneRow(
        names=("segmentectomy 1", "caudate lobectomy"),
        segments=(1,),
        status="unconfirmed",
        note="The name caudate lobectomy, and segment 9 as part of it: unconfirmed.",
    ),
)

NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in ((2, 3), (2, 4), (3, 4), (4, 5), (4, 8), (5, 6), (5, 8), (6, 7), (7, 8))
)
"""Segments that share a plane (a hepatic vein, the umbilical fissure or the portal plane)."""
