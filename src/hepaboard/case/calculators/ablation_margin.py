"""Class of the minimal ablation margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from hepaboard.case.calculators._accept import accept_choice, known_inputs, truth_ends
from hepaboard.case.calculators._completions import complete
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above, at_least

MarginClass = Literal["ideal", "adequate", "insufficient", "incomplete"]

_NOTES = (
    "Limits of 5 and 10 mm and the definition of A0 by 5 mm: unconfirmed. How local control"
    " depends on the margin: confirmed (Wang 2013).",
    "S2 ties the best local control to a margin above 5 mm (S2-124): exactly 5 mm fails S2 and is"
    " adequate here. S2 names A0 as the goal without millimetres (S2-111).",
)


@dataclass(frozen=True, kw_only=True)
class AblationMargin:
    """Class of the margin, whether it is A0, and the reading of S2; None while open.

    `advice` is what the class asks to consider; `s2_above_5_mm` compares with the strict limit
    of S2.
    """

    margin_class: MarginClass | None
    possible: tuple[MarginClass, ...]
    a0: bool | None
    s2_above_5_mm: bool | None
    advice: str | None
    missing: tuple[str, ...]
    inputs: dict[str, Any]
    status: Status
    notes: tuple[str, ...]
    rows: tuple[str, ...] = ("S2-111", "S2-124", "S2-132")


def classify_ablation_margin(
    *,
    ablation_margin_mm: float | None,
    residual_tumour: bool | None,
    kras: str | None = None,
) -> AblationMargin:
    """Class of the smallest distance from tumour edge to the edge of the ablation zone.

    From 10 mm ideal; from 5 to below 10 mm adequate, both A0; above 0 to below 5 mm insufficient,
    re-ablation to be considered; 0 mm or residual tumour incomplete.

    Parameters
    ----------
    ablation_margin_mm
        Smallest margin on three-dimensional imaging, 0-50 mm.
    residual_tumour
        Viable tumour left at the site.
    kras
        "wild_type", "mutant" or "G12C"; "unknown" or None is missing. Changes no class, adds the
        10 mm aim for mutated tumours (unconfirmed).

    Returns
    -------
    AblationMargin
        None, with the classes still possible, while a missing input (None) could change it.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    Wang X et al. 2013, PMC4122121 (outcome by margin: confirmed). Chlorogiannis DD et al.,
    Cancers 2023;15:5806 (scope: confirmed). Soreide K, Kok NFM, Br J Surg 2024, znae184. S2-111,
    S2-124, S2-132; S1 and S4 limit size and number only (D19); S0 and S3 give nothing.

    Examples
    --------
    >>> found = classify_ablation_margin(ablation_margin_mm=5.0, residual_tumour=False)
    >>> found.margin_class, found.a0, found.s2_above_5_mm
    ('adequate', True, False)
    """
    margin = accept("ablation_margin_mm", ablation_margin_mm)
    gene = accept_choice("kras", kras, ("wild_type", "mutant", "G12C"))
    found = complete(
        _margin_class,
        ablation_margin_mm=(0.0, 4.0, 5.0, 10.0) if margin is None else (margin,),
        residual_tumour=truth_ends("residual_tumour", residual_tumour),
    )
    clear = {name in ("ideal", "adequate") for name in found.possible}
    notes = list(_NOTES)
    if gene in ("mutant", "G12C"):
        notes.append("KRAS mutated: aim for 10 mm (unconfirmed); S2 warns of progression (S2-132).")
    answer = found.answer
    return AblationMargin(
        margin_class=answer,
        possible=found.possible,
        a0=clear.pop() if len(clear) == 1 else None,
        s2_above_5_mm=None if margin is None else above(margin, 5),
        advice="consider re-ablation" if answer == "insufficient" else None,
        missing=found.missing,
        inputs=known_inputs(ablation_margin_mm=margin, residual_tumour=residual_tumour, kras=gene),
        status="unconfirmed",
        notes=tuple(notes),
    )


def _margin_class(*, ablation_margin_mm: float, residual_tumour: bool) -> MarginClass:
    if residual_tumour or ablation_margin_mm == 0:
        return "incomplete"
    if at_least(ablation_margin_mm, 10):
        return "ideal"
    return "adequate" if at_least(ablation_margin_mm, 5) else "insufficient"
