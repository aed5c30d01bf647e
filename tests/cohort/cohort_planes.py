"""Plans and coded columns for tests of engines: every node of the graph, dense random patients."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from hepaboard.cohort.circuit import Circuit
from hepaboard.cohort.columns import CEILING, FLOOR, LISTED, ROW, columns_of, high_column
from hepaboard.cohort.exists import Lesions
from hepaboard.cohort.fact_planes import FactPlanes
from hepaboard.cohort.known import Known
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.cohort.number_planes import NumberPlanes
from hepaboard.cohort.plan import Extreme, Plan
from hepaboard.guideline import Guideline
from hepaboard.logic import FactType


def truth_nodes(guideline: Guideline) -> list[int]:
    return [
        place
        for place, node in enumerate(guideline.graph)
        if node.sort == "truth" and node.scope == "patient"
    ]


def graph_plan(guideline: Guideline) -> Plan:
    """All patient nodes of the graph as they are: no settings, no rules, nothing derived."""
    circuit = Circuit()
    vocabulary = guideline.vocabulary
    facts = FactPlanes(NumberPlanes(circuit, vocabulary.types, {}, vocabulary.counter))
    lesions = Lesions(circuit)
    planes = NodePlanes(guideline.graph, facts, lesions)
    codes = {f"node_{place}": tuple(planes(place)) for place in truth_nodes(guideline)}
    known = Known(facts, lesions, {}, ())
    return Plan(
        circuit,
        guideline.graph,
        codes,
        {},
        {},
        lesions.counted,
        (),
        planes.expressions,
        known.highest,
    )


def dense(
    guideline: Guideline, plan: Plan, rows: int, seed: int, missing: float = 0.1
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Coded patients and lesions drawn at random, whether they make sense or not."""
    rng = np.random.default_rng(seed)
    patients: dict[str, Any] = {ROW: np.arange(1, rows + 1, dtype=np.uint32)}
    owners = np.sort(rng.integers(1, rows + 1, rows)).astype(np.uint32)
    lesions: dict[str, Any] = {ROW: owners}
    for fact in guideline.vocabulary.types.values():
        table, count = (patients, rows) if fact.scope == "patient" else (lesions, rows)
        table.update(_column(guideline, fact, count, rng, missing))
    patients[LISTED] = np.bincount(owners, minlength=rows + 1)[1:].astype(float)
    counter = guideline.vocabulary.types[guideline.vocabulary.counter]
    low, high = patients[f"{counter.name}__low"], patients[f"{counter.name}__high"]
    # as many lesions as are listed are there, as the facts of a single case say too
    least = np.where(patients[LISTED] > 0, patients[LISTED], FLOOR)
    patients[f"{counter.name}__low"] = np.maximum(low, least)
    patients[f"{counter.name}__high"] = np.maximum(high, patients[LISTED])
    for item in plan.summaries:
        value = rng.random(rows) * 10 if isinstance(item, Extreme) else 1.0
        patients[item.column] = np.where(rng.random(rows) < 0.3, item.none, value)
    return pl.DataFrame(patients), pl.DataFrame(lesions)


def _column(
    guideline: Guideline, fact: FactType, rows: int, rng: np.random.Generator, missing: float
) -> dict[str, Any]:
    gone = rng.random(rows) < missing
    found: dict[str, Any] = {}
    if fact.numeric:
        cuts = sorted(_cuts(guideline, fact.name)) or [1.0]
        near = rng.choice(cuts, rows) + rng.choice([-1.0, 0.0, 1.0], rows)
        found[columns_of(fact)[0].name] = np.where(gone, FLOOR, np.abs(near))
        if fact.bounded:
            end = np.abs(near) + rng.choice([0.0, 0.0, 2.0, CEILING], rows)
            found[high_column(fact)] = np.where(gone, CEILING, end)
        return found
    for column in columns_of(fact):
        codes = rng.integers(1, column.codes + 1, rows)
        found[column.name] = np.where(gone, 0, codes).astype(np.uint8)
    return found


def _cuts(guideline: Guideline, name: str) -> set[float]:
    """The cuts of a number, so that values lie on them and beside them."""
    graph = guideline.graph
    return {
        float(node.payload[1])
        for node in graph
        if node.op == "compare" and graph.nodes[node.args[0]].payload == name
    }
