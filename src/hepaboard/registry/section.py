"""The parts of a report as data, the same for the page and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hepaboard.registry.privacy import Shown

HIDDEN_WORD = "hidden"
#: Keeps a number and its sign on one line.
NARROW = "\u00a0"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with what it is called and what it shows in words."""

    title: str
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words; the first ``texts`` columns are words, the others numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text."""

    text: str


Part = Figure | Table | Paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter of a report."""

    id: str
    title: str
    parts: Sequence[Part] = field(default=())


def number(count: Shown) -> str:
    """A count as it is printed."""
    return HIDDEN_WORD if count is None else f"{count:,}"


def share(count: Shown, whole: Shown) -> str:
    """A count with its share of a whole."""
    if count is None or not whole:
        return number(count)
    return f"{count:,} ({percent(count, whole)})"


def percent(count: int, whole: int) -> str:
    """A share in per cent; never rounded to nothing or to everything."""
    value = 100 * count / whole
    if 0 < value < 0.1:
        return f"< 0.1{NARROW}%"
    if 99.9 < value < 100:
        return f"> 99.9{NARROW}%"
    return f"{value:.1f}{NARROW}%"
