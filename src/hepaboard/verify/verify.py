"""Everything that is proved of a guideline, and what is found beside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

from hepaboard.guideline import Guideline, load_guideline
from hepaboard.guideline.place import ROOT
from hepaboard.verify.findings.find import find
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.findings.listed import listed_topics
from hepaboard.verify.obligation import Encoding, Obligation
from hepaboard.verify.obligations.invariants import invariant_obligations
from hepaboard.verify.obligations.live import live_obligations
from hepaboard.verify.obligations.scenarios import scenario_obligations
from hepaboard.verify.obligations.stops import stop_obligations
from hepaboard.verify.obligations.structure import structure_obligations
from hepaboard.verify.obligations.verdicts import verdict_obligations
from hepaboard.verify.prove import prove
from hepaboard.verify.report_model import (
    Bounds,
    Finding,
    GuidelineTold,
    ListedTopic,
    Verification,
)
from hepaboard.verify.solver import Completions, Prover
from hepaboard.verify.subject import Reload, Subject
from hepaboard.verify.theory import theory_of
from hepaboard.verify.typical import typical_patient

#: Listed lesions are looked at up to this number.
LESIONS = 3


def verify(
    guideline: Guideline | None = None,
    *,
    reload: Reload = load_guideline,
    root: Path = ROOT,
    lesions: int = LESIONS,
    kinds: Collection[str] | None = None,
    told: Callable[[str, int, int], None] = lambda what, done, of: None,
) -> Verification:
    """Proves every obligation of a guideline and gathers the findings.

    Parameters
    ----------
    guideline
        The shipped one with all packs if None.
    reload
        Loads the same knowledge with some packs only.
    root
        The folder of the knowledge files, for those that only proofs read.
    lesions
        Cases with up to so many listed lesions are looked at.
    kinds
        Kinds of obligations to prove; all, and the findings, if None.
    told
        Hears of the progress: what, how many are done, of how many.

    Raises
    ------
    HepaboardError
        The solver is not installed, or a knowledge file cannot be used.
    """
    begun = time.perf_counter()
    guideline = guideline or load_guideline()
    subject = Subject(guideline, reload)
    obligations = [
        item for item in _obligations(subject, root) if kinds is None or item.kind in kinds
    ]
    typical = typical_patient(guideline.vocabulary.types, root)
    theory = theory_of(guideline, subject.graph, lesions)
    provers: dict[Encoding, Prover] = {
        "two_valued": Prover(theory, kleene=False, typical=typical),
        "kleene": Prover(theory, kleene=True, typical=typical),
    }
    done = 0

    def one(result: object) -> None:
        nonlocal done
        done += 1
        told("obligations", done, len(obligations))

    results = prove(obligations, provers, cache(lambda: Completions(theory)), one)
    findings: list[Finding] = []
    topics: list[ListedTopic] = []
    if kinds is None:
        finder = Finder(subject, provers)
        findings = find(finder, told)
        topics = listed_topics(finder, findings)
    return Verification(
        guideline=GuidelineTold(
            version=guideline.version, hash=guideline.hash, sources=list(guideline.sources)
        ),
        bounds=Bounds(lesions=lesions, typical="typical.yaml"),
        seconds=round(time.perf_counter() - begun, 2),
        obligations=results,
        findings=findings,
        topics=topics,
    )


def _obligations(subject: Subject, root: Path) -> Iterator[Obligation]:
    yield from scenario_obligations(subject)
    yield from live_obligations(subject)
    yield from stop_obligations(subject)
    yield from invariant_obligations(subject, root)
    yield from verdict_obligations(subject)
    yield from structure_obligations(subject)
