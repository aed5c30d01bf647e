"""Proves obligations one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

from hepaboard.verify.claim import Claim
from hepaboard.verify.obligation import Encoding, Obligation
from hepaboard.verify.report_model import ObligationResult, Status
from hepaboard.verify.solver import Completions, Prover
from hepaboard.verify.witness import Witness

Provers = Mapping[Encoding, Prover]
TURNED: dict[str, Status] = {"possible": "failed", "impossible": "proved", "unknown": "unknown"}


def prove(
    obligations: Iterable[Obligation],
    provers: Provers,
    completions: Callable[[], Completions],
    told: Callable[[ObligationResult], None] = lambda result: None,
) -> list[ObligationResult]:
    """The result of every obligation, in order; each is told as soon as it is there."""
    found = []
    for obligation in obligations:
        result = _proved(obligation, provers, completions)
        told(result)
        found.append(result)
    return found


def _proved(
    obligation: Obligation, provers: Provers, completions: Callable[[], Completions]
) -> ObligationResult:
    begun = time.perf_counter()
    answers: dict[Encoding, Status] = {}
    witness = None
    claim = obligation.claim
    if obligation.expect == "settled":
        answer = completions().turned(obligation.nodes, obligation.lesion)
        status: Status = TURNED[answer]
        answers["kleene"] = status
    elif claim is None:
        status = "proved" if obligation.fault is None else "failed"
    else:
        for encoding in obligation.encodings:
            answers[encoding] = _status(provers[encoding], obligation, claim)
        status = _worst(answers.values())
        if (obligation.expect == "never" and status == "failed") or (
            obligation.show and status == "proved"
        ):
            witness = _case(obligation, claim, provers)
    return ObligationResult(
        id=obligation.id,
        name=obligation.name,
        kind=obligation.kind,
        status=status,
        seconds=round(time.perf_counter() - begun, 4),
        two_valued=answers.get("two_valued"),
        kleene=answers.get("kleene"),
        statements=list(obligation.statements),
        fault=obligation.fault,
        witness=None if witness is None else witness.facts,
        unlike=None if witness is None else list(witness.unlike),
    )


def _status(prover: Prover, obligation: Obligation, claim: Claim) -> Status:
    answer = prover.ask(claim)
    if answer == "unknown":
        return "unknown"
    wanted = "impossible" if obligation.expect == "never" else "possible"
    return "proved" if answer == wanted else "failed"


def _worst(answers: Iterable[Status]) -> Status:
    found = set(answers)
    return next((s for s in ("failed", "unknown") if s in found), "proved")


def _case(obligation: Obligation, claim: Claim, provers: Provers) -> Witness | None:
    """The case to show: of those with unknown facts, because it names only what matters."""
    prover = provers["kleene"]
    like = None
    if obligation.against is not None:
        first = prover.case(obligation.against)
        like = None if first is None else first.valuation.patient
    return prover.case(claim, like) or provers["two_valued"].case(claim, like)
