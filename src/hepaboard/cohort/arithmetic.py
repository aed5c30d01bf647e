"""Numbers that conditions compute from facts, as coded columns."""

from __future__ import annotations

from functools import reduce
from operator import add, mul

import polars as pl

from hepaboard.cohort.columns import FLOOR
from hepaboard.cohort.plan import Plan
from hepaboard.logic.fact_type import Scope


def arithmetic(plan: Plan, coded: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """The frame with the columns of the plan's arithmetic nodes of one scope.

    A number is unknown (``FLOOR``) if any number in it is.
    """
    columns = [
        _value(plan, node).fill_null(FLOOR).alias(name)
        for name, node in plan.expressions.items()
        if plan.graph.nodes[node].scope == scope
    ]
    return coded.with_columns(columns) if columns else coded


def _value(plan: Plan, place: int) -> pl.Expr:
    node = plan.graph.nodes[place]
    if node.op == "number":
        return pl.when(pl.col(node.payload) != FLOOR).then(pl.col(node.payload))
    args = [_value(plan, arg) for arg in node.args]
    if node.op == "scale":
        return args[0] * float(node.payload)
    assert node.op in ("sum", "product")
    return reduce(add if node.op == "sum" else mul, args)
