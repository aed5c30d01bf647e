"""The response that the dated diameters of a case give, beside the one that is recorded."""

from __future__ import annotations

from hepaboard.case import CaseFile, Facts
from hepaboard.case.response import MeasuredResponse, measured_response
from hepaboard.case.response_contradiction import response_contradiction
from hepaboard.guideline import Guideline

RULE = "decision_point"
RESPONSE, METHOD = "response", "response_method"


def response_of(file: CaseFile, facts: Facts, guideline: Guideline) -> MeasuredResponse | None:
    """Response by RECIST 1.1 at every scan up to the day of assessment.

    Which treatments make lines, and which are local treatment of the liver, stands in the
    vocabulary (rule ``decision_point``).

    Returns
    -------
    MeasuredResponse or None
        None where the vocabulary names no such treatments, or the facts come without records.

    Raises
    ------
    CaseError
        A dated diameter cannot be used; each is named with its line.
    """
    vocabulary = guideline.vocabulary
    rules = [vocabulary.spec(name).derive or {} for name in vocabulary]
    kinds = next((rule[RULE] for rule in rules if RULE in rule), None)
    if kinds is None or facts.history is None:
        return None
    return measured_response(
        file,
        facts.history,
        systemic=kinds["systemic"],
        local=kinds["liver"],
        synonyms=vocabulary.synonyms,
    )


def response_warnings(file: CaseFile, facts: Facts, guideline: Guideline) -> list[str]:
    """Where the recorded response contradicts the diameters: one sentence that names both."""
    entered = facts.patient.get(RESPONSE)
    if entered is None or entered.origin != "entered":
        return []
    found = response_of(file, facts, guideline)
    method = facts.patient.get(METHOD)
    text = found and response_contradiction(
        found,
        str(entered.value),
        on=entered.on,
        method=None if method is None else str(method.value),
    )
    return [text] if text else []
