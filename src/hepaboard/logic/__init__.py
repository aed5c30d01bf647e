"""The three-valued language: parse, check, node array, interpret, compile, explain."""

from hepaboard.logic.check import check
from hepaboard.logic.compiled import Program
from hepaboard.logic.condition_error import ConditionError
from hepaboard.logic.deciding import Deciding, deciding
from hepaboard.logic.explain import Explanation
from hepaboard.logic.fact_type import FactType
from hepaboard.logic.interpret import interpret
from hepaboard.logic.kleene import Truth
from hepaboard.logic.nodes import Graph
from hepaboard.logic.valuation import Bounds, Members, Valuation, Value

__all__ = [
    "Bounds",
    "ConditionError",
    "Deciding",
    "Explanation",
    "FactType",
    "Graph",
    "Members",
    "Program",
    "Truth",
    "Valuation",
    "Value",
    "check",
    "deciding",
    "interpret",
]
