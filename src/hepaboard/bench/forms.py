"""The table in the form that each engine reads, always made from the same ten rules."""

from __future__ import annotations

from typing import Any

from hepaboard.bench.dialect import CEL, NUMPY, PYTHON, RULE_ENGINE, SQL, ZEN
from hepaboard.bench.elm import elm_library
from hepaboard.bench.errors import BenchError
from hepaboard.bench.table import RuleTable
from hepaboard.bench.zen_table import zen_table


def table_form(name: str, table: RuleTable) -> Any:
    """Return the table in one form, ready for JSON.

    Parameters
    ----------
    name
        ``python``, ``sql``, ``numpy``, ``cel``, ``rule_engine``, ``zen``, ``zen_expression``,
        ``elm`` or ``elm_definitions``.
    table
        The rules.

    Returns
    -------
    str, list or dict
        The source text of a function ``answer(case)`` (python), a query with named parameters
        (sql), a list of conditions (numpy), a decision graph (zen), a library (elm), or else
        one conditional expression.

    Raises
    ------
    BenchError
        There is no such form.

    Examples
    --------
    >>> from hepaboard.bench.table import load_table
    >>> print(table_form("python", load_table()).splitlines()[9])
        if (case["msi"] == 'MSI-H/dMMR'):
    """
    match name:
        case "python":
            return _python(table)
        case "sql":
            return _sql(table)
        case "numpy":
            return NUMPY.conditions(table)
        case "cel":
            return CEL.chain(table)
        case "rule_engine":
            return RULE_ENGINE.chain(table)
        case "zen":
            return zen_table(table)
        case "zen_expression":
            return ZEN.chain(table)
        case "elm":
            return elm_library(table)
        case "elm_definitions":
            return elm_library(table, definitions=True)
    raise BenchError(f"The benchmark has no form {name!r} of its table.", value=name)


def _python(table: RuleTable) -> str:
    lines = ["def answer(case):"]
    for condition, rule in zip(PYTHON.conditions(table), table.rules, strict=True):
        lines += [f"    if {condition}:", f"        return {rule.then!r}"]
    return "\n".join([*lines, f"    return {table.otherwise!r}", ""])


def _sql(table: RuleTable) -> str:
    whens = "".join(
        f" WHEN {condition} THEN {SQL.quote(rule.then)}"
        for condition, rule in zip(SQL.conditions(table), table.rules, strict=True)
    )
    facts = ", ".join(f":{name} AS {name}" for name in table.facts)
    return f"SELECT CASE{whens} ELSE {SQL.quote(table.otherwise)} END FROM (SELECT {facts})"
