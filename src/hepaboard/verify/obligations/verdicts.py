"""No verdict rests on an unknown fact silently: what is decided stays so, what is open is named."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.guideline import Option, Roots
from hepaboard.verify.claim import Claim, Is, both, either
from hepaboard.verify.obligation import Obligation
from hepaboard.verify.subject import Subject

DIRECTIONS = ("for", "consider", "against")


def verdict_obligations(subject: Subject) -> Iterator[Obligation]:
    """Two obligations an option: its roots are its statements, and no root is decided too early.

    From the two follows that a verdict which may still turn has a statement or stop that is
    UNKNOWN; those the assessment names.
    """
    for table, lesion in (
        (subject.guideline.options, None),
        (subject.guideline.lesion_options, 0),
    ):
        for name, option in table.items():
            where = "" if lesion is None else "-lesion"
            yield Obligation(
                id=f"roots.{name}{where}",
                name=f"the verdict of {name} rests on its stops and statements alone",
                kind="verdict",
                expect="never",
                claim=either(_strange(subject, option, lesion)),
                encodings=("kleene",),
            )
            yield Obligation(
                id=f"settled.{name}{where}",
                name=f"what is decided about {name} stays so whatever the missing facts are",
                kind="verdict",
                expect="settled",
                encodings=("kleene",),
                nodes=(option.roots.stop, *_roots(option.roots)),
                lesion=lesion,
            )
    yield from _answers(subject)


def _answers(subject: Subject) -> Iterator[Obligation]:
    """Scenarios, concepts and alerts stay as they are, too."""
    for term in subject.guideline.definitions:
        if term.entry.scenario or term.entry.concept:
            name = f"{term.source}.{term.name}"
            yield _settled(subject, name, term.node)
    for alert in subject.guideline.alerts:
        yield _settled(subject, alert.entry.id, alert.node)


def _settled(subject: Subject, name: str, node: int) -> Obligation:
    return Obligation(
        id=f"settled.{name}",
        name=f"what is decided about {name} stays so whatever the missing facts are",
        kind="verdict",
        expect="settled",
        encodings=("kleene",),
        nodes=(node,),
        lesion=subject.lesion(node),
    )


def _strange(subject: Subject, option: Option, lesion: int | None) -> Iterator[Claim]:
    """A root differs from the largest value among the nodes it stands for."""
    stops = [stop.node for stop in option.stops]
    yield from _differs(option.roots.stop, stops, lesion)
    for direction, root in zip(DIRECTIONS, _roots(option.roots), strict=True):
        nodes = [s.node for s in option.statements if s.entry.direction == direction]
        yield from _differs(root, nodes, lesion)
        for source, roots in option.by_source.items():
            own = dict(zip(DIRECTIONS, _roots(roots), strict=True))[direction]
            nodes = [
                s.node
                for s in option.statements
                if s.entry.direction == direction and s.source == source
            ]
            yield from _differs(own, nodes, lesion)


def _roots(roots: Roots) -> tuple[int, int, int]:
    return roots.for_, roots.consider, roots.against


def _differs(root: int, nodes: list[int], lesion: int | None) -> Iterator[Claim]:
    for least in (frozenset({3}), frozenset({1, 3})):
        rest = frozenset({0, 1, 3}) - least
        none = [Is(node, rest, lesion) for node in nodes]
        yield both(Is(root, least, lesion), *none)
        for node in nodes:
            yield both(Is(root, rest, lesion), Is(node, least, lesion))
