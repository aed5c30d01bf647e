"""What every set of changes has to answer, and which of it a set leaves unanswered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepaboard.missing.variables import Key

#: What makes an outcome bad: per fact the places that do. A fact in another place answers it.
Reproach = dict[Key, frozenset[int]]
#: For each fact that is chosen, the place of its cell.
Chosen = frozenset[tuple[Key, int]]


class Reproaches:
    """Reproaches by number; sets of them are whole numbers with one bit each.

    Parameters
    ----------
    now
        The place that each fact is in now, None if that is not known.
    """

    def __init__(self, now: Mapping[Key, int | None]) -> None:
        self.now = now
        self._held: list[Reproach] = []
        self._speaks: dict[Key, int] = {}
        self._against: dict[tuple[Key, int], int] = {}

    def add(self, reproach: Reproach) -> int:
        """Holds one more; the set of it alone."""
        bit = 1 << len(self._held)
        self._held.append(reproach)
        for key, places in reproach.items():
            self._speaks[key] = self._speaks.get(key, 0) | bit
            for place in places:
                self._against[key, place] = self._against.get((key, place), 0) | bit
        return bit

    def unanswered(self, chosen: Chosen) -> int:
        """The reproaches that no choice answers, and nothing known that stays as it is."""
        left = (1 << len(self._held)) - 1
        for key, place in {**self.now, **dict(chosen)}.items():
            if place is not None:
                left &= ~self._speaks.get(key, 0) | self._against.get((key, place), 0)
        return left

    def shortest(self, some: int) -> Reproach:
        """The one of them that the fewest facts answer."""
        return min(self._of(some), key=len)

    def apart(self, some: int, enough: int) -> int:
        """At least so many choices are needed: reproaches that share no fact need one each.

        Not counted further than one more than ``enough``.
        """
        count = 0
        while some and count <= enough:
            count += 1
            for key in self.shortest(some):
                some &= ~self._speaks[key]
        return count

    def _of(self, some: int) -> Iterator[Reproach]:
        while some:
            low = some & -some
            yield self._held[low.bit_length() - 1]
            some ^= low
