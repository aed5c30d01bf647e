"""Range of a laboratory score over the ends of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from hepaboard.case.calculators.score import Score, Status


def score_over_corners(
    name: str,
    raw: Callable[..., float],
    finish: Callable[[float], int],
    ends: Mapping[str, Sequence[Any]],
    inputs: dict[str, Any],
    notes: Sequence[str],
    rows: Sequence[str] = (),
    status: Status = "confirmed",
    moves: Callable[..., float] | None = None,
) -> Score:
    """The score of a formula that takes its extremes at the ends of its inputs.

    That holds for a raw formula that is monotone or linear in (a monotone transform of) each
    single input; `finish` rounds and limits it and has to be monotone. An unsettled score names
    every input that still moves the raw formula at some corner; where the raw formula has steps,
    `moves` is the same formula without them.
    """
    names = list(ends)
    corners = list(product(*ends.values()))
    found = [raw(**dict(zip(names, values, strict=True))) for values in corners]
    low, high = finish(min(found)), finish(max(found))
    settled = low == high
    smooth = moves or raw
    heights = {values: smooth(**dict(zip(names, values, strict=True))) for values in corners}
    missing = []
    for place, name_of_input in enumerate(names):
        groups: dict[tuple[Any, ...], set[float]] = {}
        for values, score in heights.items():
            groups.setdefault(values[:place] + values[place + 1 :], set()).add(score)
        if not settled and any(len(group) > 1 for group in groups.values()):
            missing.append(name_of_input)
    return Score(
        name=name,
        value=low if settled else None,
        range=(low, high),
        group=None,
        missing=tuple(missing),
        inputs=inputs,
        status=status,
        notes=tuple(notes),
        rows=tuple(rows),
    )
