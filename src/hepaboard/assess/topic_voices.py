"""What each voice says on one treatment, concept or window: what holds, and what may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hepaboard.assess.agreement import Voice
from hepaboard.assess.dates import add
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Definition, Statement
from hepaboard.guideline.schema import Timing

Voices = dict[str, Voice]
Span = tuple[date, date]
DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Speech:
    """The voices in scope of one case. ``least`` 3 asks for what holds, 1 for what may."""

    reading: Reading
    silent: Voices
    loaded: int
    _advice: dict[tuple[str, int, int | None], Voices] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> Speech:
        """The voices whose scope holds or may hold."""
        guideline = reading.guideline
        scopes = guideline.scopes.items()
        silent = {guideline.voice(s): Voice() for s, node in scopes if reading.truth(node)}
        return cls(reading, silent, len({guideline.voice(s) for s in guideline.sources}))

    def inside(self, source: str) -> bool:
        """Whether a source speaks of this patient, or may."""
        return self.reading.truth(self.reading.guideline.scopes[source]) != 0

    def answers(self, terms: Iterable[Definition], least: int) -> Voices:
        """On a concept: yes as for, no as against; an answer that is not known may be both."""
        voices = dict(self.silent)
        for term in terms:
            if self.inside(term.source):
                value = self.reading.truth(term.node)
                no = value == 0 or (least == 1 and value == 1)
                self._join(voices, term.source, Voice(for_=value >= least, against=no))
        return voices

    def advice(self, treatment: str, least: int, lesion: int | None) -> Voices:
        """On a treatment: the directions, for the patient or for one listed lesion."""
        key = (treatment, least, lesion)
        if key not in self._advice:
            guideline = self.reading.guideline
            table = guideline.options if lesion is None else guideline.lesion_options
            voices = dict(self.silent)
            option = table.get(treatment)
            for source, roots in option.by_source.items() if option else ():
                nodes = (roots.for_, roots.consider, roots.against)
                said = [self.reading.truth(node, lesion) >= least for node in nodes]
                if any(said) and self.inside(source):
                    self._join(voices, source, Voice(*said))
            self._advice[key] = voices
        return self._advice[key]

    def spans(
        self, statements: Iterable[Statement], actions: tuple[str, ...], least: int
    ) -> dict[str, dict[str, set[Span]]]:
        """Windows that hold or are foreseen, by the event that they count from and by voice."""
        found: dict[str, dict[str, set[Span]]] = {}
        for item in statements:
            timing = item.entry.timing
            if timing is None or item.entry.option not in actions or not self.inside(item.source):
                continue
            ahead = 0 if item.foresee is None else self.reading.truth(item.foresee)
            if max(self.reading.truth(item.node), ahead) >= least:
                anchor = f"{timing.anchor.treatment} {timing.anchor.event} {timing.anchor.words}"
                voice = self.reading.guideline.voice(item.source)
                found.setdefault(anchor, {}).setdefault(voice, set()).add(span_of(timing))
        return found

    def _join(self, voices: Voices, source: str, said: Voice) -> None:
        voice = self.reading.guideline.voice(source)
        voices[voice] = voices[voice].joined(said)


def span_of(timing: Timing) -> Span:
    """The window of a timing, counted from a fixed day; unbounded where it has no end."""
    first = add(DAY, timing.earliest) if timing.earliest else date.min
    return first, add(DAY, timing.latest) if timing.latest else date.max
