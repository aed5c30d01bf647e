"""One thing that must hold of a guideline; how it is proved is not said here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hepaboard.verify.claim import Claim

Kind = Literal["scenario", "live", "stop", "invariant", "verdict", "structure"]
Encoding = Literal["two_valued", "kleene"]
BOTH: tuple[Encoding, ...] = ("two_valued", "kleene")


@dataclass(frozen=True, slots=True)
class Obligation:
    """What must never be, or must be possible, for a plausible patient.

    Parameters
    ----------
    expect
        ``never``: no case fits the claim. ``some``: a case does. ``settled``: no completion of a
        case turns a decided one of ``nodes`` round. ``checked``: nothing is left to prove;
        ``fault`` says what was found wrong, if anything was.
    encodings
        Which cases are looked at: those with every fact known, those with unknown ones, or both.
    show
        Whether a case that fits is part of the answer although the obligation holds.
    against
        A claim; the witness is then the case that is nearest to one that fits this.
    """

    id: str
    name: str
    kind: Kind
    expect: Literal["never", "some", "settled", "checked"]
    claim: Claim | None = None
    encodings: tuple[Encoding, ...] = BOTH
    statements: tuple[str, ...] = ()
    show: bool = False
    against: Claim | None = None
    fault: str | None = None
    nodes: tuple[int, ...] = ()
    lesion: int | None = None
