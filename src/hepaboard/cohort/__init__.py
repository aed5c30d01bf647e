"""The same guideline over whole registries, from the one node graph."""

from hepaboard.cohort.run import Cohort, Run, evaluate, evaluate_file

__all__ = ["Cohort", "Run", "evaluate", "evaluate_file"]
