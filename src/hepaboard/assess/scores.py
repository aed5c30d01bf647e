"""The scores of a case: each with its value, or the range that missing inputs leave open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from hepaboard.assess.score_facts import Given, given
from hepaboard.assess.score_labels import remnant_results, timing_results
from hepaboard.assess.score_model import ScoreFactor, ScoreResult
from hepaboard.assess.score_rules import SCORES, ScoreRule
from hepaboard.case.calculators import s2_risk_factors
from hepaboard.errors import InputRangeError

T = TypeVar("T")
S2_INPUTS = ("primary_t_stage", "n_liver_mets", "largest_lesion_cm", "synchronous", "cea_ng_ml")


def scores(facts: Mapping[str, Any]) -> list[ScoreResult]:
    """Every score of which at least one input is known.

    Parameters
    ----------
    facts
        Value by fact name, as the language holds it (``Facts.patient``, values alone). A fact
        that is not named is missing; a number known as ``Bounds`` stays a range. Dates come as
        dates or ISO text.

    Returns
    -------
    list of ScoreResult
        Never a number from a default: a missing input widens the range and is named. A value
        that a score does not accept leaves that score without a value and says why.
    """
    found = [_points(rule, facts) for rule in SCORES]
    found.insert(3, _s2(facts))
    return [
        *(result for result in found if result is not None),
        *timing_results(facts),
        *remnant_results(facts),
    ]


def _points(rule: ScoreRule, facts: Mapping[str, Any]) -> ScoreResult | None:
    inputs = given(facts, rule.inputs)
    if not set(inputs.shown) - set(rule.aside):
        return None
    found, notes = _tried(rule.calculate, inputs)
    score = rule.calculate() if found is None else found
    unsettled = found is not None and not found.settled
    return ScoreResult(
        score=score.name,
        name=rule.name,
        value=None if found is None else found.value,
        range=score.range if unsettled else None,
        group=None if found is None else found.group,
        inputs=inputs.shown,
        missing=[] if found is None else list(found.missing),
        status=score.status,
        notes=[*notes, *score.notes],
        rows=list(score.rows),
    )


def _s2(facts: Mapping[str, Any]) -> ScoreResult | None:
    """The factor list that S2 prints: factors only, since it gives no count rule."""
    inputs = given(facts, S2_INPUTS)
    if not inputs.shown:
        return None
    found, notes = _tried(s2_risk_factors, inputs)
    factors = s2_risk_factors() if found is None else found
    return ScoreResult(
        score=factors.name,
        name="Risk factors as S2 lists them",
        value=None,
        range=None,
        group=None,
        inputs=inputs.shown,
        missing=[] if found is None else list(dict.fromkeys(found.missing)),
        status=factors.status,
        notes=[*notes, *factors.notes],
        rows=list(factors.rows),
        factors=[
            ScoreFactor(
                name=factor.name,
                says=factor.says,
                present=factor.present,
                missing=list(factor.missing),
                rows=list(factor.rows),
            )
            for factor in (() if found is None else found.factors)
        ],
    )


def _tried(calculate: Callable[..., T], inputs: Given) -> tuple[T | None, list[str]]:
    """The result, without the bounds that are not accepted; None where a value is refused."""
    values = dict(inputs.values)
    notes: list[str] = []
    while True:
        try:
            return calculate(**values), notes
        except InputRangeError as error:
            name = error.field
            if name not in inputs.bounded or values[name] is None:
                return None, [f"Not worked out: {error.what} Accepted: {error.allowed}."]
            values[name] = None
            notes.append(
                f"The bounds of {name} reach beyond what is accepted ({error.allowed}):"
                " taken as missing."
            )
