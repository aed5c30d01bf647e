"""The treatments of a topic on which sources stand apart, so that the rest can stay unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hepaboard.guideline import Guideline, Statement, Topic

Said = Mapping[str, Sequence[Statement]]


def at_issue(guideline: Guideline, topic: Topic, said: Said) -> frozenset[str]:
    """Treatments that one source favours and another objects to, favours less, or passes over.

    One is passed over by a source that is for another member of the same choice.
    """
    for_, consider, against = (
        {name: _who(guideline, said, name, word) for name in topic.treatments}
        for word in ("for", "consider", "against")
    )
    found = set()
    for name in topic.treatments:
        favour = for_[name] | consider[name]
        apart = favour and against[name] and favour | against[name] != favour & against[name]
        if apart or (for_[name] and consider[name] - for_[name]):
            found.add(name)
    for choice in topic.entry.compares.choices:
        members = guideline.treatments.choices[choice].members
        for name in members:
            choosing = set().union(*(for_[member] for member in members))
            if for_[name] and choosing - for_[name] - consider[name]:
                found.add(name)
    return frozenset(found)


def concerns(guideline: Guideline, item: Statement, names: frozenset[str]) -> bool:
    """Whether a statement speaks of one of these treatments; an objection, or of its kind."""
    option = str(item.entry.option)
    if item.entry.direction != "against":
        return option in names
    return any(_objects(guideline, item, name) for name in names)


def _who(guideline: Guideline, said: Said, name: str, direction: str) -> set[str]:
    return {
        source
        for source, items in said.items()
        for item in items
        if item.entry.direction == direction
        and (
            _objects(guideline, item, name) if direction == "against" else item.entry.option == name
        )
    }


def _objects(guideline: Guideline, item: Statement, name: str) -> bool:
    kinds = (name, *guideline.treatments.ancestors(name))
    return item.entry.option in kinds and not any(kind in item.entry.except_ for kind in kinds)
