"""A flow as a tree: where each step is drawn when several steps lead to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def drawn_under(parents: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    """The step under which each step is drawn: the nearest one that every way to it passes.

    So a step that several branches lead to hangs beside the branches, not inside one of them, and
    the step above a reached step is always reached.

    Parameters
    ----------
    parents
        The steps from the first one down, each with those above it that lead to it.

    Examples
    --------
    >>> drawn_under({"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"], "e": ["d"]})
    {'a': None, 'b': 'a', 'c': 'a', 'd': 'a', 'e': 'd'}
    """
    above: dict[str, str | None] = {}
    for step, leading in parents.items():
        ways = [_to_the_top(parent, above) for parent in leading]
        common = (name for name in ways[0] if all(name in way for way in ways)) if ways else ()
        above[step] = next(iter(common), None)
    return above


def _to_the_top(step: str, above: Mapping[str, str | None]) -> list[str]:
    way: list[str] = []
    here: str | None = step
    while here is not None:
        way.append(here)
        here = above[here]
    return way
