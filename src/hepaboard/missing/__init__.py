"""What could still change the answer, exactly."""

from hepaboard.missing.ask import EFFORT, Answer, Question, questions
from hepaboard.missing.case import OpenCase
from hepaboard.missing.completion import completion_of
from hepaboard.missing.completions import Completions
from hepaboard.missing.conflict import conflict

__all__ = [
    "EFFORT",
    "Answer",
    "Completions",
    "OpenCase",
    "Question",
    "completion_of",
    "conflict",
    "questions",
]
