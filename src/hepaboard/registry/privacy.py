"""Counts as they may be shown: small ones hidden, with as many others as their protection takes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hepaboard.registry.small_cells import RIM, Arc, hidden_cells

K = TypeVar("K", bound=Hashable)
#: A count that may be shown; None where it is hidden.
Shown = int | None
TOGETHER = "small groups together"


@dataclass(frozen=True, slots=True)
class Privacy:
    """``least`` is the smallest count from 1 on that may be shown; 0 shows all."""

    least: int = 0

    def arcs(self, arcs: Mapping[K, Arc]) -> dict[K, Shown]:
        """The counts of a net of sums; all hidden where they cannot be protected."""
        hidden = hidden_cells(list(arcs.values()), self.least)
        return {
            key: None if hidden is None or place in hidden else arc.count
            for place, (key, arc) in enumerate(arcs.items())
        }

    def row(self, counts: Mapping[K, int]) -> dict[K, Shown]:
        """Counts that together make a total which is shown."""
        return self.arcs({key: Arc("all", RIM, count) for key, count in counts.items()})

    def part(self, count: int, whole: int) -> Shown:
        """A count out of a total which is shown: the rest is as good as shown."""
        return self.row({"in": count, "out": whole - count})["in"]

    def enough(self, count: int) -> bool:
        """Whether a count may be shown by itself."""
        return count == 0 or count >= self.least

    def joined(self, counts: Mapping[str, int]) -> dict[str, str]:
        """Groups too small to be shown, joined until together they are not: group to name."""
        names = {name: name for name in counts}
        order: Sequence[str] = sorted((n for n in counts if counts[n]), key=lambda n: counts[n])
        together = 0
        for name in order:
            if counts[name] >= self.least and (not together or together >= self.least):
                break
            names[name] = TOGETHER
            together += counts[name]
        if list(names.values()).count(TOGETHER) == 1 and together >= self.least:
            return {name: name for name in counts}
        return names
