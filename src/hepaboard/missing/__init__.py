"""What could still change the answer, exactly."""

from hepaboard.missing.ask import EFFORT, Answer, Question, questions
from hepaboard.missing.ask_lesions import LesionAnswer, LesionQuestion, lesion_questions
from hepaboard.missing.case import OpenCase
from hepaboard.missing.completion import completion_of
from hepaboard.missing.completions import Completions
from hepaboard.missing.conflict import conflict
from hepaboard.missing.counterfactual import MOST_CHANGES, Change, counterfactuals

__all__ = [
    "EFFORT",
    "MOST_CHANGES",
    "Answer",
    "Change",
    "Completions",
    "LesionAnswer",
    "LesionQuestion",
    "OpenCase",
    "Question",
    "completion_of",
    "conflict",
    "counterfactuals",
    "lesion_questions",
    "questions",
]
