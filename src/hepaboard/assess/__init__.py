"""One case and one guideline: the assessment."""

from hepaboard.assess.assess import assess, assess_facts
from hepaboard.assess.implied import ContradictionError
from hepaboard.assess.model import Assessment, OptionResult
from hepaboard.assess.schemas import assessment_schema, case_schema, facts_schema

__all__ = [
    "Assessment",
    "ContradictionError",
    "OptionResult",
    "assess",
    "assess_facts",
    "assessment_schema",
    "case_schema",
    "facts_schema",
]
