"""What an answer says before and after, read from node values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hepaboard.guideline import verdict
from hepaboard.logic import Truth

#: stop, for, consider, against; None for a treatment that nothing speaks of
Four = tuple[int, ...] | None
#: From values before and values after to the two answers, in words.
Told = Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[str, str]]


def _first(value: Any) -> int:
    found = value[0] if isinstance(value, list) else value
    assert isinstance(found, int)
    return found


def truth_told(old: int, new: int) -> Told:
    """The truth value of a node, of the first lesion where it speaks of lesions."""

    def told(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[str, str]:
        return Truth(_first(before[old])).name, Truth(_first(after[new])).name

    return told


def verdict_told(old: Four, new: Four, lesion: int | None) -> Told:
    """The verdict by the roots before and after."""

    def one(roots: Four, values: tuple[Any, ...]) -> str:
        if roots is None:
            return "not_addressed"
        # Where a treatment is judged as a whole, a node on lesions stands for the unlisted one.
        place = -1 if lesion is None else lesion
        truths = [v[place] if isinstance(v := values[node], list) else v for node in roots]
        return verdict(*truths)

    def told(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[str, str]:
        return one(old, before), one(new, after)

    return told
