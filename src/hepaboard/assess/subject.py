"""A case or a flat set of facts, read against a guideline, as far as every question needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hepaboard.assess.implied import ContradictionError, with_implied
from hepaboard.assess.model import CaseRef
from hepaboard.assess.reading import Reading, read
from hepaboard.case import CaseFile, Facts, facts_of, flat_facts, read_case
from hepaboard.document import read_document
from hepaboard.guideline import Guideline


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: the case, the facts as they are recorded, and all that follows.

    ``recorded`` has no fact that a rule of plausibility adds; ``reading.facts`` has them too.
    """

    file: CaseFile
    recorded: Facts
    reading: Reading

    @property
    def ref(self) -> CaseRef:
        """Which case it is."""
        case = self.file.case
        return CaseRef(
            id=case.id, hash=self.file.hash, about=case.about, assessed_on=self.recorded.on
        )


def subject_of(
    source: CaseFile | str | Path | dict[str, Any], guideline: Guideline, on: date | None = None
) -> Subject:
    """A case (it has an ``id``), or a flat set of facts ``{fact: value}``, from a file or a dict.

    Raises
    ------
    HepaboardError
        It cannot be read, has values that do not fit, or contradicts itself.
    """
    if isinstance(source, CaseFile):
        return subject_in(source, guideline, on=on)
    data = source if isinstance(source, dict) else read_document(source).data
    if isinstance(data, dict) and "id" not in data:
        file, facts = flat_facts(source, guideline.vocabulary, guideline.treatments)
        return subject_in(file, guideline, facts)
    return subject_in(read_case(source), guideline, on=on)


def subject_in(
    file: CaseFile, guideline: Guideline, facts: Facts | None = None, on: date | None = None
) -> Subject:
    """The subject that a case file holds; ``facts`` if they are worked out already."""
    recorded = facts or facts_of(file, guideline.vocabulary, guideline.treatments, on)
    try:
        known = with_implied(recorded, guideline)
    except ContradictionError as error:
        raise file.located(error) from None
    return Subject(file, recorded, read(guideline, known))
