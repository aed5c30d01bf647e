"""Whether the verdict on a treatment can still change, and to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.assess.reading import Reading
from hepaboard.guideline import Option, Verdict

OPEN: tuple[Verdict, ...] = ("needs_data", "undetermined")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The verdict, and what every completion of the missing facts makes of it.

    All but the verdict are None where no completion exists: what is recorded cannot all be right.
    """

    verdict: Verdict
    possible: list[Verdict] | None = None
    settled: bool | None = None
    decided_by: Literal["facts", "every_completion"] | None = None


def outlook_of(
    reading: Reading,
    option: Option,
    found: Verdict,
    lesion: int | None = None,
    exact: bool = True,
) -> Outlook:
    """The outlook of a treatment.

    Parameters
    ----------
    found
        The verdict of the three-valued evaluation. Where all completions agree theirs counts;
        where they do not, but none of them gives this one, the verdict is open.
    exact
        False leaves an open verdict as it is, without looking whether it is settled all the
        same. Every other verdict is looked at even then: none is shown that no completion gives.
    """
    if not exact and found in OPEN:
        return Outlook(found)
    completions = reading.case.patient if lesion is None else reading.case.lesion(lesion)
    if completions.contradictory:
        return Outlook(found)
    possible = completions.possible(option)
    if len(possible) > 1:
        if found not in OPEN and found not in possible:
            found = "needs_data" if "contraindicated" in possible else "undetermined"
        return Outlook(found, possible, False)
    return Outlook(
        possible[0], possible, True, "facts" if found == possible[0] else "every_completion"
    )
