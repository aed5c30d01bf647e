"""Where conditions cut a fact: the places on a number line, the members asked for together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from hepaboard.guideline import Guideline
from hepaboard.logic import FactType, Graph, Members, Value
from hepaboard.logic.arithmetic import TOLERANCE
from hepaboard.logic.valuation import encode
from hepaboard.missing.number import single_cut

#: Rules of the vocabulary that make a patient's number the largest or smallest of the lesions'.
EXTREMES = ("largest", "smallest")


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A place on a number line, in the fact's own scale: just before ``at``, or just after it.

    ``value >= at`` holds beyond the cut before ``at``, ``value > at`` beyond the one after it.
    """

    at: float
    after: bool

    @property
    def whole(self) -> Cut:
        """The same cut of whole numbers, as one just before a whole number."""
        if math.isinf(self.at):
            return self
        return Cut(math.floor(self.at) + 1 if self.after else math.ceil(self.at), False)


@dataclass(slots=True)
class Cuts:
    """What the conditions of a guideline tell apart of one fact.

    ``places`` cut a number, ``groups`` are the members that a condition asks for together,
    ``members`` those of a set that some condition asks for.
    """

    places: set[Cut] = field(default_factory=set)
    groups: set[frozenset[str]] = field(default_factory=set)
    members: set[str] = field(default_factory=set)


def cuts_of(guideline: Guideline) -> dict[str, Cuts]:
    """The cuts of every fact that a condition or a rule of plausibility reads or gives."""
    types = guideline.vocabulary.types
    found: dict[str, Cuts] = {}
    for graph in (guideline.graph, guideline.implication_program.graph):
        for name in graph.facts:
            found.setdefault(name, Cuts())
        _read(graph, found)
    for rule in guideline.implications:
        for name, value in rule.then.items():
            _given(types[name], value, found.setdefault(name, Cuts()))
    for name, (inner, _) in extremes(guideline).items():
        if name in found and inner in found:
            found[inner].places |= found[name].places
    return found


def extremes(guideline: Guideline) -> dict[str, tuple[str, bool]]:
    """The patient's numbers that are the largest (True) or smallest of a lesion's, by name.

    Only those that are held in the same scale, so that a cut of one is a cut of the other.
    """
    found = {}
    for name, fact in guideline.vocabulary.items():
        for kind, inner in (fact.entry.derive or {}).items():
            if kind in EXTREMES:
                other = guideline.vocabulary.types[inner]
                if (fact.type.computed, fact.type.digits) == (other.computed, other.digits):
                    found[name] = (inner, kind == EXTREMES[0])
    return found


def _read(graph: Graph, found: dict[str, Cuts]) -> None:
    """The cuts that conditions make."""
    for place, node in enumerate(graph):
        if node.op == "in":
            found[node.payload[0]].groups.add(frozenset(node.payload[1]))
        elif node.op == "has":
            found[node.payload[0]].members.add(node.payload[1])
        elif node.op == "compare":
            cut = single_cut(graph, place)
            if cut is not None and not math.isinf(cut.at):
                found[cut.fact].places.add(Cut(cut.at, cut.after))


def _given(fact: FactType, value: Value, cuts: Cuts) -> None:
    """The cuts that set a value, or bounds, apart from all others."""
    if isinstance(value, str):
        cuts.groups.add(frozenset({value}))
    elif isinstance(value, Members):
        cuts.members.update(value.has, value.lacks or ())
    elif fact.numeric:
        cuts.places.update(_ends(fact, value))


def _ends(fact: FactType, value: Value) -> Iterator[Cut]:
    """The same cuts that a comparison with the value would make, tolerance and all."""
    raw = encode(fact, value)
    low, high = raw if isinstance(raw, tuple) else (raw, raw)
    assert low is not None and high is not None
    slack = TOLERANCE if fact.computed else 0
    ends = (Cut(low - slack, False), Cut(high + slack, True))
    yield from (cut for cut in ends if not math.isinf(cut.at))
