"""Brute force over the completions of missing inputs: what every score is checked against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

import pytest

from hepaboard.case.calculators import Score
from hepaboard.errors import InputRangeError


def brute_force(
    plain: Callable[..., float], known: Mapping[str, Any], grids: Mapping[str, Sequence[Any]]
) -> tuple[float, float, set[str]]:
    """Lowest and highest value of a plain function, and the unknown inputs that can change it."""
    choices = {
        name: [known[name]] if known.get(name) is not None else list(grid)
        for name, grid in grids.items()
    }
    names = list(choices)
    values = {
        combination: plain(**dict(zip(names, combination, strict=True)))
        for combination in product(*choices.values())
    }
    decisive = set()
    for place, name in enumerate(names):
        seen: dict[tuple[Any, ...], set[float]] = {}
        for combination, value in values.items():
            rest = combination[:place] + combination[place + 1 :]
            seen.setdefault(rest, set()).add(value)
        if any(len(found) > 1 for found in seen.values()):
            decisive.add(name)
    return min(values.values()), max(values.values()), decisive


def agrees(score: Score, low: float, high: float, decisive: set[str]) -> None:
    """Check a score against the brute force."""
    assert score.range == (low, high)
    assert set(score.missing) == decisive
    assert score.value == (low if low == high else None)


def refused(call: Callable[[], Any]) -> InputRangeError:
    """The error that a call raises, its text ready to be compared."""
    with pytest.raises(InputRangeError) as caught:
        call()
    assert caught.value.todo and caught.value.allowed
    return caught.value
