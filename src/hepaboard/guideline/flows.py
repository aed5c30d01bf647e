"""Makes the flows of the packs: each step gets the node of its condition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hepaboard.guideline.flow import Flow, Step
from hepaboard.guideline.knowledge import Knowledge
from hepaboard.guideline.model import Definition


def flows_of(
    knowledge: Knowledge, scopes: Mapping[str, int], definitions: Iterable[Definition]
) -> dict[str, Flow]:
    """The flow of each pack that has one; the files are known to fit together."""
    terms = {(t.source, t.name): (t.node, t.entry.label) for t in definitions}
    found = {}
    for source, pack in knowledge.packs.items():
        if pack.flow is None:
            continue
        whole = (scopes[source], pack.source.model.scope.says)
        entries = pack.flow.model.nodes
        steps = []
        for name, entry in entries.items():
            node, words = terms[source, entry.when] if entry.when else whole
            parents = tuple(other for other, above in entries.items() if name in above.to)
            steps.append(Step(name, entry, node, words, parents))
        found[source] = Flow(source, pack.flow.model.title, tuple(steps))
    return found
