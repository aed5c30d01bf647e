"""What each voice says, as gates: for, consider, against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from hepaboard.cohort.circuit import FALSE, Circuit
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.guideline import Definition, Guideline, Option


@dataclass(frozen=True, slots=True)
class Said:
    """The gates of one voice on one treatment or concept."""

    for_: int = FALSE
    consider: int = FALSE
    against: int = FALSE


@dataclass(frozen=True, slots=True)
class Differ:
    """How voices differ on one thing: the gates of incompatible, and of different strength."""

    incompatible: int
    strength: int


class Voices:
    """The speech of all voices. ``least`` 3 asks for what holds, 1 for what may."""

    def __init__(self, guideline: Guideline, planes: NodePlanes) -> None:
        self.guideline = guideline
        self.planes = planes
        self.circuit: Circuit = planes.circuit

    def value(self, node: int, least: int, listed: bool = False) -> int:
        """Whether a node has at least this truth value; for a listed lesion, or an unlisted one."""
        planes = self.planes(node, listed)
        return planes.true if least == 3 else self.circuit.negation(planes.false)

    def inside(self, source: str) -> int:
        """Whether a source speaks of the patient, or may."""
        return self.value(self.guideline.scopes[source], 1)

    def answers(self, terms: Iterable[Definition], least: int) -> dict[str, Said]:
        """On a concept: yes as for, no as against; what is not known may be both."""
        found: dict[str, Said] = {}
        for term in terms:
            yes, no = self.planes(term.node, listed=False)
            if least == 1:
                yes, no = self.circuit.negation(no), self.circuit.negation(yes)
            inside = self.inside(term.source)
            said = Said(
                self.circuit.conjunction((yes, inside)),
                against=self.circuit.conjunction((no, inside)),
            )
            self._join(found, term.source, said)
        return found

    def advice(self, option: Option | None, least: int) -> dict[str, Said]:
        """On a treatment."""
        found: dict[str, Said] = {}
        for source, roots in option.by_source.items() if option else ():
            inside = self.inside(source)
            nodes = (roots.for_, roots.consider, roots.against)
            gates = [
                self.circuit.conjunction((self.value(node, least, listed=True), inside))
                for node in nodes
            ]
            self._join(found, source, Said(*gates))
        return found

    def favour(self, said: Said) -> int:
        """For or consider."""
        return self.circuit.disjunction((said.for_, said.consider))

    def differ(self, voices: dict[str, Said]) -> Differ:
        """One favours what another objects to; one is for what another would only consider."""
        circuit = self.circuit
        against = [
            circuit.conjunction((self.favour(voices[a]), voices[b].against))
            for a in voices
            for b in voices
            if a != b
        ]
        weaker = circuit.disjunction(
            circuit.conjunction((said.consider, circuit.negation(said.for_)))
            for said in voices.values()
        )
        stronger = circuit.disjunction(said.for_ for said in voices.values())
        return Differ(circuit.disjunction(against), circuit.conjunction((stronger, weaker)))

    def rivals(self, said: dict[str, dict[str, Said]]) -> Iterator[Differ]:
        """Voices that follow different members of a choice, or of which one offers more."""
        circuit = self.circuit
        is_a = self.guideline.treatments.is_a
        names = list(said)
        voices = dict.fromkeys(voice for voices in said.values() for voice in voices)
        chosen, first, some = {}, {}, {}
        for voice in voices:
            here = {name: said[name].get(voice, Said()) for name in names}
            chosen[voice] = circuit.disjunction(s.for_ for s in here.values())
            none = circuit.negation(chosen[voice])
            first[voice] = {
                name: circuit.disjunction((s.for_, circuit.conjunction((none, s.consider))))
                for name, s in here.items()
            }
            some[voice] = circuit.disjunction(first[voice].values())
        for one, other in combinations(voices, 2):
            either = circuit.disjunction((chosen[one], chosen[other]))
            both = circuit.conjunction((some[one], some[other], either))
            share = circuit.disjunction(
                circuit.conjunction((first[one][a], first[other][b]))
                for a in names
                for b in names
                if is_a(a, b) or is_a(b, a)
            )
            unlike = circuit.disjunction(
                self.unlike(first[one][name], first[other][name]) for name in names
            )
            yield Differ(
                circuit.conjunction((both, circuit.negation(share))),
                circuit.conjunction((both, share, unlike)),
            )

    def unlike(self, one: int, other: int) -> int:
        """Whether exactly one of two gates is set."""
        circuit = self.circuit
        return circuit.disjunction(
            (
                circuit.conjunction((one, circuit.negation(other))),
                circuit.conjunction((other, circuit.negation(one))),
            )
        )

    def _join(self, found: dict[str, Said], source: str, said: Said) -> None:
        """Sources of one publisher count as one voice."""
        voice = self.guideline.voice(source)
        known = found.get(voice, Said())
        found[voice] = Said(
            self.circuit.disjunction((known.for_, said.for_)),
            self.circuit.disjunction((known.consider, said.consider)),
            self.circuit.disjunction((known.against, said.against)),
        )
