"""Checks 1 to 5: two statements on the same treatment.

Identical: same condition, same action. Equivalent: different text, same meaning. Subsumed: one
condition implies the other. Interdetermined: for and against can hold together. Overlapping: both
can hold and neither implies the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from hepaboard.guideline import Statement
from hepaboard.verify.claim import Claim, both, either, false, not_true, true, unknown
from hepaboard.verify.findings.finder import Finder, Seen
from hepaboard.verify.report_model import Check, Finding

Pair = tuple[Statement, Statement]
FAVOUR = ("for", "consider")


def pair_findings(finder: Finder, source: str) -> Iterator[Finding]:
    """What two statements of one source have to do with one another."""
    for one, other in _pairs(finder, source):
        yield from compare(finder, one, other)


def _pairs(finder: Finder, source: str) -> Iterator[Pair]:
    """Pairs with the same action, and pairs of favour and objection; each pair once."""
    guideline = finder.subject.guideline
    seen: set[frozenset[str]] = set()
    for table in (guideline.options, guideline.lesion_options):
        for option in table.values():
            here = [item for item in option.statements if item.source == source]
            for one, other in combinations(here, 2):
                key = frozenset({one.id, other.id})
                if key not in seen and (same_action(one, other) or contradict(one, other)):
                    seen.add(key)
                    yield one, other


def same_action(one: Statement, other: Statement) -> bool:
    """Same treatment, same direction, same window."""
    a, b = one.entry, other.entry
    return (a.option, a.direction, a.timing) == (b.option, b.direction, b.timing)


def contradict(one: Statement, other: Statement) -> bool:
    """One is in favour, the other against."""
    directions = {one.entry.direction, other.entry.direction}
    return "against" in directions and len(directions) == 2


def compare(
    finder: Finder, one: Statement, other: Statement, across: bool = False
) -> Iterator[Finding]:
    """The one finding on a pair, if there is one."""
    at = finder.subject.lesion
    together = both(true(one.node, at(one.node)), true(other.node, at(other.node)))
    seen = finder.can(together)
    if not seen.anywhere:
        return
    if contradict(one, other):
        if not across:
            says = f"{one.id} and {other.id} can hold together and speak against one another"
            yield _finding(finder, "4. Interdetermined", one, other, says, seen, together)
        return
    if one.node == other.node:
        says = f"{one.id} and {other.id} have the same condition and the same action"
        yield _finding(finder, "1. Identical", one, other, says, Seen(True, True), together, across)
        return
    forward, backward = _implies(finder, one, other), _implies(finder, other, one)
    if forward.anywhere and backward.anywhere:
        seen = Seen(
            forward.two_valued and backward.two_valued, _same_where_unknown(finder, one, other)
        )
        says = f"{one.id} and {other.id} mean the same"
        yield _finding(finder, "2. Equivalent", one, other, says, seen, together, across)
    elif forward.anywhere or backward.anywhere:
        inner, outer = (one, other) if forward.anywhere else (other, one)
        says = f"wherever {inner.id} holds, {outer.id} holds"
        found = forward if forward.anywhere else backward
        yield _finding(finder, "3. Subsumed", inner, outer, says, found, together, across)
    elif not across:
        says = f"{one.id} and {other.id} can hold together, and each without the other"
        yield _finding(finder, "5. Overlapping", one, other, says, seen, together)


def _implies(finder: Finder, one: Statement, other: Statement) -> Seen:
    at = finder.subject.lesion
    without = finder.can(both(true(one.node, at(one.node)), not_true(other.node, at(other.node))))
    return Seen(not without.two_valued, not without.kleene)


def _same_where_unknown(finder: Finder, one: Statement, other: Statement) -> bool:
    """Whether no case gives the two different values."""
    return finder.provers["kleene"].ask(either(_differ(finder, one, other))) == "impossible"


def _differ(finder: Finder, one: Statement, other: Statement) -> Iterable[Claim]:
    at = finder.subject.lesion
    for value in (true, false, unknown):
        for less in (true, false, unknown):
            if value is not less:
                yield both(value(one.node, at(one.node)), less(other.node, at(other.node)))


def _finding(
    finder: Finder,
    check: Check,
    one: Statement,
    other: Statement,
    says: str,
    seen: Seen,
    together: Claim,
    across: bool = False,
) -> Finding:
    ids = (one.id, other.id)
    return finder.finding(
        "9. Across sources" if across else check,
        f"{check[3:].lower()}.{one.id}+{other.id}" if across else f"{one.id}+{other.id}",
        says,
        ids,
        (one.source, other.source),
        seen,
        finder.case(together),
        type_="agree" if across else None,
    )
