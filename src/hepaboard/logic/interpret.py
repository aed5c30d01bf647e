"""The reference: values of all nodes, one node at a time. Every other engine must equal it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hepaboard.logic import kleene
from hepaboard.logic.nodes import Graph, Node
from hepaboard.logic.valuation import Raw, Valuation, inputs


def interpret(graph: Graph, valuation: Valuation) -> tuple[Any, ...]:
    """The value of every node for one case.

    Returns
    -------
    One entry per node: 0, 1 or 3 (kleene.Truth), a number or None, or (low, high). A node about
    lesions has a list: one entry per listed lesion, the last for a lesion that is not listed.
    """
    patient, columns, low, high = inputs(graph, valuation)
    place = {name: i for i, name in enumerate(graph.facts)}
    lesions = [
        {name: columns[i][k] for name, i in place.items() if columns[i]}
        for k in range(len(valuation.lesions) + 1)
    ]
    known = {name: patient[i] for name, i in place.items()}
    values: list[Any] = []
    for node in graph:
        args = [values[i] for i in node.args]
        if node.op in ("all", "any", "count"):
            values.append(_gather(node, args[0], low, high))
        elif node.scope == "lesion":
            values.append(
                [
                    _value(graph, node, [a[k] if isinstance(a, list) else a for a in args], facts)
                    for k, facts in enumerate(lesions)
                ]
            )
        else:
            values.append(_value(graph, node, args, known))
    return tuple(values)


def _value(graph: Graph, node: Node, args: list[Any], facts: Mapping[str, Raw]) -> Any:
    """One node, for the patient or for one lesion."""
    match node.op:
        case "const":
            return node.payload
        case "is" | "number":
            return facts[node.payload]
        case "in":
            name, members = node.payload
            code = facts[name]
            if code == 0:
                return 1
            assert isinstance(code, int)
            return 3 if graph.facts[name].values[code - 1] in members else 0
        case "has":
            name, member = node.payload
            truths = facts[name]
            assert isinstance(truths, tuple)
            return truths[graph.facts[name].values.index(member)]
        case "and":
            return int(kleene.conjunction(args))
        case "or":
            return int(kleene.disjunction(args))
        case "not":
            return int(kleene.negate(args[0]))
        case "at_least":
            return int(kleene.at_least(node.payload, args))
        case "compare":
            return _compare(args[0], *node.payload)
        case "scale":
            return None if args[0] is None else args[0] * node.payload
        case "sum":
            return None if None in args else sum(args)
        case "product":
            return None if None in args else math.prod(args)
    raise AssertionError(node.op)


def _compare(value: Any, op: str, cut: float) -> int:
    if value is None:
        return 1
    low, high = value if isinstance(value, tuple) else (value, value)
    if op == ">=":
        return 3 if low >= cut else 1 if high >= cut else 0
    return 3 if low > cut else 1 if high > cut else 0


def _gather(node: Node, values: list[int], low: float, high: float) -> int:
    """all, any or count over listed lesions and the low to high that are not listed."""
    *listed, other = values
    if node.op == "all":
        return int(kleene.conjunction([*listed, kleene.unlisted_all(other, low, high)]))
    if node.op == "any":
        return int(kleene.disjunction([*listed, kleene.unlisted_any(other, low, high)]))
    certain = sum(value >> 1 for value in listed) + (low if other == 3 else 0)
    possible = sum(value & 1 for value in listed) + (high if other else 0)
    return kleene.threshold(certain, possible, node.payload)
