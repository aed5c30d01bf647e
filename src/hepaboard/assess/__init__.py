"""One case and one guideline: the assessment."""

from hepaboard.assess.assess import assess, assess_facts
from hepaboard.assess.implied import ContradictionError
from hepaboard.assess.model import Assessment, OptionResult

__all__ = ["Assessment", "ContradictionError", "OptionResult", "assess", "assess_facts"]
