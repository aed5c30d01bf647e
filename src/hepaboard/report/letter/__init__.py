"""The board's letter on a case, and the letters of a meeting with their agenda."""

from hepaboard.report.letter.bundle import Bundle, meeting, single
from hepaboard.report.letter.content import Letter, letter_of
from hepaboard.report.letter.decision import decision_of
from hepaboard.report.letter.form import Form, form_of
from hepaboard.report.letter.paper import Paper
from hepaboard.report.letter.several import letters_of

__all__ = [
    "Bundle",
    "Form",
    "Letter",
    "Paper",
    "decision_of",
    "form_of",
    "letter_of",
    "letters_of",
    "meeting",
    "single",
]
