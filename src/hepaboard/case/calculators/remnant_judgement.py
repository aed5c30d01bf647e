"""The future liver remnant held against every published minimum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.case.calculators._accept import Allowed, accept_number, choice_ends
from hepaboard.case.calculators._completions import complete
from hepaboard.case.calculators._ranges import accept, ends
from hepaboard.case.calculators.remnant_rules import QUALITIES, RULES, RemnantRule
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above, at_least

Verdict = Literal["adequate", "inadequate", "grey band", "no minimum stated", "not applicable"]

_SHARE = Allowed(0, 2000, "%")
_CLEARANCE = Allowed(0, 50, "%/min/m2")


@dataclass(frozen=True, kw_only=True)
class RemnantReading:
    """What one rule says of the remnant; None while a missing input decides it."""

    rule: str
    source: str
    denominator: str
    minimum_pct: float | None
    verdict: Verdict | None
    possible: tuple[Verdict, ...]
    missing: tuple[str, ...]
    status: Status
    note: str | None
    rows: tuple[str, ...]


def judge_remnant(
    *,
    of_total_pct: float | None = None,
    of_tumour_free_pct: float | None = None,
    of_standard_pct: float | None = None,
    of_functional_pct: float | None = None,
    liver_quality: str | None = None,
    flr_segments: int | None = None,
    clearance_pct_min_m2: float | None = None,
) -> tuple[RemnantReading, ...]:
    """What every published minimum says of the future liver remnant, rule by rule.

    The rules are never merged: each keeps its denominator, its liver background and its sign
    (`RULES`). A rule for another background reads "not applicable".

    Parameters
    ----------
    of_total_pct, of_tumour_free_pct, of_standard_pct
        Shares from `remnant_shares`, in percent, 0-2000.
    of_functional_pct
        Share of liver function, in percent, measured elsewhere (scintigraphy).
    liver_quality
        "normal", "chemotherapy_exposed", "sos", "cholestatic", "steatotic", "cirrhotic",
        "hepatocyte_damage"; "unknown" or None is missing.
    flr_segments
        Whole segments that remain, 0-8.
    clearance_pct_min_m2
        Hepatobiliary scintigraphy of the remnant, 0-50 %/min/m2.

    Returns
    -------
    tuple of RemnantReading
        One per rule and denominator, in the order of `RULES`. With inputs missing (None), the
        verdicts still possible and the inputs that decide between them.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    S1-006, S1-029, S2-035, S2-036, S2-216, S2-217, S3-021, S4-008; D05, D06, D07, E01. PMC6422720
    (table 1: confirmed). Dutch guideline (confirmed).

    Examples
    --------
    >>> readings = judge_remnant(of_total_pct=24.0, of_standard_pct=30.0, liver_quality="normal")
    >>> [(one.rule, one.verdict) for one in readings if one.source in ("S1", "S2", "S4")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('S1 total', 'inadequate'), ('S1 functional', None), ('S2 normal liver', 'grey band'),
     ('S2 diseased liver', 'not applicable'), ('S2 other background', 'not applicable'),
     ('S4', 'adequate')]
    """
    shares = {
        "total": ("of_total_pct", of_total_pct),
        "tumour_free": ("of_tumour_free_pct", of_tumour_free_pct),
        "standard": ("of_standard_pct", of_standard_pct),
        "functional": ("of_functional_pct", of_functional_pct),
    }
    known = {key: accept_number(name, value, _SHARE) for key, (name, value) in shares.items()}
    qualities = choice_ends("liver_quality", liver_quality, QUALITIES)
    segments = ends("flr_segments", flr_segments)
    cleared = accept_number("clearance_pct_min_m2", clearance_pct_min_m2, _CLEARANCE)
    accept("flr_segments", flr_segments)

    readings = []
    for rule in RULES:
        for denominator in rule.denominators:
            share = known[denominator]
            cuts = [cut for cut in (rule.grey_from_pct, rule.minimum_pct) if cut is not None]
            found = complete(
                lambda rule=rule, **given: _verdict(rule, *given.values()),
                **{
                    shares[denominator][0]: (0.0, *cuts, 2000.0) if share is None else (share,),
                    "liver_quality": qualities,
                    "flr_segments": segments,
                    "clearance_pct_min_m2": (0.0, 50.0) if cleared is None else (cleared,),
                },
            )
            readings.append(
                RemnantReading(
                    rule=rule.name,
                    source=rule.source,
                    denominator=denominator,
                    minimum_pct=rule.minimum_pct,
                    verdict=found.answer,
                    possible=found.possible,
                    missing=found.missing,
                    status=rule.status,
                    note=rule.note,
                    rows=rule.rows,
                )
            )
    return tuple(readings)


def _verdict(
    rule: RemnantRule, share: float, quality: str, segments: float, clearance: float
) -> Verdict:
    if quality not in rule.qualities:
        return "not applicable"
    if rule.or_segments is not None and segments >= rule.or_segments:
        return "adequate"
    if rule.or_clearance is not None and above(clearance, rule.or_clearance):
        return "adequate"
    if rule.minimum_pct is not None:
        reaches = above if rule.strict else at_least
        if reaches(share, rule.minimum_pct):
            return "adequate"
    if rule.grey_from_pct is not None and at_least(share, rule.grey_from_pct):
        return "no minimum stated" if rule.minimum_pct is None else "grey band"
    return "inadequate"
