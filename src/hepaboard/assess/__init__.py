"""One case and one guideline: the assessment."""

from hepaboard.assess.ask import Asked, ask
from hepaboard.assess.assess import assess, assess_facts, first_answer
from hepaboard.assess.changed import parsed_change
from hepaboard.assess.difference import Difference
from hepaboard.assess.implied import ContradictionError
from hepaboard.assess.model import Assessment, OptionResult
from hepaboard.assess.schemas import assessment_schema, case_schema, facts_schema
from hepaboard.assess.what_if import what_if
from hepaboard.assess.what_would import WhatWould, what_would

__all__ = [
    "Asked",
    "Assessment",
    "ContradictionError",
    "Difference",
    "OptionResult",
    "WhatWould",
    "ask",
    "assess",
    "assess_facts",
    "assessment_schema",
    "case_schema",
    "facts_schema",
    "first_answer",
    "parsed_change",
    "what_if",
    "what_would",
]
