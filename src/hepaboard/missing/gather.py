"""What binds a patient's all, any and count to the lesions that are listed, and to those not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from hepaboard.logic import Valuation, Value
from hepaboard.logic.valuation import encode
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.known import Known, domains, known_of, terms
from hepaboard.missing.lesions import Gathering
from hepaboard.missing.space import Space, Tied


class Gather:
    """The lesions of one case, and how their outcomes bind the patient's conditions.

    Parameters
    ----------
    open_
        The nodes (all, any, count) that the three-valued evaluation leaves open.
    patient, known
        What is known of the patient, and its literals.
    ties
        Whether the patient's largest and smallest are those of the lesions.
    """

    def __init__(
        self,
        space: Space,
        valuation: Valuation,
        open_: Iterable[int],
        patient: Known,
        known: Diagram,
        ties: bool = True,
    ) -> None:
        self.space = space
        self.valuation = valuation
        self.patient = patient
        self.known = known
        self.ties: tuple[Tied, ...] = space.tied if ties else ()
        # With no lesion listed all cases share the outcomes, if they share the tallies too.
        chosen = open_ if valuation.lesions else space.tallies
        self.open = [space.tallies[place] for place in chosen]
        self.gathering = Gathering(
            space.diagrams, [*self.open, *(tied.tally for tied in self.ties)]
        )
        self.exact = True

    def binding(self, spoken: int | None = None) -> Diagram:
        """What binds the patient's conditions; with one lesion's facts kept, if it is spoken of."""
        diagrams, _space = self.space.diagrams, self.space
        listed = len(self.valuation.lesions)
        gathered = self.gathering.nothing
        for index, facts in enumerate(self.valuation.lesions):
            if index != spoken:
                gathered = self.gathering.joined(gathered, self._single(facts))
        outcomes = self._unlisted(gathered)
        if listed == 0 and len(outcomes) == 1:
            outcomes = outcomes * 2
        if spoken is not None:
            one = self._single(self.valuation.lesions[spoken], hide=False)
            outcomes = [self.gathering.joined(before, one) for before in outcomes]
        tie = diagrams.conjunction(self._tie(tied) for tied in self.ties)
        outcomes = [o & tie if listed + more > 0 else o for more, o in enumerate(outcomes)]
        counted = self.gathering.counted(outcomes, self._spans(listed))
        hidden = diagrams.support(
            diagrams.conjunction(
                [flag for tally in self.open for flag in tally.some[:-1]]
                + [tied.tally.some[0] for tied in self.ties]
            )
        )
        return diagrams.given(diagrams.without(counted, hidden), self.known)

    def _single(self, facts: Mapping[str, Value], hide: bool = True) -> Diagram:
        """What one lesion adds, as far as it is known."""
        space = self.space
        lesion = known_of(space.lesion_items, facts)
        ties, exact = terms(space, self.patient.joined(lesion), "lesion")
        self.exact = self.exact and exact
        says = space.diagrams.conjunction(
            [lesion.cube(space), *domains(space, space.lesion_items, lesion), *ties]
        )
        hidden = space.lesion_names if hide else ()
        return self.gathering.single(space.diagrams.given(says, self.known), hidden)

    def _unlisted(self, gathered: Diagram) -> list[Diagram]:
        """The outcomes with 0, 1, 2, ... lesions more that are not listed."""
        single = self._single({})
        key = (gathered, single, bool(self.ties))
        if self.valuation.lesions:
            return self.gathering.unlisted(gathered, single)
        if key not in self.space.unlisted:
            self.space.unlisted[key] = self.gathering.unlisted(gathered, single)
        return self.space.unlisted[key]

    def _tie(self, tied: Tied) -> Diagram:
        some = tied.tally.some[0]
        return (some & tied.same) | ~(some | tied.same)

    def _spans(self, listed: int) -> Iterator[tuple[Diagram, int, float]]:
        """How many lesions are not listed, for each cell that their number can be in."""
        space = self.space
        counter = space.guideline.graph.counter
        if counter is None or counter not in space.variables.of_fact:
            yield space.diagrams.true, 0, math.inf
            return
        (item,) = space.variables.of_fact[counter]
        value = self.valuation.patient.get(counter)
        raw = encode(item.cells.fact, value)
        least, most = raw if isinstance(raw, tuple) else (-math.inf, math.inf)
        for place in self.patient.cells[item.key]:
            cell = item.cells.cells[place]
            assert cell.low is not None and cell.high is not None
            low = max(cell.low.whole.at, least) - listed
            high = min(cell.high.whole.at - 1, most) - listed
            if high >= 0:
                yield item.cubes[place], int(max(0, low)), high
