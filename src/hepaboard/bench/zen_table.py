"""The table as a decision graph of the JSON Decision Model (zen-engine)."""

from __future__ import annotations

import json
from typing import Any

from hepaboard.bench.condition import Among, Compare, Condition, Fact, Junction, Negation
from hepaboard.bench.dialect import ZEN
from hepaboard.bench.table import RuleTable

Node = dict[str, Any]


def zen_table(table: RuleTable) -> Node:
    """Translate the table to a first-hit decision table.

    Parameters
    ----------
    table
        Facts become input columns.

    Returns
    -------
    dict
        Input, decision table, output. A rule that is a conjunction of tests on single facts
        fills the cells of those facts' columns, as a person would write it; whatever joins
        several facts with OR or NOT stands as an expression in one more column without a fact.
    """
    inputs: list[Node] = [{"id": f"i_{name}", "name": name, "field": name} for name in table.facts]
    inputs.append({"id": "i_mixed", "name": "mixed"})
    rows = [
        {"_id": rule.id, **_cells(table, rule.condition), "o_answer": json.dumps(rule.then)}
        for rule in table.rules
    ]
    rows.append({"_id": "otherwise", "o_answer": json.dumps(table.otherwise)})
    empty = {column["id"]: "" for column in inputs}
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "o_answer", "name": "answer", "field": "answer"}],
        "rules": [{**empty, **row} for row in rows],
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "name": "request", "type": "inputNode"},
            {"id": "table", "name": "rules", "type": "decisionTableNode", "content": content},
            {"id": "out", "name": "response", "type": "outputNode"},
        ],
        "edges": [
            {"id": "e1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "e2", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    }


def _cells(table: RuleTable, condition: Condition) -> dict[str, str]:
    parts: tuple[Condition, ...] = (condition,)
    if isinstance(condition, Junction) and condition.word == "AND":
        parts = condition.parts
    cells: dict[str, str] = {}
    mixed: list[str] = []
    for part in parts:
        found = _cell(table, part)
        if found is None or f"i_{found[0]}" in cells:
            mixed.append(ZEN.condition(table, part))
        else:
            cells[f"i_{found[0]}"] = found[1]
    if mixed:
        cells["i_mixed"] = " and ".join(mixed)
    return cells


def _cell(table: RuleTable, part: Condition) -> tuple[str, str] | None:
    if isinstance(part, Fact):
        return part.name, "true"
    if isinstance(part, Negation) and isinstance(part.part, Fact):
        return part.part.name, "false"
    if isinstance(part, Among):
        return part.name, ", ".join(ZEN.literal(table, part.name, v) for v in part.values)
    if isinstance(part, Compare):
        value = ZEN.literal(table, part.name, part.value)
        if part.sign == "=":
            return part.name, value
        return part.name, f"$ != {value}" if part.sign == "<>" else f"{part.sign} {value}"
    return None
