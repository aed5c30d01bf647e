"""Published outcome figures that belong to a score, class or rate."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators.score import Status


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One published figure.

    Parameters
    ----------
    score
        Id of the score or class it belongs to.
    applies_to
        Group, class or number of points; None = the whole cohort.
    measure, figure
        What was measured, and the figure with its unit.
    population
        Who was studied.
    source
        Publication.
    status
        How far the figure was checked. An unconfirmed one is never shown as a cited fact.
    """

    score: str
    applies_to: str | int | None
    measure: str
    figure: str
    population: str
    source: str
    status: Status

    @property
    def text(self) -> str:
        """The figure in one line, labelled unless it is confirmed."""
        label = "" if self.status == "confirmed" else f" [{self.status.replace('_', ' ')}]"
        whom = "whole cohort" if self.applies_to is None else f"{self.applies_to}"
        return f"{whom}: {self.measure} {self.figure} ({self.population}; {self.source}){label}"
