"""The scores of a case: each with its value, or the range that missing inputs leave open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hepaboard.assess.score_facts import Given, given
from hepaboard.assess.score_labels import remnant_results, timing_results
from hepaboard.assess.score_model import ScoreFactor, ScoreResult
from hepaboard.assess.score_rules import SCORES, ScoreRule
from hepaboard.case.calculators import Score, s2_risk_factors
from hepaboard.errors import InputRangeError

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
    found, notes = _calculated(rule, inputs)
    if found is None:
        name = rule.calculate().name
        return ScoreResult(
            score=name,
            name=rule.name,
            value=None,
            range=None,
            group=None,
            inputs=inputs.shown,
            missing=[],
            status=rule.calculate().status,
            notes=notes,
            rows=list(rule.calculate().rows),
        )
    return ScoreResult(
        score=found.name,
        name=rule.name,
        value=found.value,
        range=None if found.settled else found.range,
        group=found.group,
        inputs=inputs.shown,
        missing=list(found.missing),
        status=found.status,
        notes=[*notes, *found.notes],
        rows=list(found.rows),
    )


def _calculated(rule: ScoreRule, inputs: Given) -> tuple[Score | None, list[str]]:
    """The score, without the bounds that it does not accept; None where a value is refused."""
    values = dict(inputs.values)
    notes: list[str] = []
    while True:
        try:
            return rule.calculate(**values), notes
        except InputRangeError as error:
            if error.field in inputs.bounded and values.get(error.field) is not None:
                values[error.field] = None
                notes.append(
                    f"The bounds of {error.field} reach beyond what the score accepts"
                    f" ({error.allowed}): taken as missing."
                )
                continue
            return None, [f"Not worked out: {error.what} Accepted: {error.allowed}."]


def _s2(facts: Mapping[str, Any]) -> ScoreResult | None:
    """The factor list that S2 prints: factors only, since it gives no count rule."""
    inputs = given(facts, S2_INPUTS)
    if not inputs.shown:
        return None
    values = dict(inputs.values)
    refused: list[str] = []
    for name in _refused_by_s2(values):
        values[name] = None
        refused.append(f"{name} lies outside what the list accepts: taken as missing.")
    found = s2_risk_factors(**values)
    return ScoreResult(
        score=found.name,
        name="Risk factors as S2 lists them",
        value=None,
        range=None,
        group=None,
        inputs=inputs.shown,
        missing=list(dict.fromkeys(found.missing)),
        status=found.status,
        notes=[*refused, *found.notes],
        rows=list(found.rows),
        factors=[
            ScoreFactor(
                name=factor.name,
                says=factor.says,
                present=factor.present,
                missing=list(factor.missing),
                rows=list(factor.rows),
            )
            for factor in found.factors
        ],
    )


def _refused_by_s2(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        try:
            s2_risk_factors(**{name: value})
        except InputRangeError:
            yield name
