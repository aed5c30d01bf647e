"""Rules of the project on an option: shown like statements, and no source's voice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hepaboard.assess.model import StatementResult
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Cap, Option

#: Stands where a statement names its source.
PROJECT = "project"


def rules(reading: Reading, option: Option, lesion: int | None) -> Iterator[StatementResult]:
    """The rules that offer this treatment, or hold it at contested, or may.

    The facts named are those of the rule itself, not those of what speaks in favour.
    """
    for offer in option.offers:
        yield from _rule(reading, option, offer, "consider", reading.truth(offer.node))
    for held in option.caps:
        value = reading.truth(held.node, lesion)
        yield from _rule(reading, option, held.cap, "against", value)


def _rule(
    reading: Reading,
    option: Option,
    cap: Cap,
    direction: Literal["consider", "against"],
    value: int,
) -> Iterator[StatementResult]:
    if value == 0:
        return
    entry = cap.entry
    yield StatementResult(
        id=entry.id,
        rows=[],
        source=PROJECT,
        direction=direction,
        review="reviewed" if entry.signed_by else "pending",
        strength=None,
        where=entry.standing,
        says=f"{entry.reason} {entry.do}",
        status="holds" if value == 3 else "unknown",
        because=reading.because(cap.node),
        option=option.treatment,
    )
