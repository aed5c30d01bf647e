"""Conditions of the benchmark's table, read into a small tree.

The table is translated into the languages of other engines, so its conditions are read here by
a parser of their own. Nothing else in the package uses it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from hepaboard.errors import HepaboardError

Literal = str | bool | int | float

_TOKEN = re.compile(
    r"\s*(?:(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>-?\d+(?:\.\d+)?)"
    r"|'(?P<text>[^']*)'|(?P<sign><>|<=|>=|=|<|>|\(|\)|,))"
)
_SIGNS = frozenset({"=", "<>", "<", "<=", ">", ">="})


class ConditionError(HepaboardError, ValueError):
    """A condition of the benchmark's table that cannot be read."""


@dataclass(frozen=True)
class Fact:
    """A boolean fact standing alone."""

    name: str


@dataclass(frozen=True)
class Compare:
    """A fact compared with a literal; ``sign`` as in SQL."""

    name: str
    sign: str
    value: Literal


@dataclass(frozen=True)
class Among:
    """A fact equal to one of several literals."""

    name: str
    values: tuple[Literal, ...]


@dataclass(frozen=True)
class Negation:
    """NOT of one condition."""

    part: Condition


@dataclass(frozen=True)
class Junction:
    """AND or OR of two or more conditions."""

    word: str
    parts: tuple[Condition, ...]


Condition = Fact | Compare | Among | Negation | Junction


def parse_condition(text: str, facts: Container[str]) -> Condition:
    """Read one condition.

    Parameters
    ----------
    text
        Comparisons of a fact with a literal, ``IN``, ``AND``, ``OR``, ``NOT``, parentheses and
        bare boolean facts.
    facts
        Names that may occur.

    Returns
    -------
    Condition
        The tree; AND binds tighter than OR, NOT tighter than AND.

    Raises
    ------
    ConditionError
        Anything else.

    Examples
    --------
    >>> parse_condition("NOT fit OR flr_pct < 25", {"fit", "flr_pct"}).word
    'OR'
    """
    parser = _Parser(text, facts)
    tree = parser.junction("OR")
    parser.end()
    return tree


class _Parser:
    def __init__(self, text: str, facts: Container[str]) -> None:
        self.text = text
        self.facts = facts
        self.tokens = list(self._split())
        self.at = 0

    def _split(self) -> list[tuple[str, str]]:
        tokens: list[tuple[str, str]] = []
        place = 0
        rest = self.text.rstrip()
        while place < len(rest):
            match = _TOKEN.match(rest, place)
            if match is None:
                raise self.error(f"cannot read {rest[place:].strip()[:20]!r}")
            kind = match.lastgroup or ""
            value = match[kind]
            upper = value.upper()
            if kind == "word" and upper in {"AND", "OR", "NOT", "IN", "TRUE", "FALSE"}:
                kind, value = "key", upper
            tokens.append((kind, value))
            place = match.end()
        return tokens

    def error(self, what: str) -> ConditionError:
        return ConditionError(f"{what} in the condition {self.text!r}.", value=self.text)

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, kind: str, *values: str) -> str:
        found, value = self.peek()
        if found != kind or (values and value not in values):
            raise self.error(f"expected {' or '.join(values) or kind}, found {value or found!r}")
        self.at += 1
        return value

    def end(self) -> None:
        self.take("end")

    def junction(self, word: str) -> Condition:
        part = self.unary if word == "AND" else lambda: self.junction("AND")
        parts = [part()]
        while self.peek() == ("key", word):
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def unary(self) -> Condition:
        kind, value = self.peek()
        if (kind, value) == ("key", "NOT"):
            self.at += 1
            return Negation(self.unary())
        if (kind, value) == ("sign", "("):
            self.at += 1
            inner = self.junction("OR")
            self.take("sign", ")")
            return inner
        name = self.take("word")
        if name not in self.facts:
            raise self.error(f"unknown fact {name!r}")
        kind, value = self.peek()
        if kind == "sign" and value in _SIGNS:
            self.at += 1
            return Compare(name, value, self.literal())
        if (kind, value) == ("key", "IN"):
            self.at += 1
            return Among(name, self.literals())
        return Fact(name)

    def literals(self) -> tuple[Literal, ...]:
        self.take("sign", "(")
        values = [self.literal()]
        while self.peek() == ("sign", ","):
            self.at += 1
            values.append(self.literal())
        self.take("sign", ")")
        return tuple(values)

    def literal(self) -> Literal:
        kind, value = self.peek()
        self.at += 1
        if kind == "text":
            return value
        if kind == "number":
            return float(value) if "." in value else int(value)
        if kind == "key" and value in {"TRUE", "FALSE"}:
            return value == "TRUE"
        raise self.error(f"expected a literal, found {value or kind!r}")
