"""A small vocabulary with every kind of fact, and the nodes of a condition over it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hepaboard.logic import FactType, Graph, check
from hepaboard.logic.parse import parse

FALSE, UNKNOWN, TRUE = 0, 1, 3

FACTS = {
    fact.name: fact
    for fact in (
        FactType("fever", "boolean"),
        FactType("fit", "boolean"),
        FactType("ras", "enum", ("wild_type", "mutant")),
        FactType("liver", "enum", ("normal", "sos", "fatty")),
        FactType("signs", "set", ("pain", "jaundice", "fall")),
        FactType("age", "integer", unit="years", low=Decimal(0), high=Decimal(120)),
        FactType("flr", "number", unit="%", digits=1, low=Decimal(0), high=Decimal(100)),
        FactType("gain", "number", unit="%", digits=2, low=Decimal(-50), high=Decimal(50)),
        FactType("loss", "number", unit="%", computed=True, low=Decimal(0), high=Decimal(100)),
        FactType("bili", "number", unit="mg/dl", computed=True, low=Decimal(0), high=Decimal(60)),
        FactType(
            "n", "integer", low=Decimal(0), high=Decimal(200), bounded=True, counts_lesions=True
        ),
        FactType(
            "widest", "number", unit="cm", digits=1, low=Decimal(0), high=Decimal(40), bounded=True
        ),
        FactType(
            "volume",
            "number",
            unit="cm3",
            computed=True,
            low=Decimal(0),
            high=Decimal(99),
            bounded=True,
        ),
        FactType("central", "boolean", scope="lesion"),
        FactType("place", "enum", ("dome", "edge", "hilum"), scope="lesion"),
        FactType("seg", "set", ("1", "4a", "8"), scope="lesion"),
        FactType(
            "cm",
            "number",
            unit="cm",
            digits=1,
            low=Decimal(0),
            high=Decimal(40),
            scope="lesion",
        ),
        FactType(
            "gap",
            "number",
            unit="cm",
            computed=True,
            low=Decimal(0),
            high=Decimal(40),
            scope="lesion",
        ),
        FactType(
            "reach",
            "number",
            unit="mm",
            digits=0,
            low=Decimal(0),
            high=Decimal(90),
            bounded=True,
            scope="lesion",
        ),
    )
}
DEFINITIONS = {
    "fair": "fit OR (ras = 'wild_type' AND NOT fever)",
    "S2.small_remnant": "flr < 30 AND NOT liver = 'normal'",
    "near": "gap < 1 OR place = 'hilum'",
}
LESION_DEFINITIONS = {"near"}


def compiled(text: str, graph: Graph | None = None, scope: Any = "patient") -> tuple[Graph, int]:
    """A condition entered into a graph."""
    graph = Graph(counter="n") if graph is None else graph
    nodes: dict[str, int] = {}

    def definition(name: str) -> int | None:
        if name in DEFINITIONS and name not in nodes:
            own = "lesion" if name in LESION_DEFINITIONS else "patient"
            tree = parse(DEFINITIONS[name])
            nodes[name] = check(tree, graph, FACTS, definition, scope=own, text=text)
            graph.names.setdefault(nodes[name], []).append(name)
        return nodes.get(name)

    return graph, check(parse(text), graph, FACTS, definition, scope=scope, text=text)
