"""What all, any and count over lesions can be together, for listed and unlisted lesions.

Each lesion is a point of its own facts; of it only matters which conditions it fulfils. The
outcomes of a set of lesions are therefore built up lesion by lesion, as the sums of what each
adds, and the facts of single lesions are gone again at once. For unlisted lesions, all alike,
this comes to rest: a lesion more adds no outcome once each condition can have its witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from hepaboard.missing.diagram import Diagram, Diagrams


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lesions fulfil a condition, counted up to the number that matters.

    ``wanted`` is the condition for one lesion. ``some[k]`` says that at least k + 1 lesions of
    those gathered so far fulfil it; ``one`` that the lesion to be added does.
    """

    wanted: Diagram
    some: tuple[Diagram, ...]
    one: Diagram


class Gathering:
    """Outcomes of sets of lesions over the tallies that a case leaves open."""

    def __init__(self, diagrams: Diagrams, tallies: Sequence[Tally]) -> None:
        self.diagrams = diagrams
        self.tallies = tallies
        self.nothing = diagrams.conjunction(~flag for tally in tallies for flag in tally.some)

    def single(self, lesion: Diagram, hidden: Iterable[str]) -> Diagram:
        """What one lesion adds; ``lesion`` is what is known of it, ``hidden`` its variables."""
        says = self.diagrams.conjunction(
            (tally.one & tally.wanted) | ~(tally.one | tally.wanted) for tally in self.tallies
        )
        return self.diagrams.without(says & lesion, hidden)

    def joined(self, gathered: Diagram, single: Diagram) -> Diagram:
        """The outcomes of the lesions gathered so far with one more."""
        given = self.diagrams.given
        both = gathered & single
        for tally in self.tallies:
            outcomes = []
            for before, adds in product(range(len(tally.some) + 1), (0, 1)):
                cube = self._reached(tally, before) & (tally.one if adds else ~tally.one)
                after = min(before + adds, len(tally.some))
                outcomes.append(self._reached(tally, after) & given(both, cube))
            both = self.diagrams.disjunction(outcomes)
        return both

    def unlisted(self, gathered: Diagram, single: Diagram) -> list[Diagram]:
        """The outcomes with 0, 1, 2, ... unlisted lesions more; the last stands for all further.

        That there is a last: a lesion is needed as witness of each number that is reached, and
        with more lesions than witnesses one can be left out, or doubled, without any change,
        since those that would raise a number that is not reached are fewer than that number.
        """
        found = [gathered]
        while True:
            more = self.joined(found[-1], single)
            if more == found[-1]:
                return found
            found.append(more)

    def counted(
        self, outcomes: Sequence[Diagram], spans: Iterable[tuple[Diagram, int, float]]
    ) -> Diagram:
        """The outcomes where cubes of facts allow so many unlisted lesions (least, most)."""
        found = []
        for cube, low, high in spans:
            last = len(outcomes) - 1
            reach = outcomes[min(low, last) : int(min(high, last)) + 1]
            found.append(cube & self.diagrams.disjunction(reach))
        return self.diagrams.disjunction(found)

    def _reached(self, tally: Tally, number: int) -> Diagram:
        return self.diagrams.conjunction(
            flag if k < number else ~flag for k, flag in enumerate(tally.some)
        )
