"""The table's conditions as text of other expression languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from hepaboard.bench.condition import Among, Compare, Condition, Fact, Literal, Negation
from hepaboard.bench.table import RuleTable


@dataclass(frozen=True)
class Dialect:
    """How one language spells the conditions of the table.

    Parameters
    ----------
    both, either
        Words between the parts of AND and OR.
    negation
        Template of NOT; ``{}`` is the part, already in parentheses where it needs them.
    equal, unequal
        Signs of ``=`` and ``<>``.
    among
        Template of IN: ``{name}``, ``{values}`` (separated by commas).
    name
        Template of a fact's name.
    words
        How true and false are spelled.
    quote
        Spelling of a text literal.
    """

    both: str
    either: str
    negation: str
    equal: str = "=="
    unequal: str = "!="
    among: str = "({name} in [{values}])"
    name: str = "{}"
    words: tuple[str, str] = ("true", "false")
    quote: Callable[[str], str] = json.dumps

    def condition(self, table: RuleTable, condition: Condition) -> str:
        """Return one condition as text, in parentheses unless it is a name."""
        if isinstance(condition, Fact):
            return self.name.format(condition.name)
        if isinstance(condition, Compare):
            sign = {"=": self.equal, "<>": self.unequal}.get(condition.sign, condition.sign)
            value = self.literal(table, condition.name, condition.value)
            return f"({self.name.format(condition.name)} {sign} {value})"
        if isinstance(condition, Among):
            values = (self.literal(table, condition.name, value) for value in condition.values)
            name = self.name.format(condition.name)
            return self.among.format(name=name, values=", ".join(values))
        if isinstance(condition, Negation):
            return f"({self.negation.format(self.condition(table, condition.part))})"
        word = self.both if condition.word == "AND" else self.either
        return "(" + word.join(self.condition(table, part) for part in condition.parts) + ")"

    def literal(self, table: RuleTable, name: str, value: Literal) -> str:
        """Return a literal; limits of decimal facts keep a decimal point."""
        if isinstance(value, bool):
            return self.words[0 if value else 1]
        if isinstance(value, str):
            return self.quote(value)
        return repr(float(value) if table.facts[name].type == "decimal" else value)

    def conditions(self, table: RuleTable) -> list[str]:
        """Return the conditions of all rules, in order."""
        return [self.condition(table, rule.condition) for rule in table.rules]

    def chain(self, table: RuleTable) -> str:
        """Return the whole table as one nested ``condition ? action : ...`` expression."""
        rules = zip(self.conditions(table), table.rules, strict=True)
        return reduce(
            lambda rest, pair: f"({pair[0]} ? {self.quote(pair[1].then)} : {rest})",
            reversed(list(rules)),
            self.quote(table.otherwise),
        )


PYTHON = Dialect(
    " and ",
    " or ",
    "not {}",
    among="({name} in [{values}])",
    name='case["{}"]',
    words=("True", "False"),
    quote=repr,
)
NUMPY = Dialect(
    " & ",
    " | ",
    "~{}",
    among="isin({name}, [{values}])",
    name="{}",
    words=("True", "False"),
    quote=repr,
)
CEL = Dialect(" && ", " || ", "!{}")
ZEN = Dialect(" and ", " or ", "not {}")
RULE_ENGINE = Dialect(" and ", " or ", "not {}")
SQL = Dialect(
    " AND ",
    " OR ",
    "NOT {}",
    equal="=",
    unequal="<>",
    among="({name} IN ({values}))",
    words=("TRUE", "FALSE"),
    quote=lambda text: f"'{text}'",
)
