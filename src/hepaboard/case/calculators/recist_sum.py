"""RECIST 1.1: sum of the target diameters at one assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from hepaboard.case.calculators._accept import accept_choice, accept_truth, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status
from hepaboard.case.calculators.tolerance import below

State = Literal["measured", "too_small", "gone", "split", "merged", "not_assessed"]

TOO_SMALL_MM = 5.0


@dataclass(frozen=True, kw_only=True)
class TargetReading:
    """One target at one assessment.

    Parameters
    ----------
    lesion_id
        The target's id.
    nodal
        Whether it is a lymph node (short axis) or not (longest diameter).
    state
        "measured" with `size_mm`; "too_small" to measure; "gone"; "split" with `parts_mm`;
        "merged" into another target that carries the size of the whole mass; "not_assessed".
    size_mm
        0-400 mm, for "measured" only.
    parts_mm
        0-400 mm each, for "split" only.
    """

    lesion_id: str
    nodal: bool
    state: State
    size_mm: float | None = None
    parts_mm: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TargetSum:
    """Sum of the target diameters.

    `measured_mm` is the sum of what was assessed, the whole sum if `all_assessed`.
    `targets_gone` says whether the size condition of a complete response is met: no target left
    that is not a node, every node below 10 mm; None while a target not assessed decides it.
    """

    measured_mm: float
    all_assessed: bool
    targets_gone: bool | None
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]

    @property
    def total_mm(self) -> float | None:
        """The whole sum, None if a target was not assessed."""
        return self.measured_mm if self.all_assessed else None


def sum_targets(readings: Sequence[TargetReading]) -> TargetSum:
    """Sum of the target diameters in mm: longest diameters, of nodes the short axes.

    A lesion too small to measure counts 5 mm, one that is gone 0. The parts of a split lesion
    are added; merged lesions count once, by the diameter of the mass (both unconfirmed).

    Parameters
    ----------
    readings
        One per target, at most 5.

    Returns
    -------
    TargetSum
        A target that was not assessed adds nothing and is named in `missing`; the sum is then
        only a lower bound.

    Raises
    ------
    InputRangeError
        A size lies outside 0-400 mm, a reading lacks its size, or there are more than 5.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247; S0-082 names RECIST without version.

    Examples
    --------
    >>> found = sum_targets([
    ...     TargetReading(lesion_id="a", nodal=False, state="measured", size_mm=31),
    ...     TargetReading(lesion_id="b", nodal=False, state="too_small")])
    >>> found.total_mm, found.targets_gone
    (36.0, False)
    """
    if len(readings) > 5:
        raise refuse("readings", len(readings), "too many targets", "at most 5 targets")
    sizes = [_size(reading) for reading in readings]
    missing = tuple(
        reading.lesion_id for reading, size in zip(readings, sizes, strict=True) if size is None
    )
    cleared = [_cleared(reading, size) for reading, size in zip(readings, sizes, strict=True)]
    odd = any(reading.state in ("split", "merged") for reading in readings)
    return TargetSum(
        measured_mm=sum((size for size in sizes if size is not None), 0.0),
        all_assessed=not missing,
        targets_gone=False if False in cleared else None if None in cleared else True,
        missing=missing,
        status="partly_confirmed" if odd else "confirmed",
        notes=("Counting of split and merged lesions: unconfirmed.",) if odd else (),
    )


def nadir_mm(sums_mm: Sequence[float | None]) -> float | None:
    """Smallest sum of diameters so far, baseline included; None if no sum is known.

    Parameters
    ----------
    sums_mm
        Sums of the assessments before the one to be judged, 0-2000 mm; None where not every
        target was assessed (such an assessment cannot set the nadir).

    Examples
    --------
    >>> nadir_mm([60, 40, None, 45])
    40.0
    """
    known = [value for value in (accept("sum_mm", one) for one in sums_mm) if value is not None]
    return min(known, default=None)


def _size(reading: TargetReading) -> float | None:
    accept_choice("state", reading.state, get_args(State))
    if accept_truth("nodal", reading.nodal) is None:
        raise refuse("nodal", None, "a target is a node or it is not", "true, false")
    size = accept("size_mm", reading.size_mm)
    parts = [accept("size_mm", part) for part in reading.parts_mm]
    if (size is not None) != (reading.state == "measured"):
        raise refuse(
            "size_mm", size, f"state is {reading.state!r}", "a size if measured, else none"
        )
    if bool(parts) != (reading.state == "split") or None in parts:
        raise refuse("parts_mm", parts, f"state is {reading.state!r}", "parts if split, else none")
    if reading.state == "split":
        return sum((part for part in parts if part is not None), 0.0)
    if reading.state == "too_small":
        return TOO_SMALL_MM
    return None if reading.state == "not_assessed" else (size or 0.0)


def _cleared(reading: TargetReading, size: float | None) -> bool | None:
    if size is None:
        return None
    return below(size, 10) if reading.nodal else size == 0
