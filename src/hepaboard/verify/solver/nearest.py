"""A case that is like a given one in as much as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hepaboard.verify.solver.check import Answer, check
from hepaboard.verify.solver.likeness import Wish
from hepaboard.verify.solver.z3_extra import z3

#: So many wishes are assumed as one.
BLOCK = 12


def nearest(
    solver: Any, hard: Sequence[Any], wishes: Sequence[Wish], named: Callable[[Any], Any]
) -> list[Any]:
    """The wishes that can be met together, the first ones first; else their second best.

    Wishes are assumed in blocks; a block is taken apart only where it stands in the way.

    Parameters
    ----------
    hard
        Literals that must hold; with no wish at all they are possible.
    named
        Gives a formula a literal of its own.
    """
    kept: dict[Any, range] = {}
    for first in range(0, len(wishes), BLOCK):
        _keep(kept, wishes, range(first, min(first + BLOCK, len(wishes))), named)

    def here(*more: Any) -> Answer:
        return check(solver, [*hard, *kept, *more])

    dropped: list[int] = []
    while here() != "possible":
        ids = {literal.get_id() for literal in solver.unsat_core()}
        core = [literal for literal in kept if literal.get_id() in ids] or list(kept)
        worst = max(core, key=lambda literal: (len(kept[literal]) > 1, kept[literal].start))
        places = kept.pop(worst)
        if len(places) == 1:
            dropped += places
        else:
            for place in places:
                _keep(kept, wishes, range(place, place + 1), named)
    extra: list[Any] = []
    for place in sorted(dropped):
        for wish in wishes[place]:
            if wish is not None and here(*extra, wish) == "possible":
                extra.append(wish)
                break
    return [*kept, *extra]


def _keep(
    kept: dict[Any, range], wishes: Sequence[Wish], places: range, named: Callable[[Any], Any]
) -> None:
    best = [wishes[place].best for place in places]
    kept[best[0] if len(best) == 1 else named(z3().And(best))] = places
