"""Brisbane names of liver resections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hepaboard.case.calculators._accept import refuse
from hepaboard.case.calculators._brisbane import NEIGHBOURS, TABLE
from hepaboard.case.calculators.couinaud import SegmentSet, read_segments
from hepaboard.case.calculators.score import Status

_WEDGE = ("wedge", "wedge resection", "non-anatomical resection")
_SEGMENTECTOMY = re.compile(r"segmentectomy ([1-8])$")
_BISEGMENTECTOMY = re.compile(r"bisegmentectomy ([1-8]) ?, ?([1-8])$")
_PLUS_1 = re.compile(r"^(.*?) ?(?:\+ ?1|with segment 1)$")
_LOBECTOMY = "the old French and the United States usage of lobectomy name different segments"


@dataclass(frozen=True, kw_only=True)
class Resection:
    """A liver resection: all its names (the first is the usual one) and its segments."""

    names: tuple[str, ...]
    segments: SegmentSet
    status: Status
    notes: tuple[str, ...] = ()

    @property
    def n_segments_resected(self) -> int:
        """Number of whole segments removed."""
        return self.segments.count


def resected_segments(operation: str) -> Resection:
    """Couinaud segments that a named resection removes.

    Names of the Brisbane 2000 terminology, "segmentectomy n", "bisegmentectomy a,b" and "wedge".
    Segment 1 is added only if it is stated: "right hepatectomy + 1".

    Parameters
    ----------
    operation
        Name in any case of letters.

    Returns
    -------
    Resection
        The status says how far the row of the terminology was checked.

    Raises
    ------
    InputRangeError
        The name is not known, adds segment 1 where the terminology does not, joins segments that
        do not adjoin, or is "lobectomy" without segments.

    References
    ----------
    Terminology Committee of the IHPBA, HPB 2000;2:333-339; Strasberg SM, J Hepatobiliary
    Pancreat Surg 2005;12:351-355, doi 10.1007/s00534-005-0999-7. Successor: Wakabayashi 2022
    (unconfirmed). Which segments adjoin: project reading of the planes that bound them.

    Examples
    --------
    >>> resected_segments("Left hepatectomy").segments.whole
    (2, 3, 4)
    >>> resected_segments("right trisectionectomy + 1").n_segments_resected
    6
    """
    text = " ".join(operation.lower().split()) if isinstance(operation, str) else ""
    plus = _PLUS_1.match(text)
    base, with_1 = (plus.group(1), True) if plus else (text, False)
    for row in TABLE:
        if base in row.names:
            if with_1 and not row.with_1_allowed:
                raise refuse("operation", operation, "segment 1 is no option of it", base)
            return _named(row.segments, with_1)
    if text in _WEDGE:
        return name_resection(())
    single, double = _SEGMENTECTOMY.match(text), _BISEGMENTECTOMY.match(text)
    if single:
        return name_resection([single.group(1)])
    if double:
        pair = [int(one) for one in double.groups()]
        if frozenset(pair) not in NEIGHBOURS:
            raise refuse("operation", operation, "these segments do not adjoin", "neighbours")
        return name_resection(pair)
    why = _LOBECTOMY if "lobectomy" in text else "the name is not known"
    raise refuse("operation", operation, why, "a Brisbane name, or the list of segments")


def name_resection(segments: Iterable[int | str]) -> Resection:
    """Brisbane names of the resection that removes exactly these whole segments.

    Parameters
    ----------
    segments
        Numbers 1-8; "4a" and "4b" for the halves of segment 4. An empty list is a
        parenchyma-sparing wedge (non-anatomical, no whole segment).

    Raises
    ------
    InputRangeError
        An entry is not a Couinaud segment.

    References
    ----------
    As for `resected_segments`.

    Examples
    --------
    >>> name_resection([5, 8]).names
    ('right anterior sectionectomy', 'bisegmentectomy 5,8')
    >>> name_resection([2, 7]).names
    ('resection of segments 2, 7',)
    """
    found = read_segments(segments)
    halves = (f"Half of segment 4 only ({found.halves[0]}): not counted.",) if found.halves else ()
    if not found.whole:
        name = "segment 4 in part" if found.halves else "wedge"
        note = "Non-anatomical: no whole segment is removed."
        return Resection(names=(name,), segments=found, status="confirmed", notes=(note, *halves))
    for row in TABLE:
        with_1 = row.with_1_allowed and 1 in found.whole
        if found.whole == tuple(sorted({*row.segments, *((1,) if with_1 else ())})):
            named = _named(row.segments, with_1)
            return Resection(
                names=named.names,
                segments=found,
                status=named.status,
                notes=named.notes + halves,
            )
    listed = ", ".join(str(one) for one in found.whole)
    names = _plain_names(found.whole) or (f"resection of segments {listed}",)
    return Resection(names=names, segments=found, status="confirmed", notes=halves)


def _named(segments: tuple[int, ...], with_1: bool) -> Resection:
    row = next(one for one in TABLE if one.segments == segments)
    names = tuple(f"{name} + 1" for name in row.names) if with_1 else row.names
    more = tuple(name for name in _plain_names(segments) if name not in names)
    return Resection(
        names=names if with_1 else names + more,
        segments=read_segments(segments + ((1,) if with_1 else ())),
        status=row.status,
        notes=(row.note,) if row.note else (),
    )


def _plain_names(segments: tuple[int, ...]) -> tuple[str, ...]:
    if len(segments) == 1:
        return (f"segmentectomy {segments[0]}",)
    if frozenset(segments) in NEIGHBOURS:
        return (f"bisegmentectomy {segments[0]},{segments[1]}",)
    return ()
