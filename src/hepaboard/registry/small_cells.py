"""Which counts of a table have to be hidden so that no small one can be worked out.

A table is a net of arcs: each count is an arc from one node to another, and at every node that is
no ``rim`` what comes in less what goes out is a number that readers know. A row of counts with a
known total is a node with several arcs that all end at the rim; a table with both margins is a
net of rows and columns; a tree of flows is a net by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: The node where nothing is known to balance.
RIM = ""


@dataclass(frozen=True, slots=True)
class Arc:
    """One count of a table, between the two sums that it is part of."""

    tail: str
    head: str
    count: int


def hidden_cells(
    arcs: Sequence[Arc], least: int, already: Iterable[int] = ()
) -> frozenset[int] | None:
    """The places of the counts to hide.

    Hidden is every count from 1 to ``least`` - 1, and as many others (never a zero) as it takes
    that for each hidden count there is another table with another number there, equal in all that
    is shown, and that the hidden counts of no one sum together make less than ``least``.

    Parameters
    ----------
    already
        Places that another table hides.

    Returns
    -------
    None if the counts cannot be protected: then the table must not be shown at all.
    """
    hidden = {i for i, arc in enumerate(arcs) if 0 < arc.count < least} | set(already)
    hidden = {i for i in hidden if arcs[i].count}
    if least < 2:
        return frozenset(hidden)
    free = _free(arcs)
    while (nodes := _exposed(arcs, hidden, least)) is not None:
        more = _next(arcs, free - hidden, nodes)
        if more is None:
            return None
        hidden.add(more)
    return frozenset(hidden)


def _exposed(arcs: Sequence[Arc], hidden: set[int], least: int) -> set[str] | None:
    """The nodes at which more has to be hidden; None if all is well."""
    ends = {end for i in hidden for end in (arcs[i].tail, arcs[i].head)} - {RIM}
    for node in sorted(ends):  # in one order, so that the same table always hides the same
        out = [arcs[i].count for i in hidden if arcs[i].tail == node]
        into = [arcs[i].count for i in hidden if arcs[i].head == node]
        if not (out and into) and sum(out) + sum(into) < least:
            return {node}
    for place in sorted(hidden):
        if not _can_differ(arcs, hidden, place):
            return {arcs[place].tail, arcs[place].head} - {RIM}
    return None


def _can_differ(arcs: Sequence[Arc], hidden: set[int], place: int) -> bool:
    """Whether a hidden count could be one more or one less with all shown numbers the same.

    Readers know that zeros are never hidden, so that no hidden count may fall to zero.
    """
    arc = arcs[place]
    more = _way(arcs, hidden - {place}, arc.head, arc.tail)
    return more or (arc.count > 1 and _way(arcs, hidden - {place}, arc.tail, arc.head))


def _way(arcs: Sequence[Arc], hidden: set[int], start: str, end: str) -> bool:
    """Whether one unit can be sent along hidden arcs: with them, or against those of 2 or more."""
    seen, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if node == end:
            return True
        for i in hidden:
            arc = arcs[i]
            steps = [arc.head] if arc.tail == node else []
            if arc.head == node and arc.count > 1:
                steps.append(arc.tail)
            for step in steps:
                if step not in seen:
                    seen.add(step)
                    stack.append(step)
    return False


def _free(arcs: Sequence[Arc]) -> set[int]:
    """Counts that could differ at all: zeros cannot, nor what alone links two parts of a table."""
    some = {i for i, arc in enumerate(arcs) if arc.count}
    return {i for i in some if _linked(arcs, some - {i}, arcs[i].tail, arcs[i].head)}


def _linked(arcs: Sequence[Arc], some: set[int], start: str, end: str) -> bool:
    seen, stack = {start}, [start]
    while stack and end not in seen:
        node = stack.pop()
        for i in some:
            ends = (arcs[i].tail, arcs[i].head)
            if node in ends:
                fresh = set(ends) - seen
                seen |= fresh
                stack += fresh
    return end in seen


def _next(arcs: Sequence[Arc], choice: set[int], nodes: set[str]) -> int | None:
    """The smallest count that may be hidden beside the others, near the place where it is needed.

    A count of 1 cannot give way, so that larger ones come first.
    """
    near = [i for i in choice if {arcs[i].tail, arcs[i].head} & nodes]
    return min(near or choice, key=lambda i: (arcs[i].count < 2, arcs[i].count, i), default=None)
