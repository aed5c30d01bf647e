"""The nodes that an answer reads, and the names by which rule fixtures speak of them."""

from __future__ import annotations

from collections.abc import Iterable

from hepaboard.guideline import Guideline

from .conditions import Key


def roots_of(guideline: Guideline) -> dict[Key, int]:
    """The nodes that an answer reads, by what they belong to."""
    found = {Key("scope", name, "scope"): node for name, node in guideline.scopes.items()}
    found |= {Key("definition", t.source, t.name): t.node for t in guideline.definitions}
    for item in guideline.statements:
        found[Key("statement", item.source, item.id)] = item.node
        if item.foresee is not None:
            found[Key("foresee", item.source, item.id)] = item.foresee
    found |= {Key("stop", "", s.entry.id): s.node for s in guideline.stops}
    found |= {Key("delay", "", d.entry.id): d.node for d in guideline.delays}
    found |= {Key("alert", "", a.entry.id): a.node for a in guideline.alerts}
    found |= {Key("cap", "", c.entry.id): c.node for c in guideline.caps}
    for name, topic in guideline.topics.items():
        if topic.node is not None:
            found[Key("topic", "", name)] = topic.node
    return found


def named_roots(keys: Iterable[Key]) -> dict[str, Key]:
    """The root behind each name of a rule fixture; see ``expectations.named_nodes``."""
    found = {}
    for key in keys:
        name = key.owner
        if key.kind == "scope":
            name = key.source
        elif key.kind == "definition":
            name = f"{key.source}.{key.owner}"
        elif key.kind == "foresee":
            name = f"{key.owner}/foresee"
        found[name] = key
    return found
