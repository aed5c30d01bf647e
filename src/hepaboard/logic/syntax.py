"""The syntax tree of a condition: what the author wrote, before names and types are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A fact or a definition; a dot separates a source from its definition (S2.resectable)."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal, digits kept as written."""

    value: Decimal
    offset: int


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted literal: a member of an enumeration."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Constant:
    """TRUE or FALSE."""

    value: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison; op is one of = <> < <= > >=."""

    op: str
    left: Expr
    right: Expr
    offset: int


@dataclass(frozen=True, slots=True)
class Member:
    """``item IN (values)``, literals only."""

    item: Expr
    values: tuple[Text | Number, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Junction:
    """AND or OR of two or more parts."""

    op: str
    parts: tuple[Expr, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Negation:
    """NOT."""

    part: Expr
    offset: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left op right`` with op one of + - * /."""

    op: str
    left: Expr
    right: Expr
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language: count_true, has, all, any or count."""

    function: str
    arguments: tuple[Expr, ...]
    offset: int


Expr = Name | Number | Text | Constant | Compare | Member | Junction | Negation | Arithmetic | Call
