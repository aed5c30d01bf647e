"""The mutants of one condition: every small change that keeps it a condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hepaboard.guideline.vocabulary import Vocabulary
from hepaboard.logic.check import MIRROR
from hepaboard.logic.syntax import (
    Call,
    Compare,
    Constant,
    Expr,
    Junction,
    Member,
    Name,
    Negation,
    Number,
    Text,
)

from .conditions import Condition, Key
from .render import render
from .tree import replaced, walk

#: The classes that the required rate counts, and the further ones.
REQUIRED = ("comparison", "threshold", "direction", "enum")
FURTHER = ("connective", "negation", "dropped", "treatments", "timing", "level", "scope")
CLASSES = (*REQUIRED, *FURTHER)

BOUNDARY = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
OPPOSITE = {"=": "<>", "<>": "="}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of the knowledge.

    ``id`` names file, owner, place in the condition and change; it changes only if the condition
    itself is rewritten. ``tree`` is the changed condition, or ``entry`` the changed entry.
    """

    id: str
    kind: str
    file: str
    key: Key
    before: str
    after: str
    tree: Expr | None = None
    entry: Any = None
    line: int = 0


def mutants_of(condition: Condition, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Every mutant of a condition; ids are unique."""
    seen: dict[str, int] = {}
    for path, part in walk(condition.tree):
        for kind, words, other in _changes(part, vocabulary, bool(path)):
            place = f"@{'.'.join(str(step) for step in path)}" if path else ""
            name = f"{condition.id}{place}:{words}"
            again = seen[name] = seen.get(name, 0) + 1
            yield Mutant(
                id=name if again == 1 else f"{name}#{again}",
                kind=kind,
                file=condition.file,
                key=condition.key,
                before=render(condition.tree),
                after=render(tree := replaced(condition.tree, path, other)),
                tree=tree,
                line=condition.line,
            )


Change = tuple[str, str, Expr]


def _changes(part: Expr, vocabulary: Vocabulary, inner: bool) -> Iterator[Change]:
    """The changes of one part: class, words, the new part."""
    match part:
        case Compare():
            yield from _of_comparison(part, vocabulary)
        case Member():
            yield from _of_list(part, vocabulary)
        case Junction(op, parts):
            other = "OR" if op == "AND" else "AND"
            yield "connective", f"{op} to {other}", replace(part, op=other)
            for i, dropped in enumerate(parts):
                rest = (*parts[:i], *parts[i + 1 :])
                tree = rest[0] if len(rest) == 1 else replace(part, parts=rest)
                yield "dropped", f"without {render(dropped)}", tree
        case Negation(inside):
            yield "negation", f"NOT {render(inside)} to {render(inside)}", inside
        case Call("has", (Name(fact), Text() as member)):
            yield from _negated(part)
            for other in _neighbours(vocabulary, fact, {member.value}, member.value):
                arguments = (part.arguments[0], replace(member, value=other))
                words = f"{member.value} to {other}"
                yield "enum", words, replace(part, arguments=arguments)
        case Call("all" | "any"):
            yield from _negated(part)
        case Call("count_true", arguments) if len(arguments) > 2:
            for i, dropped in enumerate(arguments):
                rest = (*arguments[:i], *arguments[i + 1 :])
                yield "dropped", f"without {render(dropped)}", replace(part, arguments=rest)
        case Name(name):
            fact = vocabulary.types.get(name)
            if fact is None or fact.kind == "boolean":
                yield from _negated(part)
        case Constant(value) if not inner:
            yield "negation", f"{render(part)} to {not value}", replace(part, value=not value)


def _negated(part: Expr) -> Iterator[Change]:
    yield "negation", f"{render(part)} to NOT {render(part)}", Negation(part, part.offset)


def _of_comparison(part: Compare, vocabulary: Vocabulary) -> Iterator[Change]:
    """Other operators; another member; the number one step up and down."""
    ops = [OPPOSITE[part.op]] if part.op in OPPOSITE else [BOUNDARY[part.op], MIRROR[part.op]]
    for op in ops:
        yield "comparison", f"{part.op} to {op}", replace(part, op=op)
    for side, other in (("right", part.left), ("left", part.right)):
        literal = getattr(part, side)
        if isinstance(literal, Text) and isinstance(other, Name):
            for word in _neighbours(vocabulary, other.name, {literal.value}, literal.value):
                changed = replace(part, **{side: replace(literal, value=word)})
                yield "enum", f"{literal.value} to {word}", changed
        if isinstance(literal, Number):
            step = _step(other, literal, vocabulary)
            for value in (literal.value - step, literal.value + step):
                changed = replace(part, **{side: replace(literal, value=value)})
                yield "threshold", f"{literal.value:f} to {value:f}", changed


def _of_list(part: Member, vocabulary: Vocabulary) -> Iterator[Change]:
    """The list denied; each member dropped; each member replaced by one that is not listed."""
    yield "comparison", "IN to NOT IN", Negation(part, part.offset)
    listed = {value.value for value in part.values if isinstance(value, Text)}
    for i, value in enumerate(part.values):
        rest = (*part.values[:i], *part.values[i + 1 :])
        if rest:
            yield "enum", f"without {_bare(value)}", replace(part, values=rest)
        others: list[Text | Number] = []
        kind = "enum"
        if isinstance(value, Number):
            kind = "threshold"
            step = _step(part.item, value, vocabulary)
            others = [replace(value, value=value.value + move) for move in (-step, step)]
        elif isinstance(part.item, Name):
            words = _neighbours(vocabulary, part.item.name, listed, value.value)
            others = [replace(value, value=word) for word in words]
        for other in others:
            values = (*part.values[:i], other, *part.values[i + 1 :])
            yield kind, f"{_bare(value)} to {_bare(other)}", replace(part, values=values)


def _bare(value: Text | Number) -> str:
    return value.value if isinstance(value, Text) else f"{value.value:f}"


def _neighbours(vocabulary: Vocabulary, fact: str, taken: set[str], member: str) -> list[str]:
    """The next member in the vocabulary's order that is not taken, going round; none or one."""
    values = vocabulary.types[fact].values
    start = values.index(member)
    turned = (*values[start + 1 :], *values[:start])
    return [value for value in turned if value not in taken][:1]


def _step(item: Expr, literal: Number, vocabulary: Vocabulary) -> Decimal:
    """One step of the fact's precision; one unit of the last digit written where it has none."""
    if isinstance(item, Name) and item.name in vocabulary.types:
        precision = vocabulary.spec(item.name).precision
        if precision is not None:
            return Decimal(precision)
    exponent = literal.value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
