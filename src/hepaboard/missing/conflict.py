"""Which recorded facts cannot all be right together."""

from __future__ import annotations

from dataclasses import replace

from hepaboard.missing.case import OpenCase


def conflict(case: OpenCase) -> list[str]:
    """The fewest facts whose values exclude one another; empty if the case has a completion.

    None of them can be spared: without any one of them the others can be right together.
    """
    if not case.patient.contradictory:
        return []
    space = case.space
    ruled = {key[0] for rule in space.rules for key in rule.keys}
    facts = {name: value for name, value in case.valuation.patient.items() if name in ruled}
    for name in list(facts):
        fewer = {other: value for other, value in facts.items() if other != name}
        listed = replace(case.valuation, patient=fewer)
        if OpenCase(space.guideline, listed, space=space).patient.contradictory:
            facts = fewer
    return list(facts)
