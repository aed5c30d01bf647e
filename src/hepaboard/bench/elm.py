"""The table as an ELM library, the compiled form of CQL that CQL engines execute."""

from __future__ import annotations

from functools import reduce
from typing import Any

from hepaboard.bench.condition import Among, Compare, Condition, Fact, Literal, Negation
from hepaboard.bench.table import RuleTable, TableFact

Node = dict[str, Any]

_SIGNS = {
    "=": "Equal",
    "<": "Less",
    "<=": "LessOrEqual",
    ">": "Greater",
    ">=": "GreaterOrEqual",
}
_TYPES = {"enum": "String", "boolean": "Boolean", "integer": "Integer", "decimal": "Decimal"}


def elm_library(table: RuleTable, *, definitions: bool = False) -> Node:
    """Translate the table to ELM.

    Parameters
    ----------
    table
        Facts become parameters.
    definitions
        One definition for each rule, named by its id, instead of the single ``Answer``.

    Returns
    -------
    dict
        A library. ``Answer`` is a ``case`` expression with the rules' conditions in order; it
        passes on to the next item where a condition is null. A rule's own definition is null
        then.
    """
    conditions = [_condition(table, rule.condition) for rule in table.rules]
    pairs = list(zip(table.rules, conditions, strict=True))
    items = [{"when": node, "then": _text(rule.then)} for rule, node in pairs]
    answer = {"type": "Case", "caseItem": items, "else": _text(table.otherwise)}
    named = [(rule.id, node) for rule, node in pairs] if definitions else [("Answer", answer)]
    statements = [
        {"name": name, "context": "Unfiltered", "accessLevel": "Public", "expression": node}
        for name, node in named
    ]
    return {
        "library": {
            "identifier": {"id": "TenRules", "version": "1"},
            "schemaIdentifier": {"id": "urn:hl7-org:elm", "version": "r1"},
            "usings": {"def": [{"localIdentifier": "System", "uri": "urn:hl7-org:elm-types:r1"}]},
            "parameters": {"def": [_parameter(fact) for fact in table.facts.values()]},
            "statements": {"def": statements},
        }
    }


def _parameter(fact: TableFact) -> Node:
    kind = {
        "name": f"{{urn:hl7-org:elm-types:r1}}{_TYPES[fact.type]}",
        "type": "NamedTypeSpecifier",
    }
    # Without a default, cql-execution takes the parameter's own definition for its value.
    default = {"type": "Null"}
    return {
        "name": fact.name,
        "accessLevel": "Public",
        "parameterTypeSpecifier": kind,
        "default": default,
    }


def _condition(table: RuleTable, condition: Condition) -> Node:
    if isinstance(condition, Fact):
        return {"type": "ParameterRef", "name": condition.name}
    if isinstance(condition, Compare):
        operand = [
            {"type": "ParameterRef", "name": condition.name},
            _literal(table.facts[condition.name], condition.value),
        ]
        if condition.sign == "<>":
            return {"type": "Not", "operand": {"type": "Equal", "operand": operand}}
        return {"type": _SIGNS[condition.sign], "operand": operand}
    if isinstance(condition, Among):
        fact = table.facts[condition.name]
        values = [_literal(fact, value) for value in condition.values]
        name = {"type": "ParameterRef", "name": condition.name}
        return {"type": "In", "operand": [name, {"type": "List", "element": values}]}
    if isinstance(condition, Negation):
        return {"type": "Not", "operand": _condition(table, condition.part)}
    kind = "And" if condition.word == "AND" else "Or"
    parts = [_condition(table, part) for part in condition.parts]
    return reduce(lambda left, right: {"type": kind, "operand": [left, right]}, parts)


def _literal(fact: TableFact, value: Literal) -> Node:
    if fact.type == "decimal":
        value = float(value)
    spelled = str(value).lower() if isinstance(value, bool) else str(value)
    kind = f"{{urn:hl7-org:elm-types:r1}}{_TYPES[fact.type]}"
    return {"type": "Literal", "valueType": kind, "value": spelled}


def _text(text: str) -> Node:
    return {"type": "Literal", "valueType": "{urn:hl7-org:elm-types:r1}String", "value": text}
