"""A flow as plain data: its steps and edges, with the patient's place if there is a case."""

from __future__ import annotations

from typing import Any

from hepaboard.assess.flow_model import FlowResult
from hepaboard.guideline import Flow


def flow_data(flow: Flow, result: FlowResult | None = None) -> dict[str, Any]:
    """What the JSON of one flow holds; status, reasons, place and open branches with a result."""
    found = {node.id: node for node in result.nodes} if result else {}
    nodes = []
    for step in flow.steps:
        node: dict[str, Any] = {
            "id": step.id,
            "label": step.entry.label,
            "rows": list(step.entry.rows),
            "condition": step.words,
            "options": list(step.entry.options),
            "to": dict(step.entry.to),
            "back": dict(step.entry.back),
        }
        if step.id in found:
            here = found[step.id].model_dump(mode="json")
            node |= {key: here[key] for key in ("status", "because", "stopped")}
        nodes.append(node)
    data: dict[str, Any] = {"source": flow.source, "title": flow.title, "nodes": nodes}
    if result:
        data |= {"place": result.place, "open": [b.model_dump() for b in result.open]}
    return data
