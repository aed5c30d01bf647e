"""What is asked of a case, without a solver: truth values of nodes, joined by and and or."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hepaboard.guideline import VERDICTS, Roots


@dataclass(frozen=True, slots=True)
class Is:
    """A node has one of these truth values; of one listed lesion where the node speaks of them."""

    node: int
    values: frozenset[int]
    lesion: int | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Claim, ...]


Claim = Is | Both | Either


def true(node: int, lesion: int | None = None) -> Is:
    """The node is TRUE."""
    return Is(node, frozenset({3}), lesion)


def false(node: int, lesion: int | None = None) -> Is:
    """The node is FALSE."""
    return Is(node, frozenset({0}), lesion)


def unknown(node: int, lesion: int | None = None) -> Is:
    """The node is UNKNOWN."""
    return Is(node, frozenset({1}), lesion)


def not_true(node: int, lesion: int | None = None) -> Is:
    """The node is FALSE or UNKNOWN."""
    return Is(node, frozenset({0, 1}), lesion)


def both(*parts: Claim) -> Both:
    """All parts hold."""
    return Both(parts)


def either(parts: Iterable[Claim]) -> Either:
    """At least one part holds; never, if there are none."""
    return Either(tuple(parts))


def verdict_in(roots: Roots, verdicts: Iterable[str], lesion: int | None = None) -> Either:
    """The table gives one of these verdicts for the roots of an option."""
    wanted = frozenset(verdicts)
    nodes = (roots.stop, roots.for_, roots.consider, roots.against)
    rows = [row for row, verdict in VERDICTS.items() if verdict in wanted]
    return Either(
        tuple(
            Both(tuple(Is(n, v, lesion) for n, v in zip(nodes, box, strict=True) if len(v) < 3))
            for box in _boxes(rows)
        )
    )


def _boxes(rows: Iterable[Sequence[int]]) -> list[tuple[frozenset[int], ...]]:
    """Rows that differ in one place only as one row with several values there."""
    boxes = [tuple(frozenset({value}) for value in row) for row in rows]
    for place in range(4):
        merged: dict[tuple[frozenset[int], ...], frozenset[int]] = {}
        for box in boxes:
            rest = (*box[:place], *box[place + 1 :])
            merged[rest] = merged.get(rest, frozenset()) | box[place]
        boxes = [(*rest[:place], values, *rest[place:]) for rest, values in merged.items()]
    return boxes


def holds(claim: Claim, values: Sequence[Any]) -> bool:
    """Whether a claim holds for the node values that an engine gives."""
    match claim:
        case Is(node, allowed, lesion):
            value = values[node]
            if isinstance(value, list):
                value = value[-1 if lesion is None else lesion]
            return value in allowed
        case Both(parts):
            return all(holds(part, values) for part in parts)
        case Either(parts):
            return any(holds(part, values) for part in parts)
