"""All checks in the order of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hepaboard.verify.findings.answers import choice_findings, concept_findings, window_findings
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.findings.pairs import pair_findings
from hepaboard.verify.findings.reduction import reduction_findings
from hepaboard.verify.findings.silence import silence_findings
from hepaboard.verify.findings.treatments import treatment_findings
from hepaboard.verify.findings.unnecessary import unnecessary_findings
from hepaboard.verify.report_model import Finding

Told = Callable[[str, int, int], None]


def find(finder: Finder, told: Told) -> list[Finding]:
    """Every finding, by check, each once."""
    found: dict[str, Finding] = {}
    for finding in _all(finder, told):
        found.setdefault(finding.id, finding)
    return sorted(found.values(), key=lambda finding: finding.check)


def _all(finder: Finder, told: Told) -> Iterator[Finding]:
    sources = finder.subject.guideline.sources
    steps: list[Callable[[], Iterator[Finding]]] = [
        *(lambda s=s: pair_findings(finder, s) for s in sources),
        *(lambda s=s: silence_findings(finder, s) for s in sources),
        *(lambda s=s: reduction_findings(finder, s) for s in sources),
        lambda: treatment_findings(finder),
        lambda: concept_findings(finder),
        lambda: choice_findings(finder),
        lambda: window_findings(finder),
    ]
    for done, step in enumerate(steps, 1):
        yield from step()
        told("findings", done, len(steps))
    yield from unnecessary_findings(finder, lambda done, of: told("facts", done, of))
