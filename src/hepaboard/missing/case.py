"""From what is known of a case to all its completions: of the patient, and of each lesion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from hepaboard.guideline import Guideline
from hepaboard.logic import Valuation
from hepaboard.missing.completions import FALSE, TRUE, Completions
from hepaboard.missing.diagram import Diagram
from hepaboard.missing.gather import Gather
from hepaboard.missing.known import Known, domains, known_of, parts, rules, terms
from hepaboard.missing.space import Space, space_of


class OpenCase:
    """One case with all that is missing in it.

    Parameters
    ----------
    valuation
        The known facts, settings included.
    values
        The value of every node for them, as ``guideline.program`` gives it; made if None.
    space
        The guideline's diagrams; the shared ones if None.
    """

    def __init__(
        self,
        guideline: Guideline,
        valuation: Valuation,
        values: Sequence[Any] | None = None,
        space: Space | None = None,
    ) -> None:
        self.space = space or space_of(guideline)
        self.valuation = valuation
        self.covered = _covered(guideline, valuation)
        if self.covered:
            precise = {k: v for k, v in valuation.patient.items() if k not in self.covered}
            values = guideline.program(replace(valuation, patient=precise))
        self.values = guideline.program(valuation) if values is None else values
        self._facts = known_of(self.space.patient_items, valuation.patient, self.covered)
        self._known = self._facts.cube(self.space) & self._decided()
        self._lesions: dict[int, Completions] = {}

    @cached_property
    def patient(self) -> Completions:
        """The completions as they concern the patient."""
        items = self.space.patient_items
        ties, exact = terms(self.space, self._facts, "patient")
        common = [*rules(self.space, self._facts), *domains(self.space, items, self._facts), *ties]
        return self._bound(common, self.values, self._facts, self._known, None, exact)

    def lesion(self, index: int) -> Completions:
        """The completions as they concern one listed lesion."""
        found = self._lesions.get(index)
        if found is None:
            found = self._lesions[index] = self._lesion(index)
        return found

    def _lesion(self, index: int) -> Completions:
        space = self.space
        lesion = known_of(space.lesion_items, self.valuation.lesions[index])
        values = [v[index] if isinstance(v, list) else v for v in self.values]
        both = self._facts.joined(lesion)
        ties, exact = terms(space, both, "lesion")
        own = [*domains(space, space.lesion_items, lesion), *ties]
        common = [*(part.diagram for part in self.patient.free), *own]
        known = self._known & lesion.cube(space)
        return self._bound(common, values, both, known, index, exact and self.patient.exact)

    def _bound(
        self,
        common: list[Diagram],
        values: Sequence[Any],
        facts: Known,
        known: Diagram,
        spoken: int | None,
        exact: bool,
    ) -> Completions:
        """The completions that these diagrams and the lesions bind.

        Where a recorded largest or smallest does not fit the listed lesions it was entered
        instead of what they say, and does not bind them.
        """
        free = parts(self.space, common, known)
        for ties in (True, False):
            lesions, sharp = self._gathered(spoken, ties)
            found = Completions(
                self.space,
                values,
                facts.cells,
                known,
                [*free, *parts(self.space, lesions, known)],
                exact and sharp,
            )
            if not found.contradictory:
                break
        found.free = free
        return found

    def _gathered(self, spoken: int | None, ties: bool) -> tuple[list[Diagram], bool]:
        """What the lesions bind, if that is open at all."""
        open_ = [place for place in self.space.tallies if self.values[place] == 1]
        tied = any(len(self._facts.cells[tie.fact, None]) > 1 for tie in self.space.tied)
        if not open_ and not tied and spoken is None:
            return [], True
        gather = Gather(self.space, self.valuation, open_, self._facts, self._known, ties)
        return [gather.binding(spoken)], gather.exact

    def _decided(self) -> Diagram:
        """The literals of all, any and count that the three-valued evaluation decides."""
        space = self.space
        found = space.diagrams.true
        for place, flags in space.conditions.tallies.items():
            value = self.values[place]
            if value in (TRUE, FALSE):
                all_ = space.guideline.graph.nodes[place].op == "all"
                found = found & (flags[-1] if (value == TRUE) != all_ else ~flags[-1])
        return found


def _covered(guideline: Guideline, valuation: Valuation) -> dict[str, tuple[str, ...]]:
    """For facts whose recorded value leaves open which of others it is, those others."""
    found = {}
    for name, value in valuation.patient.items():
        under = (
            guideline.vocabulary[name].entry.covers.get(str(value))
            if isinstance(value, str)
            else None
        )
        if under:
            found[name] = tuple(under)
    return found
