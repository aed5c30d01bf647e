"""The case: what is recorded of one patient, and the facts that follow from it."""

from hepaboard.case.facts import Facts, KnownFact, Origin
from hepaboard.case.flat import flat_facts
from hepaboard.case.known import facts_of
from hepaboard.case.model import Case, Treatment
from hepaboard.case.read import CaseError, CaseFile, read_case

__all__ = [
    "Case",
    "CaseError",
    "CaseFile",
    "Facts",
    "KnownFact",
    "Origin",
    "Treatment",
    "facts_of",
    "flat_facts",
    "read_case",
]
