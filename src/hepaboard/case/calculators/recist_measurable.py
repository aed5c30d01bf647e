"""RECIST 1.1: whether a lesion can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from hepaboard.case.calculators._accept import accept_choice, choice_ends, truth_ends
from hepaboard.case.calculators._completions import complete
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import above, at_least

Category = Literal["measurable", "not_measurable", "non_target", "normal"]

KINDS = (
    "solid",
    "cystic",
    "node",
    "bone_with_soft_tissue",
    "bone_only",
    "effusion",
    "ascites",
    "leptomeningeal",
    "lymphangitis",
)
METHODS = ("ct", "mri", "callipers", "chest_x_ray")
_NEVER = ("bone_only", "effusion", "ascites", "leptomeningeal", "lymphangitis")


@dataclass(frozen=True, kw_only=True)
class Measurability:
    """What RECIST 1.1 makes of a lesion at baseline; None while a missing input decides it."""

    category: Category | None
    possible: tuple[Category, ...]
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]
    rows: tuple[str, ...] = ("S0-082",)


def classify_measurability(
    *,
    kind: str | None,
    size_mm: float | None,
    method: str | None,
    slice_thickness_mm: float | None = None,
    previously_treated: bool | None = None,
    progressed_after_treatment: bool | None = None,
) -> Measurability:
    """Whether a lesion is measurable at baseline under RECIST 1.1, and if not, what it is.

    Not a node: longest diameter >= 10 mm on CT or MRI with slices up to 5 mm, twice the slice
    thickness with thicker slices (partly confirmed), >= 10 mm with callipers, >= 20 mm on a chest
    X-ray. Node, by short axis: >= 15 mm measurable, 10 to < 15 mm pathological and followed as
    non-target, < 10 mm normal. A lesion in an irradiated, ablated or embolised area is not
    measurable until it has clearly progressed.

    Parameters
    ----------
    kind
        "solid", "cystic", "node", "bone_with_soft_tissue" (size of the soft-tissue part), or one
        that is never measurable: "bone_only", "effusion", "ascites", "leptomeningeal",
        "lymphangitis".
    size_mm
        Longest diameter, of a node the short axis; 0-400 mm.
    method
        "ct", "mri", "callipers" or "chest_x_ray".
    slice_thickness_mm
        0.5-20 mm; needed for CT and MRI of lesions other than nodes.
    previously_treated
        Lies in an area irradiated, ablated or embolised before.
    progressed_after_treatment
        Has clearly progressed since then; needed only for a treated area.

    Returns
    -------
    Measurability
        None and the answers still possible while a missing input (None) could change it.

    Raises
    ------
    InputRangeError
        An input lies outside its accepted range or list, or is NaN.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247, doi 10.1016/j.ejca.2008.10.026; restated
    in PMC2872013 and PMC3980664. S0 names RECIST without version or cut-offs (S0-082); S2 finds
    size criteria inadequate under anti-angiogenic drugs (S2-275); D56.

    Examples
    --------
    >>> classify_measurability(kind="solid", size_mm=14, method="ct", slice_thickness_mm=8,
    ...                        previously_treated=False).category
    'not_measurable'
    >>> classify_measurability(kind="node", size_mm=14.9, method="ct",
    ...                        previously_treated=False).category
    'non_target'
    """
    size = accept("size_mm", size_mm)
    thickness = accept("slice_thickness_mm", slice_thickness_mm)
    found = complete(
        _category,
        kind=choice_ends("kind", kind, KINDS),
        size_mm=(0.0, 10.0, 15.0, 20.0, 400.0) if size is None else (size,),
        method=choice_ends("method", method, METHODS),
        slice_thickness_mm=(0.5, 20.0) if thickness is None else (thickness,),
        previously_treated=truth_ends("previously_treated", previously_treated),
        progressed_after_treatment=truth_ends(
            "progressed_after_treatment", progressed_after_treatment
        ),
    )
    sliced = accept_choice("method", method, METHODS) in ("ct", "mri", None)
    by_thickness = kind in ("solid", "cystic", "bone_with_soft_tissue", None) and sliced
    thick = by_thickness and (thickness is None or above(thickness, 5))
    notes = ["Baseline imaging belongs with contrast within 4 weeks before treatment."]
    if thick:
        notes.append("Slices over 5 mm: smallest size is twice the thickness (partly confirmed).")
    if kind in ("cystic", "bone_with_soft_tissue"):
        notes.append("May be measurable by size; look for solid lesions first (unconfirmed).")
    return Measurability(
        category=found.answer,
        possible=found.possible,
        missing=found.missing,
        status="partly_confirmed" if thick else "confirmed",
        notes=tuple(notes),
    )


def _category(
    *,
    kind: str,
    size_mm: float,
    method: str,
    slice_thickness_mm: float,
    previously_treated: bool,
    progressed_after_treatment: bool,
) -> Category:
    if kind in _NEVER:
        return "not_measurable"
    barred = previously_treated and not progressed_after_treatment
    if kind == "node":
        if not at_least(size_mm, 10):
            return "normal"
        return "measurable" if at_least(size_mm, 15) and not barred else "non_target"
    smallest = 20.0 if method == "chest_x_ray" else 10.0
    if method in ("ct", "mri") and above(slice_thickness_mm, 5):
        smallest = 2 * slice_thickness_mm
    answer = "measurable" if at_least(size_mm, smallest) and not barred else "not_measurable"
    return cast(Category, answer)
