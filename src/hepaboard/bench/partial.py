"""Random cases of the whole guideline with few facts missing, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hepaboard.assess.subject import subject_of
from hepaboard.examples import shipped
from hepaboard.guideline import Guideline
from hepaboard.logic import Valuation
from hepaboard.missing import OpenCase, completion_of

#: So many facts are missing at most, of the patient and of the lesions together.
MOST = 15


def example_cases(guideline: Guideline) -> dict[str, Valuation]:
    """The known facts of all shipped examples, as an assessment reads them, by name."""
    return {
        example.name: subject_of(example.case, guideline).reading.facts.valuation()
        for example in shipped()
    }


def complete_cases(
    guideline: Guideline, starts: Sequence[Valuation], count: int, draw: Random
) -> list[Valuation]:
    """Complete cases that agree with what is known at the start and with every plausible rule.

    Parameters
    ----------
    starts
        Taken in turn; with nothing but the settings known every fact is drawn.

    Returns
    -------
    list of Valuation
        Fewer than ``count`` if some start has no completion.
    """
    chosen = [starts[k % len(starts)] for k in range(count)]
    found = (completion_of(OpenCase(guideline, start), draw=draw) for start in chosen)
    return [case for case in found if case is not None]


def partial_cases(
    guideline: Guideline, complete: Sequence[Valuation], count: int, draw: Random
) -> list[Valuation]:
    """Cases made of complete ones by leaving out 1, 2, ... 15 facts, in turn."""
    return [
        with_gaps(guideline, complete[k % len(complete)], 1 + k % MOST, draw) for k in range(count)
    ]


def with_gaps(guideline: Guideline, case: Valuation, gaps: int, draw: Random) -> Valuation:
    """A case without so many of the facts that conditions read, settings not among them."""
    read = {name for name in guideline.graph.facts if not guideline.vocabulary[name].entry.setting}
    places: list[tuple[int | None, str]] = [(None, name) for name in case.patient if name in read]
    for index, lesion in enumerate(case.lesions):
        places += [(index, name) for name in lesion if name in read]
    gone = {*draw.sample(places, min(gaps, len(places)))}
    return replace(
        case,
        patient={name: v for name, v in case.patient.items() if (None, name) not in gone},
        lesions=[
            {name: v for name, v in lesion.items() if (index, name) not in gone}
            for index, lesion in enumerate(case.lesions)
        ],
    )
