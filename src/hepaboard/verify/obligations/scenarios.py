"""Scenarios of one group exclude one another and, where the source claims it, leave nobody out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hepaboard.verify.claim import Both, both, not_true, true, unknown
from hepaboard.verify.obligation import Obligation
from hepaboard.verify.subject import Subject


def scenario_obligations(subject: Subject) -> Iterator[Obligation]:
    """One obligation for each pair of an exclusive group, one for each exhaustive group."""
    guideline = subject.guideline
    for source, entry in guideline.sources.items():
        terms = dict(subject.scenarios(source))
        scope = true(guideline.scopes[source])
        for name, group in entry.scenario_groups.items():
            known = [member for member in group.members if member in terms]
            for one, other in combinations(known, 2) if group.exclusive else ():
                claim = both(scope, true(terms[one].node), true(terms[other].node))
                words = ""
                if group.unless_known:
                    claim = both(claim, unknown(subject.recorded(group.unless_known)))
                    words = f" while {group.unless_known} is not recorded"
                yield Obligation(
                    id=f"{source}.{name}.{one}-{other}",
                    name=f"{source}: nobody is both {terms[one].entry.label} and "
                    f"{terms[other].entry.label}{words}",
                    kind="scenario",
                    expect="never",
                    claim=claim,
                    encodings=("kleene",) if group.unless_known else ("two_valued", "kleene"),
                    statements=(f"{source}.{terms[one].name}", f"{source}.{terms[other].name}"),
                )
            if group.exhaustive:
                none = Both(tuple(not_true(terms[member].node) for member in known))
                yield Obligation(
                    id=f"{source}.{name}.exhaustive",
                    name=f"{source}: every patient in scope is in one of {', '.join(known)}",
                    kind="scenario",
                    expect="never",
                    claim=both(scope, none),
                    encodings=("two_valued",),
                    statements=tuple(f"{source}.{terms[member].name}" for member in known),
                )
