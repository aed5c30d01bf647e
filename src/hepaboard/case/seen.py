"""Whether a listed lesion was there to be seen on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hepaboard.case.measurements import DIAMETER
from hepaboard.case.model import Lesion, Recorded


@dataclass(frozen=True, slots=True)
class Sight:
    """What the dated entries of a lesion say of its being there.

    Parameters
    ----------
    word
        The name under which its diameter is entered; None if there is no diameter.
    gone
        The day of the last scan, if that looked for the lesion and did not find it (diameter 0).
    later
        Every entry that bears a day is later: the lesion was not known yet.
    """

    word: str | None
    gone: date | None
    later: bool


def sight_of(lesion: Lesion, on: date | None, synonyms: Mapping[str, str]) -> Sight:
    """The lesion as it was known on a day; on its latest entry if the day is None."""
    word = next((w for w in lesion.findings if synonyms.get(w, w) == DIAMETER), None)
    dated = [
        item
        for entry in lesion.findings.values()
        for item in (entry if isinstance(entry, list) else [entry])
        if isinstance(item, Recorded) and item.on is not None
    ]
    undated = len(dated) < sum(
        len(entry) if isinstance(entry, list) else entry is not None
        for entry in lesion.findings.values()
    )
    known = [item for item in dated if on is None or item.on is None or item.on <= on]
    return Sight(word, _gone(lesion, word, on), bool(dated) and not known and not undated)


def _gone(lesion: Lesion, word: str | None, on: date | None) -> date | None:
    entry = lesion.findings.get(word or "")
    sizes = [
        item
        for item in (entry if isinstance(entry, list) else [entry])
        if isinstance(item, Recorded) and item.on is not None and (on is None or item.on <= on)
    ]
    last = max(reversed(sizes), key=lambda item: item.on or date.min, default=None)
    return last.on if last is not None and last.value == 0 and last.value is not False else None
