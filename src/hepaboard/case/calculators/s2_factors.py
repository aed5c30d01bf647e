"""Risk factors of resectable metastases as source S2 prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hepaboard.case.calculators._accept import Number, choice_ends, known_inputs, truth_ends
from hepaboard.case.calculators._points import Item, weigh
from hepaboard.case.calculators._ranges import ends
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import at_least

_NOTES = (
    "S2 factor list: factors only. S2 does not print how many of them make a patient high risk"
    " (S2-043), so no count and no group is given.",
    "S2 credits Zhu 2014, whose list differs: T4 only, 4 or more metastases and 5 cm as separate"
    " points, no synchronous factor, high from 3 of 4.",
    "The wording of S2 could join CEA and synchronous disease; they are read as two factors"
    " (E18b). The interval that makes metastases synchronous is not printed (S2-041).",
)


@dataclass(frozen=True, kw_only=True)
class RiskFactor:
    """One risk factor and whether it is present; None while a missing input decides it."""

    name: str
    says: str
    present: bool | None
    missing: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RiskFactors:
    """A list of risk factors without a rule that counts them."""

    name: str
    factors: tuple[RiskFactor, ...]
    inputs: dict[str, Any] = field(default_factory=dict)
    status: Status = "confirmed"
    notes: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Inputs that decide a factor which is still open."""
        return tuple(name for factor in self.factors for name in factor.missing)


def s2_risk_factors(
    *,
    primary_t_stage: str | None = None,
    n_liver_mets: Number = None,
    largest_lesion_cm: Number = None,
    synchronous: bool | None = None,
    cea_ng_ml: Number = None,
) -> RiskFactors:
    """The adverse factors that S2 lists for resectable metastases, each present, absent or open.

    Factors: primary T3-T4; 3 or more liver metastases OR largest lesion >= 5 cm (one factor);
    synchronous metastases; CEA >= 5 ng/ml. No count rule is printed, so none is applied.

    Parameters
    ----------
    primary_t_stage
        "T1", "T2", "T3" or "T4"; "unknown" or None is missing.
    n_liver_mets
        Number of liver metastases, 1-200.
    largest_lesion_cm
        Largest diameter, more than 0, at most 40 cm.
    synchronous
        As recorded; S2 does not define the interval.
    cea_ng_ml
        0-100000 ng/ml (= ug/l).

    Returns
    -------
    RiskFactors
        A factor whose answer depends on a missing input is None and names that input.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    S2 (Vera R et al., Clin Transl Oncol 2020;22:647-662), S2-038 to S2-047; D03, E18a, E18b. The
    publication S2 credits, Zhu D et al., PLoS One 2014;9:e86543, has another list: see
    `zhu_score`.

    Examples
    --------
    >>> found = s2_risk_factors(primary_t_stage="T3", n_liver_mets=2, largest_lesion_cm=5.0)
    >>> [(factor.name, factor.present) for factor in found.factors]
    [('primary_t', True), ('burden', True), ('synchronous', None), ('cea', None)]
    >>> found.missing
    ('synchronous', 'cea_ng_ml')
    """
    factors = (
        _factor(
            "primary_t",
            "primary tumour T3 or T4",
            weigh(
                lambda stage: int(stage in ("T3", "T4")),
                primary_t_stage=choice_ends(
                    "primary_t_stage", primary_t_stage, ("T1", "T2", "T3", "T4")
                ),
            ),
            "S2-039",
        ),
        _factor(
            "burden",
            "3 or more liver metastases, or the largest 5 cm or more",
            weigh(
                lambda count, size: int(count >= 3 or at_least(size, 5)),
                n_liver_mets=ends("n_liver_mets", n_liver_mets),
                largest_lesion_cm=ends("largest_lesion_cm", largest_lesion_cm),
            ),
            "S2-040",
        ),
        _factor(
            "synchronous",
            "synchronous metastases",
            weigh(lambda known: int(known), synchronous=truth_ends("synchronous", synchronous)),
            "S2-041",
        ),
        _factor(
            "cea",
            "CEA 5 ng/ml or more",
            weigh(lambda cea: int(at_least(cea, 5)), cea_ng_ml=ends("cea_ng_ml", cea_ng_ml)),
            "S2-042",
        ),
    )
    return RiskFactors(
        name="s2_factors",
        factors=factors,
        inputs=known_inputs(
            primary_t_stage=primary_t_stage,
            n_liver_mets=n_liver_mets,
            largest_lesion_cm=largest_lesion_cm,
            synchronous=synchronous,
            cea_ng_ml=cea_ng_ml,
        ),
        notes=_NOTES,
        rows=tuple(f"S2-{number:03d}" for number in range(38, 48)),
    )


def _factor(name: str, says: str, item: Item, row: str) -> RiskFactor:
    present = bool(item.low) if item.low == item.high else None
    return RiskFactor(name=name, says=says, present=present, missing=item.open_inputs, rows=(row,))
