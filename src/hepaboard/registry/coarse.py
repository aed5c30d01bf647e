"""Which points of a survival curve can be shown without giving small counts away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """From one tick to the next: who died, and whose observation ended."""

    start: int
    deaths: int
    censored: int

    def fits(self, least: int) -> bool:
        """Whether both counts may be shown."""
        return all(count == 0 or count >= least for count in (self.deaths, self.censored))


def coarse(intervals: Sequence[Interval], least: int) -> tuple[int, ...]:
    """The ticks that may be shown.

    Between two shown ticks, and after the last one, nobody died or at least ``least`` did, and
    likewise for those whose observation ended; so the differences of numbers at risk and the steps
    of the curve stand for no fewer patients either.

    Parameters
    ----------
    intervals
        In order, the first from 0; the last one holds all that comes after it.
    """
    kept: list[Interval] = []
    for item in intervals:
        if kept and not kept[-1].fits(least):
            kept[-1] = _joined(kept[-1], item)
        else:
            kept.append(item)
    while len(kept) > 1 and not kept[-1].fits(least):
        kept[-2:] = [_joined(*kept[-2:])]
    return tuple(item.start for item in kept)


def _joined(one: Interval, other: Interval) -> Interval:
    return Interval(one.start, one.deaths + other.deaths, one.censored + other.censored)
