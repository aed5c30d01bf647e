"""Check 7: conditions that could be written more simply.

A part of an AND that the other parts imply, and statements that differ in the values of one fact
only and could be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hepaboard.guideline import Statement
from hepaboard.verify.claim import Both, both, not_true, true
from hepaboard.verify.findings.finder import Finder, Seen
from hepaboard.verify.findings.pairs import same_action
from hepaboard.verify.report_model import Finding
from hepaboard.verify.words import words


def reduction_findings(finder: Finder, source: str) -> Iterator[Finding]:
    """The findings of one source, each condition looked at once.

    A part that the rest implies only where all facts are known is no finding: "ras is wild type
    or mutant" is how a condition waits for a test.
    """
    guideline = finder.subject.guideline
    statements = [item for item in guideline.statements if item.source == source]
    seen: set[tuple[int, int]] = set()
    for item in statements:
        yield from _implied_parts(finder, item, seen)
    advice = [item for item in statements if item.entry.option is not None]
    for one, other in combinations(advice, 2):
        if same_action(one, other):
            yield from _mergeable(finder, one, other)


def _implied_parts(
    finder: Finder, item: Statement, seen: set[tuple[int, int]]
) -> Iterator[Finding]:
    graph = finder.subject.graph
    node = graph.nodes[item.node]
    at = finder.subject.lesion(item.node)
    if node.op != "and" or not finder.can(true(item.node, at)).anywhere:
        return
    scope = finder.subject.guideline.scopes[item.source]
    for part in node.args:
        # The scope is added to every condition, whether or not it says something new.
        if (item.node, part) in seen or part in (scope, *graph.nodes[scope].args):
            continue
        seen.add((item.node, part))
        rest = Both(tuple(true(arg, at) for arg in node.args if arg != part))
        without = finder.can(both(rest, not_true(part, at)))
        if not without.anywhere:
            yield finder.finding(
                "7. Partial reduction",
                f"{item.id}.{part}",
                f"in {item.id} the rest implies: {words(graph, part)}",
                (item.id,),
                (item.source,),
                Seen(True, True),
            )


def _mergeable(finder: Finder, one: Statement, other: Statement) -> Iterator[Finding]:
    graph = finder.subject.graph
    parts = [set(graph.nodes[item.node].args) for item in (one, other)]
    if any(graph.nodes[item.node].op != "and" for item in (one, other)):
        return
    left, right = parts[0] - parts[1], parts[1] - parts[0]
    if len(left) != 1 or len(right) != 1:
        return
    a, b = graph.nodes[left.pop()], graph.nodes[right.pop()]
    if a.op == b.op == "in" and a.payload[0] == b.payload[0]:
        yield finder.finding(
            "7. Partial reduction",
            f"{one.id}+{other.id}",
            f"{one.id} and {other.id} differ in the value of {a.payload[0]} only "
            "and could be one statement",
            (one.id, other.id),
            (one.source,),
            None,
        )
