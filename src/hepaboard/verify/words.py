"""A node in words, for findings."""

from __future__ import annotations

from hepaboard.logic import Graph

DEEPEST = 2


def words(graph: Graph, node: int, deep: int = 0) -> str:
    """A definition by its name, anything else by its parts; what lies deeper is left out.

    Examples
    --------
    >>> from hepaboard.logic import FactType
    >>> graph = Graph()
    >>> ras = graph.fact(FactType("ras", "enum", ("wild_type", "mutant")))
    >>> words(graph, graph.add("in", payload=(ras, ("mutant",))))
    'ras = mutant'
    """
    here = graph.nodes[node]
    if node in graph.names:
        return graph.names[node][0]
    if here.op == "is":
        return str(here.payload)
    if here.op == "in":
        name, values = here.payload
        return f"{name} = {' or '.join(values)}"
    if here.op == "has":
        return f"{here.payload[0]} has {here.payload[1]}"
    if here.op == "number":
        return str(here.payload)
    if deep > DEEPEST:
        return "..."
    parts = [words(graph, arg, deep + 1) for arg in here.args]
    if here.op == "not":
        return f"not {parts[0]}"
    if here.op == "compare":
        op, cut = here.payload
        return f"{parts[0]} {op} {round(cut, 6):g}"
    if here.op in ("and", "or"):
        return f"({f' {here.op} '.join(parts)})"
    if here.op == "at_least":
        return f"at least {here.payload} of ({', '.join(parts)})"
    return f"{here.op}({', '.join(parts)})"
