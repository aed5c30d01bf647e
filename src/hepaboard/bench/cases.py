"""Random complete cases for the table, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hepaboard.bench.condition import Among, Compare, Condition, Fact, Negation
from hepaboard.bench.table import RuleTable, TableFact, Value


def random_cases(table: RuleTable, count: int = 300, seed: int = 7) -> list[dict[str, Value]]:
    """Draw complete cases for a table.

    Parameters
    ----------
    table
        Gives the facts and their ranges.
    count
        How many cases.
    seed
        Same seed, same cases.

    Returns
    -------
    list of dict
        Every fact known. Values are drawn independently and evenly, except that one number in
        five lies exactly on a limit that some rule asks for.
    """
    draw = Random(seed)
    cuts = {name: _cuts(table, name) for name in table.facts}
    return [
        {name: _value(draw, fact, cuts[name]) for name, fact in table.facts.items()}
        for _ in range(count)
    ]


def _value(draw: Random, fact: TableFact, cuts: list[float]) -> Value:
    if fact.type == "boolean":
        return draw.random() < 0.5
    if fact.type == "enum":
        return draw.choice(fact.values)
    on_a_cut = bool(cuts) and draw.random() < 0.2
    if fact.type == "integer":
        whole = draw.randint(int(fact.low), int(fact.high))
        return int(draw.choice(cuts)) if on_a_cut else whole
    number = round(draw.uniform(fact.low, fact.high), fact.digits)
    return draw.choice(cuts) if on_a_cut else number


def _cuts(table: RuleTable, name: str) -> list[float]:
    found = {
        float(part.value)
        for rule in table.rules
        for part in _parts(rule.condition)
        if isinstance(part, Compare) and part.name == name and not isinstance(part.value, str)
    }
    return sorted(found)


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    if isinstance(condition, Negation):
        yield from _parts(condition.part)
    elif not isinstance(condition, Fact | Compare | Among):
        for part in condition.parts:
            yield from _parts(part)
