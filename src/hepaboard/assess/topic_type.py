"""How the voices stand to one another on a topic, for one case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hepaboard.assess.agreement import agreement
from hepaboard.assess.model import Agreement
from hepaboard.assess.topic_voices import Span, Speech, Voices
from hepaboard.guideline import Guideline, Topic

#: The strongest difference first.
ORDER: tuple[Agreement, ...] = ("incompatible", "different_strength", "one_silent", "agree")


def topic_type(speech: Speech, topic: Topic) -> Agreement | None:
    """How the voices in scope stand to one another on a topic; null where none speaks.

    ``open`` is a difference that what is not known yet may bring. Rows are not compared: whether
    two texts with figures contradict one another does not depend on the patient.
    """
    about = 3 if topic.node is None else speech.reading.truth(topic.node)
    if about == 0:
        return None
    now = _strongest(_types(speech, topic, 3))
    if now == "incompatible":
        return now if about == 3 else "open"
    later = _strongest(_types(speech, topic, 1))
    if later == "incompatible" or (later == "different_strength" and (about == 1 or now != later)):
        return "open"
    return now


def _strongest(types: Iterable[Agreement | None]) -> Agreement | None:
    found = set(types)
    return next((item for item in ORDER if item in found), None)


def _types(speech: Speech, topic: Topic, least: int) -> Iterator[Agreement | None]:
    """The type of each compared thing, of what holds (least 3) or of what may (least 1)."""
    compared = topic.entry.compares
    guideline = speech.reading.guideline
    for concept in compared.concepts:
        terms = [term for term in topic.terms if term.entry.concept == concept]
        yield agreement(speech.answers(terms, least), False, speech.loaded)
    for name in topic.treatments:
        yield agreement(speech.advice(name, least, None), False, speech.loaded)
        if name in guideline.lesion_options:
            for lesion in range(len(speech.reading.facts.lesions)):
                yield agreement(speech.advice(name, least, lesion), False, speech.loaded)
    for choice in compared.choices:
        members = guideline.treatments.choices[choice].members
        yield from _rivals(guideline, {name: speech.advice(name, least, None) for name in members})
    if compared.timing:
        yield from _windows(speech.spans(topic.statements, compared.timing, least))


def _rivals(guideline: Guideline, said: Mapping[str, Voices]) -> Iterator[Agreement | None]:
    """Voices that follow different members of a choice, or of which one offers more than another.

    A member and its kind count as one.
    """
    is_a = guideline.treatments.is_a

    def share(one: set[str], other: set[str]) -> bool:
        return any(is_a(a, b) or is_a(b, a) for a in one for b in other)

    voices = list(next(iter(said.values()), {}))
    chosen = {voice: {name for name in said if said[name][voice].for_} for voice in voices}
    favoured = {voice: {name for name in said if said[name][voice].favour} for voice in voices}
    for place, one in enumerate(voices):
        for other in voices[place + 1 :]:
            first, second = chosen[one] or favoured[one], chosen[other] or favoured[other]
            if not first or not second or not (chosen[one] or chosen[other]):
                continue
            if not share(first, second):
                yield "incompatible"
            elif first != second:
                yield "different_strength"


def _windows(found: Mapping[str, Mapping[str, set[Span]]]) -> Iterator[Agreement | None]:
    for voices in found.values():
        spans = list(voices.values())
        for place, one in enumerate(spans):
            for other in spans[place + 1 :]:
                if one == other:
                    yield "agree"
                elif any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other):
                    yield "different_strength"
                else:
                    yield "incompatible"
