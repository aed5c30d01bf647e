"""The ten rules as a plan of the cohort engines: all rules, three-valued."""

from __future__ import annotations

from hepaboard.bench.own import ten_rules_graph
from hepaboard.bench.table import RuleTable
from hepaboard.cohort.circuit import Circuit
from hepaboard.cohort.columns import columns_of
from hepaboard.cohort.exists import Lesions
from hepaboard.cohort.fact_planes import FactPlanes
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.cohort.number_planes import NumberPlanes
from hepaboard.cohort.plan import Plan


def ten_rules_plan(table: RuleTable) -> Plan:
    """Each rule as a code: 1 true, 2 false, 0 unknown."""
    graph, facts, roots = ten_rules_graph(table)
    circuit = Circuit()
    planes = NodePlanes(graph, FactPlanes(NumberPlanes(circuit, facts, {}, None)), Lesions(circuit))
    codes = {rule.id: tuple(planes(root)) for rule, root in zip(table.rules, roots, strict=True)}
    columns = [column for fact in facts.values() for column in columns_of(fact)]
    highest = {column.name: column.codes for column in columns if column.codes}
    return Plan(circuit, graph, codes, {}, {}, {}, (), {}, highest)
