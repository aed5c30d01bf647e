"""Check 6: patients within a source's scope, or in one of its scenarios, whom it gives nothing.

And patients whom it passes over although they may be in its scope: a recorded value that leaves
open which of others it is counts as none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepaboard.verify.claim import Both, Claim, both, false, true
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.report_model import Finding
from hepaboard.verify.solver import Completions
from hepaboard.verify.witness import Witness


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


def passed_over_findings(finder: Finder) -> Iterator[Finding]:
    """One finding for each source and each value that leaves open which of others it is."""
    guideline = finder.subject.guideline
    theory = finder.provers["kleene"].theory
    if not theory.covers:
        return
    completions = Completions(theory)
    for source, scope in guideline.scopes.items():
        if completions.turned([scope]) != "possible":
            continue
        for fact, covers in theory.covers.items():
            for value in covers:
                yield finder.finding(
                    "6. Missing",
                    f"{source}.{value}",
                    f"{source} takes some patients with {fact} = {value} for out of its scope "
                    "who may be in it",
                    (),
                    (source,),
                    None,
                    _recorded(finder, fact, value, scope),
                )


def _recorded(finder: Finder, fact: str, value: str, scope: int) -> Witness | None:
    """The typical patient with this value, out of the scope."""
    prover = finder.provers["kleene"]
    like = {fact: value, **{k: v for k, v in prover.typical.items() if k != fact}}
    found = prover.case(false(scope), like)
    return found and replace(found, unlike=(fact, *found.unlike))
