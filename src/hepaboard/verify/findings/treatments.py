"""Check 9 on treatments: two sources for the same patient, one for and one against or weaker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from hepaboard.guideline import Option, Roots
from hepaboard.verify.claim import Claim, both, either, not_true, true
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.findings.listed import closest
from hepaboard.verify.findings.pairs import compare, same_action
from hepaboard.verify.report_model import Finding, FindingType
from hepaboard.verify.witness import Witness


def treatment_findings(finder: Finder) -> Iterator[Finding]:
    """For every treatment and pair of sources: incompatible, of different strength, or agreed."""
    guideline = finder.subject.guideline
    for table, lesion in ((guideline.options, None), (guideline.lesion_options, 0)):
        for option in table.values():
            own = {
                item.source for item in option.statements if item.entry.option == option.treatment
            }
            if lesion is not None and not _lesion_words(option):
                continue
            for one, other in permutations(option.by_source, 2):
                yield from _incompatible(finder, option, one, other, lesion)
            for one, other in permutations(option.by_source, 2):
                yield from _strength(finder, option, one, other, lesion)
            for one, other in combinations(option.by_source, 2):
                yield from _agreed(finder, option, one, other, lesion)
            if len(own) == 1 and len(option.by_source) == 1 and lesion is None:
                (source,) = own
                yield finder.finding(
                    "9. Across sources",
                    f"one-silent.{option.treatment}",
                    f"only {source} speaks of {option.treatment}",
                    [item.id for item in option.statements],
                    (source,),
                    None,
                    type_="one_silent",
                )


def _lesion_words(option: Option) -> bool:
    return any(item.entry.scope == "lesion" for item in option.statements)


def _favour(roots: Roots, lesion: int | None) -> Claim:
    return either([true(roots.for_, lesion), true(roots.consider, lesion)])


def _incompatible(
    finder: Finder, option: Option, one: str, other: str, lesion: int | None
) -> Iterator[Finding]:
    claim = both(
        _favour(option.by_source[one], lesion), true(option.by_source[other].against, lesion)
    )
    yield from _found(finder, option, one, other, lesion, claim, "incompatible", "speaks against")


def _strength(
    finder: Finder, option: Option, one: str, other: str, lesion: int | None
) -> Iterator[Finding]:
    weak = option.by_source[other]
    claim = both(
        true(option.by_source[one].for_, lesion),
        true(weak.consider, lesion),
        not_true(weak.for_, lesion),
        not_true(weak.against, lesion),
        not_true(option.by_source[one].against, lesion),
    )
    yield from _found(
        finder, option, one, other, lesion, claim, "different_strength", "only considers it"
    )


def _agreed(
    finder: Finder, option: Option, one: str, other: str, lesion: int | None
) -> Iterator[Finding]:
    """Statements of the two that have, imply or mean the same."""
    for item in option.statements:
        for also in option.statements:
            ours = item.source == one and also.source == other
            if ours and same_action(item, also) and item.entry.option == option.treatment:
                yield from compare(finder, item, also, across=True)


def _found(
    finder: Finder,
    option: Option,
    one: str,
    other: str,
    lesion: int | None,
    claim: Claim,
    type_: FindingType,
    words: str,
) -> Iterator[Finding]:
    seen = finder.can(claim)
    if not seen.anywhere:
        return
    witness = finder.case(claim)
    where = "" if lesion is None else " for one lesion"
    statements = _speaking(option, (one, other), witness, lesion, type_)
    named = [option.treatment, *_options(option, statements)]
    topics = closest(finder, named, statements, claim, witness)
    mark = "" if lesion is None else "-lesion"
    yield finder.finding(
        "9. Across sources",
        f"{type_.replace('_', '-')}.{option.treatment}{mark}.{one}-{other}",
        f"{one} is for {option.treatment}{where}, {other} {words}",
        statements,
        (one, other),
        seen,
        witness,
        type_,
        topics,
    )


def _speaking(
    option: Option,
    sources: tuple[str, str],
    witness: Witness | None,
    lesion: int | None,
    type_: FindingType,
) -> list[str]:
    """The statements of both sources that hold in the case: favour of one, the other's answer."""
    if witness is None:
        return []
    second = ("against",) if type_ == "incompatible" else ("consider",)
    wanted = {sources[0]: ("for", "consider"), sources[1]: second}
    found = []
    for item in option.statements:
        value = witness.values[item.node]
        if isinstance(value, list):
            value = value[0 if lesion is None else lesion]
        if value == 3 and item.entry.direction in wanted.get(item.source, ()):
            found.append(item.id)
    return found


def _options(option: Option, statements: list[str]) -> list[str]:
    """The treatments that these statements name: an objection may be to the kind."""
    return [str(item.entry.option) for item in option.statements if item.id in statements]
