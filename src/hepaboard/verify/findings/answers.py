"""Check 9 on concepts, choices and windows: sources that answer the same question differently."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from hepaboard.guideline import Option
from hepaboard.guideline.schema import Timing
from hepaboard.verify.claim import Claim, both, either, false, not_true, true
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.findings.listed import closest
from hepaboard.verify.report_model import Finding, FindingType

DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def concept_findings(finder: Finder) -> Iterator[Finding]:
    """One source answers yes, another no, for a patient whom both speak of."""
    guideline = finder.subject.guideline
    for concept in guideline.concepts:
        terms = [term for term in guideline.definitions if term.entry.concept == concept]
        for one, other in permutations(terms, 2):
            if one.source == other.source:
                continue
            at = finder.subject.lesion
            claim = both(
                true(guideline.scopes[one.source]),
                true(guideline.scopes[other.source]),
                true(one.node, at(one.node)),
                false(other.node, at(other.node)),
            )
            seen = finder.can(claim)
            if seen.anywhere:
                witness = finder.case(claim)
                names = (f"{one.source}.{one.name}", f"{other.source}.{other.name}")
                yield finder.finding(
                    "9. Across sources",
                    f"incompatible.{concept}.{one.source}-{other.source}.{one.name}",
                    f"{concept}: {one.source} says yes, {other.source} says no",
                    names,
                    (one.source, other.source),
                    seen,
                    witness,
                    "incompatible",
                    closest(finder, (), (), claim, witness, concepts=(concept,)),
                )


def choice_findings(finder: Finder) -> Iterator[Finding]:
    """Two sources are for different members of a choice, and share none."""
    guideline = finder.subject.guideline
    is_a = guideline.treatments.is_a
    for choice, entry in guideline.treatments.choices.items():
        options = [guideline.options[m] for m in entry.members if m in guideline.options]
        sources = dict.fromkeys(source for option in options for source in option.by_source)
        for one, other in combinations(sources, 2):
            ways: list[Claim] = []
            shared: list[Claim] = []
            for mine in options:
                for theirs in options:
                    if one not in mine.by_source or other not in theirs.by_source:
                        continue
                    a, b = mine.by_source[one].for_, theirs.by_source[other].for_
                    kin = is_a(mine.treatment, theirs.treatment) or is_a(
                        theirs.treatment, mine.treatment
                    )
                    if kin:
                        shared.append(either([not_true(a), not_true(b)]))
                    else:
                        ways.append(both(true(a), true(b)))
            claim = both(either(ways), *shared)
            seen = finder.can(claim)
            if seen.anywhere:
                witness = finder.case(claim)
                yield finder.finding(
                    "9. Across sources",
                    f"incompatible.{choice}.{one}-{other}",
                    f"{choice}: {one} and {other} are for different members",
                    _statements(options, (one, other)),
                    (one, other),
                    seen,
                    witness,
                    "incompatible",
                    closest(finder, entry.members, (), claim, witness, choices=(choice,)),
                )


def _statements(options: list[Option], sources: tuple[str, str]) -> list[str]:
    return [
        item.id
        for option in options
        for item in option.statements
        if item.source in sources and item.entry.direction == "for"
    ]


def window_findings(finder: Finder) -> Iterator[Finding]:
    """Two sources set different windows after the same event, for the same patient."""
    guideline = finder.subject.guideline
    timed = [item for item in guideline.statements if item.entry.timing]
    for one, other in combinations(timed, 2):
        a, b = one.entry.timing, other.entry.timing
        assert a is not None and b is not None
        same = one.entry.option == other.entry.option and a.anchor == b.anchor
        if one.source == other.source or not same or _span(a) == _span(b):
            continue
        claim = both(true(one.node), true(other.node))
        seen = finder.can(claim)
        if seen.anywhere:
            apart = _span(a)[0] > _span(b)[1] or _span(b)[0] > _span(a)[1]
            type_: FindingType = "incompatible" if apart else "different_strength"
            ids = (one.id, other.id)
            witness = finder.case(claim)
            yield finder.finding(
                "9. Across sources",
                f"window.{one.id}+{other.id}",
                f"{one.id} and {other.id} set {'separate' if apart else 'different'} windows",
                ids,
                (one.source, other.source),
                seen,
                witness,
                type_,
                closest(finder, (str(one.entry.option),), ids, claim, witness),
            )


def _span(timing: Timing) -> tuple[float, float]:
    """First and last day of a window."""
    first, last = timing.earliest, timing.latest
    return 0.0 if first is None else _days(first), float("inf") if last is None else _days(last)


def _days(duration: str) -> float:
    number, unit = duration.split()
    return int(number) * DAYS[unit.rstrip("s")]
