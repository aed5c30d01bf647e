"""Hard stops hold whatever else does; each can be raised, nearly raised, and has its exceptions."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.guideline import VERDICTS, Option, Stop
from hepaboard.verify.claim import Claim, both, either, false, true, unknown, verdict_in
from hepaboard.verify.obligation import Obligation
from hepaboard.verify.subject import Subject

ADVISED = ("recommended", "acceptable")
OTHER = tuple(v for v in dict.fromkeys(VERDICTS.values()) if v != "contraindicated")


def stop_obligations(subject: Subject) -> Iterator[Obligation]:
    """The obligations of every hard stop."""
    for stop in subject.guideline.stops:
        yield from _reach(subject, stop)
        yield from _cases(subject, stop)
        yield from _exceptions(subject, stop)


def _places(subject: Subject, stop: Stop, name: str) -> Iterator[tuple[Option, int | None, str]]:
    """The options that a stop speaks to: of the patient, of a lesion, or both."""
    guideline = subject.guideline
    if name in guideline.options and stop.entry.scope == "patient":
        yield guideline.options[name], None, ""
    if name in guideline.lesion_options:
        yield guideline.lesion_options[name], 0, " for a lesion"


def _stopped(subject: Subject, stop: Stop) -> list[str]:
    """Every treatment of a stopped kind, the exceptions aside; from the catalogue alone."""
    is_a = subject.guideline.treatments.is_a
    return [
        name
        for name in subject.guideline.treatments
        if any(is_a(name, kind) for kind in stop.entry.stop)
        and not any(is_a(name, kind) for kind in stop.entry.except_)
    ]


def _reach(subject: Subject, stop: Stop) -> Iterator[Obligation]:
    """Where it holds, every treatment it names is contraindicated; where open, none is advised."""
    here = stop.entry.id
    for name in _stopped(subject, stop):
        for option, lesion, words in _places(subject, stop, name):
            at = subject.lesion(stop.node)
            mark = "" if lesion is None else "-lesion"
            yield Obligation(
                id=f"{here}.stops.{name}{mark}",
                name=f"where {here} holds, {name} is contraindicated{words}",
                kind="stop",
                expect="never",
                claim=both(true(stop.node, at), verdict_in(option.roots, OTHER, lesion)),
                statements=(here,),
            )
            yield Obligation(
                id=f"{here}.open.{name}{mark}",
                name=f"while {here} is open, {name} is neither recommended nor acceptable{words}",
                kind="stop",
                expect="never",
                claim=both(unknown(stop.node, at), verdict_in(option.roots, ADVISED, lesion)),
                encodings=("kleene",),
                statements=(here,),
            )


def _cases(subject: Subject, stop: Stop) -> Iterator[Obligation]:
    """A case that raises it, one just outside it, one that leaves it open."""
    here = stop.entry.id
    at = subject.lesion(stop.node)
    raised, outside = true(stop.node, at), false(stop.node, at)
    yield Obligation(
        f"{here}.raised",
        f"a case raises {here}",
        "stop",
        "some",
        raised,
        statements=(here,),
        show=True,
    )
    yield Obligation(
        f"{here}.outside",
        f"a case lies just outside {here}",
        "stop",
        "some",
        outside,
        statements=(here,),
        show=True,
        against=raised,
    )
    yield Obligation(
        f"{here}.unknown",
        f"a case leaves {here} open",
        "stop",
        "some",
        unknown(stop.node, at),
        encodings=("kleene",),
        statements=(here,),
        show=True,
    )


def _exceptions(subject: Subject, stop: Stop) -> Iterator[Obligation]:
    """The excepted treatment is not contraindicated although the stop's condition holds."""
    for name in stop.entry.except_:
        claims: list[Claim] = [
            verdict_in(option.roots, OTHER, lesion)
            for option, lesion, _ in _places(subject, stop, name)
        ]
        yield Obligation(
            id=f"{stop.entry.id}.except.{name}",
            name=f"{stop.entry.id} leaves {name} open to somebody",
            kind="stop",
            expect="some",
            claim=both(true(stop.node, subject.lesion(stop.node)), either(claims)),
            statements=(stop.entry.id,),
            show=True,
        )
