"""The scan that a line of therapy is measured against, and its target lesions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hepaboard.case.calculators import Candidate, choose_targets, classify_measurability
from hepaboard.case.lines import Line
from hepaboard.case.measurements import Measurements
from hepaboard.case.response_limits import BASELINE_DAYS, partial_limit_mm

THIN_SLICE_MM = 5.0
ORGAN = "liver"
_SLICES = "Slices of CT or MRI are taken to be 5 mm or thinner (assumed)."
_EARLY = "The baseline scan lies {days} days before the start; RECIST asks for at most 28."


@dataclass(frozen=True, slots=True)
class Baseline:
    """The scan that a line is measured against.

    ``others`` are the lesions known by then that are not targets.
    """

    on: date
    sum_mm: float
    targets: tuple[str, ...]
    others: tuple[str, ...]
    partial_limit_mm: float
    notes: tuple[str, ...] = ()


def baseline_of(line: Line, measured: Measurements, on: date) -> Baseline:
    """The targets of a day and their sum: the largest measurable lesions, two in the liver.

    Parameters
    ----------
    measured
        The diameters of all listed lesions. A lesion that was not measured that day is no
        target and is named in the notes.
    """
    sizes = measured.on(on)
    known = [
        name
        for name in measured.sizes_mm
        if sizes.get(name) != 0 and not appeared_after(measured, name, on)
    ]
    choice = choose_targets(
        [
            Candidate(
                lesion_id=name,
                organ=ORGAN,
                size_mm=sizes.get(name),
                measurable=_measurable(sizes.get(name)),
            )
            for name in known
        ]
    )
    total = sum((sizes[name] for name in choice.targets), 0.0)
    notes = [_SLICES]
    if choice.missing:
        notes.append(
            f"Not measured on {on}, so not to be chosen as targets: {', '.join(choice.missing)}."
        )
    if line.start is not None and (line.start - on).days > BASELINE_DAYS:
        notes.append(_EARLY.format(days=(line.start - on).days))
    return Baseline(
        on=on,
        sum_mm=total,
        targets=choice.targets,
        others=tuple(name for name in known if name not in choice.targets),
        partial_limit_mm=partial_limit_mm(total),
        notes=tuple(notes),
    )


def _measurable(size_mm: float | None) -> bool | None:
    if size_mm is None:
        return None
    found = classify_measurability(
        kind="solid",
        size_mm=size_mm,
        method="ct",
        slice_thickness_mm=THIN_SLICE_MM,
        previously_treated=False,
    )
    return found.category == "measurable"


def appeared_after(measured: Measurements, lesion: str, day: date) -> bool:
    """Whether a lesion was first seen after a day; one never measured counts as there before."""
    first = measured.first_seen(lesion)
    return first is not None and first > day
