"""Residuals of a Cox model of groups, for the test of proportional hazards.

The library works them out in a time that grows with the square of the number of deaths; of groups
alone they follow from counts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def schoenfeld(months: Array, died: npt.NDArray[np.bool_], groups: Array, effects: Array) -> Array:
    """Schoenfeld residuals with ties in Efron's way, one row for each death in the order given.

    Parameters
    ----------
    months
        Times, from the shortest to the longest.
    died
        Whether a time ended with death.
    groups
        One column of 0 and 1 for each group but the reference.
    effects
        The coefficient of each column.
    """
    scores = np.exp(groups @ effects)
    weighted = np.column_stack([scores, groups * scores[:, None]])
    times, place, ties = np.unique(months[died], return_inverse=True, return_counts=True)
    # everybody observed up to a time or longer is at risk just before it
    from_here = np.cumsum(weighted[::-1], axis=0)[::-1]
    risk = from_here[np.searchsorted(months, times, side="left")]
    dying = np.zeros_like(risk)
    np.add.at(dying, place, weighted[died])
    # the l-th of d deaths at one time sees l / d of them gone
    before = np.arange(len(place)) - np.repeat(np.cumsum(ties) - ties, ties)
    gone = (before / np.repeat(ties, ties))[:, None]
    left = np.repeat(risk, ties, axis=0) - gone * np.repeat(dying, ties, axis=0)
    share = left[:, 1:] / left[:, :1]
    starts = np.cumsum(ties) - ties
    expected: Any = np.add.reduceat(share, starts, axis=0) / ties[:, None]
    found: Array = groups[died] - expected[place]
    return found
