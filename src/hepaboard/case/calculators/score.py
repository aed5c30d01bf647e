"""The result of a points score, whether or not all of its inputs are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["confirmed", "partly_confirmed", "unconfirmed"]
"""How far the published item behind a figure was checked against its publication."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """A clinical score with the range that the missing inputs leave open.

    Parameters
    ----------
    name
        Short id of the score, for example ``"fong"``.
    value
        The score, or None while missing inputs could still change it.
    range
        Lowest and highest score over all completions of the missing inputs within their
        accepted ranges. Both ends are equal when the score is settled.
    group
        Risk group, class or grade if every completion gives the same one, else None.
    missing
        Inputs that could still change the value; empty when it is settled.
    inputs
        What was known and used, by input name.
    status
        How far the published score itself was checked; single items that are weaker are named
        in `notes`.
    notes
        Caveats to show with the score; anything unconfirmed is labelled so.
    rows
        Statement rows of the source documents that name the score.

    Raises
    ------
    ValueError
        The parts contradict one another (a value outside its range, an unsettled value
        without a missing input).

    Examples
    --------
    >>> Score(name="fong", value=None, range=(1, 2), group="low", missing=("cea_ng_ml",)).settled
    False
    """

    name: str
    value: int | float | None
    range: tuple[int | float, int | float]
    group: str | None
    missing: tuple[str, ...] = ()
    inputs: dict[str, Any] = field(default_factory=dict)
    status: Status = "confirmed"
    notes: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        low, high = self.range
        if low > high:
            raise ValueError(f"{self.name}: the range runs from {low} down to {high}")
        if (self.value is None) == (low == high):
            raise ValueError(f"{self.name}: value and range disagree on what is settled")
        if self.value is not None and self.value != low:
            raise ValueError(f"{self.name}: the value lies outside its range")
        if (self.value is None) != bool(self.missing):
            raise ValueError(f"{self.name}: value and missing inputs disagree on what is settled")

    @property
    def settled(self) -> bool:
        """Whether no missing input can change the value any more."""
        return self.value is not None
