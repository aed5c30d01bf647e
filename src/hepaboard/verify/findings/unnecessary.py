"""Check 8: facts that are asked for and can never change a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hepaboard.guideline import Roots
from hepaboard.verify.findings.finder import Finder, Seen
from hepaboard.verify.report_model import Finding
from hepaboard.verify.solver import Influence


def unnecessary_findings(
    finder: Finder, told: Callable[[int, int], None] = lambda done, of: None
) -> Iterator[Finding]:
    """One finding a fact: no verdict reads it, or none differs between knowing it and not.

    Facts from which others follow are left out: they matter by what they imply.
    """
    guideline, graph = finder.subject.guideline, finder.subject.graph
    places: list[tuple[Roots, int | None]] = [
        *((option.roots, None) for option in guideline.options.values()),
        *((option.roots, 0) for option in guideline.lesion_options.values()),
    ]
    read = {
        fact
        for roots, _ in places
        for root in (roots.stop, roots.for_, roots.consider, roots.against)
        for fact in graph.support(root)
    }
    theory = finder.provers["kleene"].theory
    asked = [
        name
        for name in guideline.graph.facts
        if name not in theory.rule_graph.facts and not guideline.vocabulary[name].entry.setting
    ]
    influence = Influence(theory, places)
    for done, name in enumerate(asked, 1):
        users = _users(finder, name)
        if name not in read:
            yield finder.finding(
                "8. Unnecessary fact",
                name,
                f"no verdict reads {name}; alerts, evidence or definitions do",
                users,
                (),
                None,
            )
        elif influence.matters(name) == "impossible":
            yield finder.finding(
                "8. Unnecessary fact",
                name,
                f"no verdict differs between knowing {name} and not knowing it",
                users,
                (),
                Seen(True, True),
            )
        told(done, len(asked))


def _users(finder: Finder, fact: str) -> list[str]:
    """The statements that read a fact."""
    graph = finder.subject.graph
    return [
        item.id for item in finder.subject.guideline.statements if fact in graph.support(item.node)
    ]
