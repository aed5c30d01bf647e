"""Where sources differ for a patient, as planes: the type of each topic that is live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from hepaboard.assess.topic_voices import Span, span_of
from hepaboard.cohort.voices import Differ, Voices
from hepaboard.guideline import Guideline, Statement, Topic

#: The types of a live topic; its code is the place counted from 1.
LIVE = ("incompatible", "different_strength", "open")


class TopicPlanes(NamedTuple):
    """The gates of the three types of a live topic; at most one is set."""

    incompatible: int
    different_strength: int
    open: int


def topic_planes(voices: Voices, topic: Topic) -> TopicPlanes:
    """How the voices in scope stand to one another on a topic, where it is live."""
    circuit = voices.circuit
    both = circuit.conjunction
    no = circuit.negation
    surely, maybe = 1, 1
    if topic.node is not None:
        surely, maybe = voices.value(topic.node, 3), voices.value(topic.node, 1)
    now, later = _strongest(voices, topic, 3), _strongest(voices, topic, 1)
    unsettled = circuit.disjunction((no(surely), no(now.strength)))
    opens = circuit.disjunction(
        (
            both((now.incompatible, no(surely))),
            both((no(now.incompatible), later.incompatible)),
            both((no(now.incompatible), later.strength, unsettled)),
        )
    )
    open_ = both((maybe, opens))
    return TopicPlanes(
        both((surely, now.incompatible)),
        both((maybe, no(now.incompatible), no(open_), now.strength)),
        open_,
    )


def _strongest(voices: Voices, topic: Topic, least: int) -> Differ:
    """The differences on anything that a topic compares."""
    found = list(_differences(voices, topic, least))
    return Differ(
        voices.circuit.disjunction(item.incompatible for item in found),
        voices.circuit.disjunction(item.strength for item in found),
    )


def _differences(voices: Voices, topic: Topic, least: int) -> Iterator[Differ]:
    guideline = voices.guideline
    if len({guideline.voice(source) for source in guideline.sources}) < 2:
        return
    compared = topic.entry.compares
    for concept in compared.concepts:
        terms = [term for term in topic.terms if term.entry.concept == concept]
        yield voices.differ(voices.answers(terms, least))
    for name in topic.treatments:
        yield voices.differ(voices.advice(guideline.options.get(name), least))
        if name in guideline.lesion_options:
            lesion = voices.differ(voices.advice(guideline.lesion_options[name], least))
            some = voices.planes.lesions.any
            yield Differ(some(lesion.incompatible), some(lesion.strength))
    for choice in compared.choices:
        members = guideline.treatments.choices[choice].members
        yield from voices.rivals(
            {name: voices.advice(guideline.options.get(name), least) for name in members}
        )
    if compared.timing:
        yield from _windows(voices, topic.statements, compared.timing, least)


def _windows(
    voices: Voices, statements: Iterable[Statement], actions: tuple[str, ...], least: int
) -> Iterator[Differ]:
    """Windows of different voices that count from the same event."""
    circuit = voices.circuit
    found = _spans(voices, statements, actions, least)
    for said in found.values():
        for one, other in combinations(said.values(), 2):
            both = circuit.conjunction(
                (circuit.disjunction(one.values()), circuit.disjunction(other.values()))
            )
            unlike = circuit.disjunction(
                voices.unlike(one.get(span, 0), other.get(span, 0)) for span in {*one, *other}
            )
            meet = circuit.disjunction(
                circuit.conjunction((one[a], other[b]))
                for a in one
                for b in other
                if a[0] <= b[1] and b[0] <= a[1]
            )
            yield Differ(
                circuit.conjunction((both, unlike, circuit.negation(meet))),
                circuit.conjunction((both, unlike, meet)),
            )


def _spans(
    voices: Voices, statements: Iterable[Statement], actions: tuple[str, ...], least: int
) -> dict[str, dict[str, dict[Span, int]]]:
    """Event to voice to window to the gate that is set where it holds or is foreseen."""
    circuit = voices.circuit
    guideline: Guideline = voices.guideline
    found: dict[str, dict[str, dict[Span, int]]] = {}
    for item in statements:
        timing = item.entry.timing
        if timing is None or item.entry.option not in actions:
            continue
        gate = voices.value(item.node, least)
        if item.foresee is not None:
            gate = circuit.disjunction((gate, voices.value(item.foresee, least)))
        gate = circuit.conjunction((gate, voices.inside(item.source)))
        anchor = f"{timing.anchor.treatment} {timing.anchor.event} {timing.anchor.words}"
        spans = found.setdefault(anchor, {}).setdefault(guideline.voice(item.source), {})
        span = span_of(timing)
        spans[span] = circuit.disjunction((spans.get(span, 0), gate))
    return found
