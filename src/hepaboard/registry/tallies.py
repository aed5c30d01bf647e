"""Counts that are added up batch by batch, so that a cohort of any size needs little memory."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

Key = tuple[str | None, ...]


class Tally:
    """How often each key was counted."""

    def __init__(self) -> None:
        self._counts: dict[Key, int] = {}

    def add(self, key: Key, count: int) -> None:
        """Counts a key that often again."""
        if count:
            self._counts[key] = self._counts.get(key, 0) + count

    def add_frame(self, frame: pl.DataFrame, first: Key = ()) -> None:
        """Counts each row of a frame, its columns being the key after ``first``."""
        for *key, count in frame.group_by(frame.columns).len().iter_rows():
            self.add((*first, *key), count)

    def __getitem__(self, key: Key) -> int:
        return self._counts.get(key, 0)

    def items(self, *first: str | None) -> dict[Key, int]:
        """The rest of the keys that begin so, with their counts."""
        long = len(first)
        return {key[long:]: n for key, n in self._counts.items() if key[:long] == first}

    def totals(self, *places: int) -> Tally:
        """The same counts by some places of the keys alone."""
        found = Tally()
        for key, count in self._counts.items():
            found.add(tuple(key[place] for place in places), count)
        return found

    def renamed(self, place: int, names: dict[str | None, str]) -> Tally:
        """The same counts with one place of the keys renamed, and so perhaps joined."""
        found = Tally()
        for key, count in self._counts.items():
            here = names.get(key[place], key[place])
            found.add((*key[:place], here, *key[place + 1 :]), count)
        return found

    def keys_at(self, place: int) -> Iterable[str | None]:
        """The different values at one place of the keys, in order of first sight."""
        return dict.fromkeys(key[place] for key in self._counts)
