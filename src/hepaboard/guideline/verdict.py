"""The verdict of one treatment, from the four roots that every treatment has."""

from __future__ import annotations

from itertools import product
from typing import Literal

from hepaboard.logic import Truth

Verdict = Literal[
    "recommended",
    "acceptable",
    "contested",
    "not_recommended",
    "contraindicated",
    "needs_data",
    "undetermined",
    "not_addressed",
]
Direction = Literal["for", "consider", "against", "stop"]
T, U = Truth.TRUE, Truth.UNKNOWN


def _verdict(stop: Truth, for_: Truth, consider: Truth, against: Truth) -> Verdict:
    """The first line that fits; "in favour" is for or consider."""
    favour = max(for_, consider)
    if stop == T:
        return "contraindicated"
    if stop == U and favour == T:
        return "needs_data"
    if favour == T and against == T:
        return "contested"
    if for_ == T:
        return "recommended"
    if consider == T:
        return "acceptable"
    if against == T:
        return "not_recommended"
    if favour == U:
        return "needs_data" if stop == U else "undetermined"
    return "not_addressed"


#: All 81 rows: (stop, for, consider, against) to verdict.
VERDICTS: dict[tuple[int, int, int, int], Verdict] = {
    (int(s), int(f), int(c), int(a)): _verdict(s, f, c, a)
    for s, f, c, a in product(Truth, repeat=4)
}


def verdict(stop: int, for_: int, consider: int, against: int) -> Verdict:
    """The verdict for these root values (0 false, 1 unknown, 3 true)."""
    return VERDICTS[stop, for_, consider, against]
