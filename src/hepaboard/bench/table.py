"""The ten-rule table that every engine of the benchmark is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import yaml

from hepaboard.bench.condition import Condition, parse_condition

Value = str | bool | int | float | None
Case = Mapping[str, Value]


@dataclass(frozen=True)
class TableFact:
    """One input of the table.

    Parameters
    ----------
    name
        As the conditions spell it.
    type
        ``enum``, ``boolean``, ``integer`` or ``decimal``.
    values
        Literals of an enum; empty otherwise.
    low, high, digits
        Range and decimal places of a number.
    """

    name: str
    type: Literal["enum", "boolean", "integer", "decimal"]
    values: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    digits: int = 0


@dataclass(frozen=True)
class TableRule:
    """One rule: its condition as written (``when``) and as read (``condition``), its action."""

    id: str
    when: str
    then: str
    condition: Condition


@dataclass(frozen=True)
class RuleTable:
    """A first-hit table: facts, rules in order, and what is said if no rule is true.

    Parameters
    ----------
    facts
        By name, in the order of the file.
    rules
        In order; a first-hit engine answers with the first true one.
    otherwise
        Answer if no rule is true.
    unknown_fact, unknown_case
        The case of ``unknown_gives``: every fact is given, ``unknown_fact`` as None.
    silent_rule
        Id of the one rule that is TRUE in that case.
    """

    facts: Mapping[str, TableFact]
    rules: tuple[TableRule, ...]
    otherwise: str
    unknown_fact: str
    unknown_case: Case
    silent_rule: str


@cache
def load_table() -> RuleTable:
    """Read the ten rules that ship with the package.

    Returns
    -------
    RuleTable
        Immutable; read once.

    Raises
    ------
    ConditionError
        A condition is outside the language of the table, or names an unknown fact.

    Examples
    --------
    >>> table = load_table()
    >>> len(table.facts), len(table.rules), table.unknown_fact
    (9, 10, 'msi')
    """
    text = files("hepaboard.bench").joinpath("ten_rules.yaml").read_text(encoding="utf-8")
    return _table(yaml.safe_load(text))


def _table(raw: Mapping[str, Any]) -> RuleTable:
    facts = {
        name: TableFact(name=name, **{**entry, "values": tuple(entry.get("values", ()))})
        for name, entry in raw["facts"].items()
    }
    rules = tuple(
        TableRule(r["id"], r["when"], r["then"], parse_condition(r["when"], facts))
        for r in raw["rules"]
    )
    unknown = raw["unknown"]
    case = {name: unknown["case"].get(name) for name in facts}
    return RuleTable(
        facts=MappingProxyType(facts),
        rules=rules,
        otherwise=raw["otherwise"],
        unknown_fact=unknown["fact"],
        unknown_case=MappingProxyType(case),
        silent_rule=unknown["silent"],
    )
