"""Adds up the items of a points score when some inputs are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from hepaboard.case.calculators.score import Score, Status


@dataclass(frozen=True)
class Item:
    """Fewest and most points that one item can still bring."""

    low: int
    high: int
    open_inputs: tuple[str, ...]


def weigh(points: Callable[..., int], **ends: Sequence[Any]) -> Item:
    """The points of one item over all completions of its inputs.

    Every input comes as the values that are still possible; of a number only both ends, so
    `points` has to be monotone in each number. Parameters are passed by position.
    """
    found = [points(*values) for values in product(*ends.values())]
    low, high = min(found), max(found)
    names = () if low == high else tuple(name for name, known in ends.items() if len(known) > 1)
    return Item(low, high, names)


def add_up(
    name: str,
    items: Sequence[Item],
    group_of: Callable[[int], str],
    inputs: dict[str, Any],
    notes: Sequence[str],
    rows: Sequence[str],
    status: Status = "confirmed",
) -> Score:
    """The score of items that share no input; `group_of` has to be monotone."""
    low = sum(item.low for item in items)
    high = sum(item.high for item in items)
    return Score(
        name=name,
        value=low if low == high else None,
        range=(low, high),
        group=group_of(low) if group_of(low) == group_of(high) else None,
        missing=tuple(field for item in items for field in item.open_inputs),
        inputs=inputs,
        status=status,
        notes=tuple(notes),
        rows=tuple(rows),
    )
