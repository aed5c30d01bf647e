"""The knowledge files as one immutable, evaluable guideline."""

from hepaboard.guideline.coverage import RowCoverage, coverage
from hepaboard.guideline.flow import Flow, Step
from hepaboard.guideline.load import load_guideline
from hepaboard.guideline.model import (
    Alert,
    Cap,
    Capped,
    Definition,
    Delay,
    Guideline,
    Implication,
    Option,
    Roots,
    Statement,
    Stop,
    Topic,
)
from hepaboard.guideline.problems import KnowledgeError
from hepaboard.guideline.treatments import Treatments
from hepaboard.guideline.verdict import VERDICTS, Verdict, verdict
from hepaboard.guideline.vocabulary import Fact, Vocabulary

__all__ = [
    "VERDICTS",
    "Alert",
    "Cap",
    "Capped",
    "Definition",
    "Delay",
    "Fact",
    "Flow",
    "Guideline",
    "Implication",
    "KnowledgeError",
    "Option",
    "Roots",
    "RowCoverage",
    "Statement",
    "Step",
    "Stop",
    "Topic",
    "Treatments",
    "Verdict",
    "Vocabulary",
    "coverage",
    "load_guideline",
    "verdict",
]
