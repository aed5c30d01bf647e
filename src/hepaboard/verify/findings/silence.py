"""Check 6: patients within a source's scope, or in one of its scenarios, whom it gives nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.verify.claim import Both, Claim, both, false, true
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.report_model import Finding


def silence_findings(finder: Finder, source: str) -> Iterator[Finding]:
    """One finding for the scope and one for each scenario that the source may leave empty."""
    guideline = finder.subject.guideline
    spoken = [item for item in guideline.statements if item.source == source]
    favour = [s.node for s in spoken if s.entry.direction in ("for", "consider")]
    if not favour:
        return
    graph = finder.subject.graph
    nodes = [node for node in dict.fromkeys(favour) if graph.nodes[node].scope == "patient"]
    nothing = Both(tuple(false(node) for node in nodes))
    scope = true(guideline.scopes[source])
    yield from _silent(finder, source, "scope", "in its scope", scope, nothing)
    for name, term in finder.subject.scenarios(source):
        if graph.nodes[term.node].scope == "patient":
            inside = both(scope, true(term.node))
            words = f"in its scenario {term.entry.label}"
            yield from _silent(finder, source, name, words, inside, nothing)


def _silent(
    finder: Finder, source: str, name: str, words: str, inside: Claim, nothing: Claim
) -> Iterator[Finding]:
    claim = both(inside, nothing)
    seen = finder.can(claim)
    if seen.anywhere:
        yield finder.finding(
            "6. Missing",
            f"{source}.{name}",
            f"{source} is for nothing in some patients {words}",
            (),
            (source,),
            seen,
            finder.case(claim),
        )
