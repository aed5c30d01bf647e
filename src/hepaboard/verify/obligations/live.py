"""Nothing in the knowledge is dead: some plausible patient makes it true, some leaves it open."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.verify.claim import Claim, either, true, unknown, verdict_in
from hepaboard.verify.obligation import BOTH, Encoding, Obligation
from hepaboard.verify.subject import Subject

IN_FAVOUR = ("recommended", "acceptable", "contested")


def live_obligations(subject: Subject) -> Iterator[Obligation]:
    """One obligation for each statement, definition, alert, delay, topic and option.

    A statement with an erratum that is marked ``dead`` must never hold. What speaks while it is
    UNKNOWN (``if_unknown``) is live if it can be that.
    """
    guideline = subject.guideline
    dead = {
        (source, erratum.id)
        for source, errata in guideline.errata.items()
        for erratum in errata
        if erratum.dead
    }
    for item in guideline.statements:
        lesion = subject.lesion(item.node)
        claim: Claim = true(item.node, lesion)
        if (item.source, item.entry.erratum) in dead:
            yield Obligation(
                id=f"live.{item.id}",
                name=f"{item.id} can never hold, as its erratum {item.entry.erratum} says",
                kind="live",
                expect="never",
                claim=claim,
                statements=(item.id,),
            )
            continue
        waits = item.entry.if_unknown is not None
        if waits:
            claim = either([claim, unknown(item.node, lesion)])
        said = "holds or waits for a fact" if waits else "holds"
        yield _live(f"live.{item.id}", f"{item.id} {said} for somebody", claim, item.id, waits)
        if item.foresee is not None:
            name = f"{item.id} can be foreseen"
            yield _live(f"foreseen.{item.id}", name, true(item.foresee), item.id)
    for term in guideline.definitions:
        name = f"{term.source}.{term.name}"
        claim = true(term.node, subject.lesion(term.node))
        yield _live(f"live.{name}", f"{name} holds for somebody", claim, name)
    for alert in guideline.alerts:
        yield _live(
            f"live.{alert.entry.id}", f"{alert.entry.id} holds for somebody", true(alert.node)
        )
    for delay in guideline.delays:
        name = f"live.{delay.entry.id}"
        yield _live(name, f"{delay.entry.id} holds for somebody", true(delay.node))
    for topic, found in guideline.topics.items():
        if found.node is not None:
            yield _live(f"live.{topic}", f"topic {topic} is about somebody", true(found.node))
    yield from _options(subject)


def _live(
    name: str, words: str, claim: Claim, statement: str | None = None, waits: bool = False
) -> Obligation:
    statements = () if statement is None else (statement,)
    encodings: tuple[Encoding, ...] = ("kleene",) if waits else BOTH
    return Obligation(
        name, words, "live", "some", claim, encodings=encodings, statements=statements
    )


def _options(subject: Subject) -> Iterator[Obligation]:
    """What some source is for, somebody can be offered."""
    guideline = subject.guideline
    for table, lesion in ((guideline.options, None), (guideline.lesion_options, 0)):
        for name, option in table.items():
            if not any(s.entry.direction in ("for", "consider") for s in option.statements):
                continue
            where = "" if lesion is None else " for a lesion"
            yield _live(
                f"offered.{name}{where.replace(' ', '-')}",
                f"{name} can be advised{where}",
                verdict_in(option.roots, IN_FAVOUR, lesion),
            )
