"""A set of Couinaud segments, and how many of them are removed whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hepaboard.case.calculators._accept import refuse

_PARTS = ("4a", "4b")
_ALLOWED = "1 to 8, 4a, 4b"


@dataclass(frozen=True)
class SegmentSet:
    """Whole segments in order, and halves of segment 4 that stand alone.

    `count` is the number of whole segments; a single half of segment 4 does not count, as no
    whole segment is removed (project reading).
    """

    whole: tuple[int, ...]
    halves: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Number of whole segments."""
        return len(self.whole)


def read_segments(segments: Iterable[int | str]) -> SegmentSet:
    """The whole Couinaud segments in a list; 4a and 4b together are segment 4.

    Parameters
    ----------
    segments
        Numbers 1-8, or the same as text; "4a" and "4b" for the halves of segment 4.

    Raises
    ------
    InputRangeError
        An entry is none of these.

    References
    ----------
    Terminology Committee of the IHPBA, HPB 2000;2:333-339. Strasberg SM, J Hepatobiliary
    Pancreat Surg 2005;12:351-355.

    Examples
    --------
    >>> read_segments([3, 2, "4a", "4b"])
    SegmentSet(whole=(2, 3, 4), halves=())
    >>> read_segments(["4a", 8]).count
    1
    """
    whole: set[int] = set()
    halves: set[str] = set()
    for entry in segments:
        text = str(entry).strip().lower() if not isinstance(entry, bool) else ""
        if text in _PARTS:
            halves.add(text)
        elif text in ("1", "2", "3", "4", "5", "6", "7", "8"):
            whole.add(int(text))
        else:
            raise refuse("segments", entry, "it is not a Couinaud segment", _ALLOWED)
    if halves == set(_PARTS):
        whole.add(4)
    if 4 in whole:
        halves.clear()
    return SegmentSet(tuple(sorted(whole)), tuple(sorted(halves)))
