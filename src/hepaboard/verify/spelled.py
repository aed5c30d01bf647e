"""A condition written out from its nodes, the same for the same condition in every node array."""

from __future__ import annotations

from hepaboard.logic import Graph


def spelled(graph: Graph, node: int) -> str:
    """The condition of a node in prefix form; the order of AND and OR does not matter.

    Examples
    --------
    >>> from hepaboard.logic import FactType
    >>> graph = Graph()
    >>> fact = graph.add("is", payload=graph.fact(FactType("fit", "boolean")))
    >>> spelled(graph, graph.negation(fact))
    "(not (is 'fit'))"
    """
    known: dict[int, str] = {}
    stack = [node]
    while stack:
        here = stack[-1]
        open_ = [arg for arg in graph.nodes[here].args if arg not in known]
        if open_:
            stack.extend(open_)
            continue
        stack.pop()
        if here not in known:
            found = graph.nodes[here]
            args = [known[arg] for arg in found.args]
            if found.op in ("and", "or", "at_least", "sum", "product"):
                args = sorted(args)
            payload = [] if found.payload is None else [repr(found.payload)]
            known[here] = f"({' '.join([found.op, *payload, *args])})"
    return known[node]
