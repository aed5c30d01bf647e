"""What would change in the answer if some facts were otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hepaboard.assess.assess import answer
from hepaboard.assess.changed import changed
from hepaboard.assess.difference import Difference, difference
from hepaboard.assess.subject import subject_of
from hepaboard.case import CaseFile
from hepaboard.guideline import Guideline, load_guideline


def what_if(
    case_or_facts: CaseFile | str | Path | dict[str, Any],
    changes: Mapping[str, Any],
    guideline: Guideline | None = None,
    on: date | None = None,
) -> Difference:
    """The difference between the answer as recorded and the one with these facts changed.

    Parameters
    ----------
    case_or_facts
        A case (it has an ``id``) or a flat set of facts, as a file or a dict.
    changes
        ``{fact: value}`` as in a flat set of facts; None makes a fact unknown, and
        ``lesions[1].lesion_diameter_cm`` is a fact of the first lesion that is listed.

    Raises
    ------
    HepaboardError
        The case cannot be read, a change does not fit, or the changed case contradicts itself.
    """
    guideline = guideline or load_guideline()
    subject = subject_of(case_or_facts, guideline, on)
    return difference(answer(subject), answer(changed(subject, guideline, changes)))
