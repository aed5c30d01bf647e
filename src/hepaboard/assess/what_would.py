"""What would have to change, or turn out, for a treatment to be recommended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from hepaboard.assess.model import CaseRef
from hepaboard.assess.subject import Subject, subject_of
from hepaboard.case import CaseFile
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline, Verdict, load_guideline
from hepaboard.logic import Valuation
from hepaboard.missing import MOST_CHANGES, counterfactuals


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChangedFact(_Part):
    """One fact that would have to be, or (``measured``) turn out, otherwise; in words."""

    fact: str
    label: str
    measured: bool
    now: str
    to: str


class WhatWould(_Part):
    """The smallest sets of changes after which nothing that is missing could speak against it.

    Facts change that can recover or be measured; all others stay as they are. One empty set: it
    is so already. No set: nothing that can change helps, or it takes more than ``most`` changes.
    """

    case: CaseRef
    treatment: str
    name: str
    wanted: list[Verdict]
    possible_verdicts: list[Verdict]
    most: int
    sets: list[list[ChangedFact]]


def what_would(
    case_or_facts: CaseFile | str | Path | dict[str, Any],
    treatment: str,
    guideline: Guideline | None = None,
    on: date | None = None,
    acceptable: bool = False,
    most: int = MOST_CHANGES,
) -> WhatWould:
    """The smallest sets of changes that would make a treatment recommended.

    Parameters
    ----------
    acceptable
        Acceptable is good enough.
    most
        So many changes at most.

    Raises
    ------
    HepaboardError
        The case cannot be used, or no source speaks of such a treatment.
    """
    guideline = guideline or load_guideline()
    option = guideline.options.get(treatment)
    if option is None:
        from difflib import get_close_matches

        near = get_close_matches(treatment, guideline.options, n=3)
        raise HepaboardError(
            f"No source in use speaks of a treatment {treatment!r}.",
            value=treatment,
            allowed=f"perhaps {', '.join(near)}" if near else "an id of the treatment catalogue",
        )
    subject = subject_of(case_or_facts, guideline, on)
    wanted: list[Verdict] = ["recommended"]
    if acceptable:
        wanted.append("acceptable")
    found = counterfactuals(guideline, _recorded(subject), option, frozenset(wanted), most)
    vocabulary = guideline.vocabulary
    return WhatWould(
        case=subject.ref,
        treatment=treatment,
        name=guideline.treatments[treatment].name,
        wanted=wanted,
        possible_verdicts=subject.reading.case.patient.possible(option),
        most=most,
        sets=[
            [
                ChangedFact(
                    fact=change.fact,
                    label=vocabulary[change.fact].entry.label,
                    measured=change.measured,
                    now=change.now,
                    to=change.to,
                )
                for change in changes
            ]
            for changes in found
        ],
    )


def _recorded(subject: Subject) -> Valuation:
    """The facts as recorded, with the settings, without those that rules add."""
    recorded = subject.recorded.valuation()
    settings = {
        name: known.value
        for name, known in subject.reading.facts.patient.items()
        if known.origin == "setting"
    }
    return replace(recorded, patient={**settings, **recorded.patient})
