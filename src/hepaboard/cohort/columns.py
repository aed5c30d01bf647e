"""The coded columns that engines read: small codes and numbers, never a missing value.

A yes/no fact, and a member of a set, is 1 for yes, 2 for no, 0 for unknown. An enumerated fact is
the place of its member counted from 1, 0 for unknown. A number is in the scale of its fact,
``FLOOR`` where unknown; a bounded one has its two ends, ``FLOOR`` and ``CEILING`` where open. These
are plain numbers beyond any fact's range, because engines differ on infinity, NaN and NULL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.logic import FactType
from hepaboard.logic.fact_type import Scope

YES, NO = 1, 2
FLOOR, CEILING = -1e300, 1e300
#: The number of a patient's row in the cohort, from 1 on; in coded lesions too.
ROW = "row"
#: Counts of lesions are small codes; a condition on more of them than this is refused.
MOST_COUNTED = 255
#: How many lesions of a patient are listed.
LISTED = "lesions__listed"


@dataclass(frozen=True, slots=True)
class Column:
    """One coded column. ``codes`` is the highest code; 0 for a number."""

    name: str
    scope: Scope
    codes: int = 0


@dataclass(frozen=True, slots=True)
class Test:
    """A column compared with a constant, or with another column of the same row."""

    column: str
    op: Literal["==", ">=", ">", "<", "<="]
    value: float | str
    scope: Scope = "patient"

    __test__ = False


def member_column(fact: str, member: str) -> str:
    """The column of one member of a set."""
    return f"{fact}__{member}"


def low_column(fact: FactType) -> str:
    """The column of a number, or of the lower end of a bounded one."""
    return f"{fact.name}__low" if fact.bounded else fact.name


def high_column(fact: FactType) -> str:
    """The column of a number, or of the upper end of a bounded one."""
    return f"{fact.name}__high" if fact.bounded else fact.name


def extreme_column(fact: str, largest: bool) -> str:
    """The column of the largest or smallest value among the listed lesions of a patient."""
    return f"lesions__{'max' if largest else 'min'}__{fact}"


def lobes_column(fact: str) -> str:
    """The column that tells whether the listed lesions of a patient lie in both lobes."""
    return f"lesions__lobes__{fact}"


def count_column(gate: int) -> str:
    """The column that counts the listed lesions for which a gate is set."""
    return f"lesions__count__{gate}"


def columns_of(fact: FactType) -> list[Column]:
    """The coded columns of one fact."""
    if fact.kind == "boolean":
        return [Column(fact.name, fact.scope, NO)]
    if fact.kind == "enum":
        return [Column(fact.name, fact.scope, len(fact.values))]
    if fact.kind == "set":
        return [Column(member_column(fact.name, m), fact.scope, NO) for m in fact.values]
    return [
        Column(name, fact.scope) for name in dict.fromkeys((low_column(fact), high_column(fact)))
    ]
