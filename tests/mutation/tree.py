"""Places in a condition's syntax tree: the way to a part, and the tree with another part there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepaboard.logic.syntax import (
    Arithmetic,
    Call,
    Compare,
    Expr,
    Junction,
    Member,
    Name,
    Negation,
)

Path = tuple[int, ...]


def parts_of(tree: Expr) -> tuple[Expr, ...]:
    """The parts that a path counts."""
    match tree:
        case Junction(_, parts):
            return parts
        case Negation(part):
            return (part,)
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return (left, right)
        case Member(item):
            return (item,)
        case Call(_, arguments):
            return arguments
    return ()


def with_parts(tree: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same tree around other parts."""
    match tree:
        case Junction():
            return parts[0] if len(parts) == 1 else replace(tree, parts=parts)
        case Negation():
            return replace(tree, part=parts[0])
        case Compare() | Arithmetic():
            return replace(tree, left=parts[0], right=parts[1])
        case Member():
            return replace(tree, item=parts[0])
        case Call():
            return replace(tree, arguments=parts)
    return tree


def walk(tree: Expr, path: Path = ()) -> Iterator[tuple[Path, Expr]]:
    """Every part with the way to it, the whole first."""
    yield path, tree
    for place, part in enumerate(parts_of(tree)):
        yield from walk(part, (*path, place))


def replaced(tree: Expr, path: Path, part: Expr) -> Expr:
    """The tree with ``part`` at the end of ``path``."""
    if not path:
        return part
    parts = list(parts_of(tree))
    parts[path[0]] = replaced(parts[path[0]], path[1:], part)
    return with_parts(tree, tuple(parts))


def names_in(tree: Expr) -> set[str]:
    """The facts and definitions that a condition names."""
    return {part.name for _, part in walk(tree) if isinstance(part, Name)}
