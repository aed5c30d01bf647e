"""RECIST 1.1: choice of target lesions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hepaboard.case.calculators._accept import accept_truth, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.score import Status

MOST_TARGETS = 5
MOST_PER_ORGAN = 2


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A lesion that could become a target.

    `size_mm` is the longest diameter, of a node the short axis (0-400 mm). `measurable`,
    `reproducible` and `cystic` are None where not known.
    """

    lesion_id: str
    organ: str
    size_mm: float | None
    measurable: bool | None
    reproducible: bool | None = None
    cystic: bool | None = None


@dataclass(frozen=True, kw_only=True)
class TargetChoice:
    """The proposed targets, and why every other lesion was left out."""

    targets: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    status: Status
    notes: tuple[str, ...]


def choose_targets(candidates: Sequence[Candidate], *, prefer_solid: bool = False) -> TargetChoice:
    """Target lesions proposed under RECIST 1.1: at most 5, at most 2 per organ, largest first.

    Liver-only disease therefore has at most 2. Lesions stated not to be reproducible come after
    all others.

    Parameters
    ----------
    candidates
        Measured lesions with unique ids. A lesion whose size or measurability is not known is
        not chosen; it is named in `missing`, because it could displace a chosen one.
    prefer_solid
        Put cystic lesions behind solid ones. Off by default: the preference is unconfirmed.

    Returns
    -------
    TargetChoice
        Ids in order of choice; a proposal for the reader, who may choose otherwise.

    Raises
    ------
    InputRangeError
        A size lies outside 0-400 mm, or two candidates share an id.

    References
    ----------
    Eisenhauer EA et al., Eur J Cancer 2009;45:228-247 (limits: confirmed). S0 names RECIST
    without version (S0-082); D56.

    Examples
    --------
    >>> lesions = [Candidate(lesion_id=name, organ="liver", size_mm=size, measurable=True)
    ...            for name, size in (("a", 22), ("b", 41), ("c", 30))]
    >>> choose_targets(lesions).targets
    ('b', 'c')
    """
    repeated = [name for name, n in Counter(c.lesion_id for c in candidates).items() if n > 1]
    if repeated:
        raise refuse("lesion_id", repeated[0], "two lesions share it", "one id per lesion")
    for candidate in candidates:
        accept("size_mm", candidate.size_mm)
        for field in ("measurable", "reproducible", "cystic"):
            accept_truth(field, getattr(candidate, field))

    def rank(candidate: Candidate) -> tuple[bool, bool, float, str]:
        cystic = prefer_solid and candidate.cystic is True
        size = candidate.size_mm or 0.0
        return candidate.reproducible is False, cystic, -size, candidate.lesion_id

    targets: list[str] = []
    left_out: list[tuple[str, str]] = []
    missing: list[str] = []
    per_organ: Counter[str] = Counter()
    for candidate in sorted(candidates, key=rank):
        reason = None
        if candidate.measurable is False:
            reason = "not measurable"
        elif candidate.size_mm is None or candidate.measurable is None:
            reason = "size or measurability not known"
            missing.append(candidate.lesion_id)
        elif len(targets) == MOST_TARGETS:
            reason = f"{MOST_TARGETS} targets chosen already"
        elif per_organ[candidate.organ] == MOST_PER_ORGAN:
            reason = f"{MOST_PER_ORGAN} targets in this organ chosen already"
        if reason is None:
            targets.append(candidate.lesion_id)
            per_organ[candidate.organ] += 1
        else:
            left_out.append((candidate.lesion_id, reason))
    notes = ["A proposal by size: the reader chooses lesions that can be measured again."]
    if prefer_solid:
        notes.append("Cystic lesions were put behind solid ones (unconfirmed preference).")
    return TargetChoice(
        targets=tuple(targets),
        left_out=tuple(left_out),
        missing=tuple(missing),
        status="partly_confirmed" if prefer_solid else "confirmed",
        notes=tuple(notes),
    )
