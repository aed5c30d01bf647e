"""The options of a case: every treatment the guideline speaks of, with verdict and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from hepaboard.assess.agreement import Voice, agreement
from hepaboard.assess.delays import not_before
from hepaboard.assess.model import EvidenceResult, OptionResult, StatementResult, Status
from hepaboard.assess.option_voices import lead_on, rival_of, voices_on
from hepaboard.assess.outlook import outlook_of
from hepaboard.assess.project_rules import PROJECT, rules
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Option, Statement, Stop, Verdict, verdict
from hepaboard.missing import Question

#: Direction words of the JSON, in the order in which an option lists its statements.
ORDER = {"stop": 0, "for": 1, "consider": 2, "against": 3}
#: Stops stand before every source, rules of the project behind all of them.
PLACES = {"safety": -1, PROJECT: 1000}


def options(
    reading: Reading,
    lesion: int | None = None,
    asked: Sequence[Question] = (),
    exact: bool = True,
) -> list[OptionResult]:
    """Every option for the patient, or for one listed lesion, in the catalogue's order.

    Parameters
    ----------
    asked
        The facts that could change a verdict, the most telling first; an option's ``needs`` begin
        with those.
    exact
        False leaves open verdicts unexamined, see ``outlook_of``.
    """
    guideline = reading.guideline
    table = guideline.options if lesion is None else guideline.lesion_options
    voices = {name: voices_on(reading, option, lesion) for name, option in table.items()}
    telling: dict[str, list[str]] = {}
    for question in asked:
        for name in question.could_change:
            telling.setdefault(name, []).append(question.fact)
    return [
        _option(reading, option, voices, lesion, telling.get(option.treatment, []), exact)
        for option in table.values()
    ]


def _option(
    reading: Reading,
    option: Option,
    voices: Mapping[str, Mapping[str, Voice]],
    lesion: int | None,
    telling: Sequence[str],
    exact: bool,
) -> OptionResult:
    guideline = reading.guideline
    name = option.treatment
    roots = option.roots
    stop, for_, consider, against = (
        reading.truth(node, lesion)
        for node in (roots.stop, roots.for_, roots.consider, roots.against)
    )
    entry = guideline.treatments[name]
    found = verdict(stop, for_, consider, against)
    review = _review(reading, option, lesion)
    unreviewed = review == "unreviewed_only"
    if found == "recommended" and unreviewed and guideline.policy.unreviewed_alone == "acceptable":
        found = "acceptable"
    outlook = outlook_of(reading, option, found, lesion, exact)
    kinds = (name, *guideline.treatments.ancestors(name))
    return OptionResult(
        treatment=name,
        name=entry.name,
        modality=entry.modality,
        verdict=outlook.verdict,
        lead=lead_on(reading, option, lesion),
        agreement=agreement(
            voices[name],
            rival_of(reading, name, voices),
            len({guideline.voice(source) for source in guideline.sources}),
        ),
        needs=[] if outlook.settled else _needs(reading, option, outlook.verdict, lesion, telling),
        open_objections=[
            *(s.entry.id for s in option.stops if reading.truth(s.node, lesion) == 1),
            *(
                s.id
                for s in option.statements
                if s.entry.direction == "against" and reading.truth(s.node, lesion) == 1
            ),
            *(c.cap.entry.id for c in option.caps if reading.truth(c.node, lesion) == 1),
        ],
        settled=outlook.settled,
        possible_verdicts=outlook.possible,
        decided_by=outlook.decided_by,
        review=review,
        declined=any(kind in reading.facts.declined for kind in kinds),
        not_before=not_before(reading, name),
        not_stated=list(
            dict.fromkeys(
                limit for kind in kinds for limit in guideline.treatments[kind].unaddressed
            )
        ),
        choices=guideline.treatments.choices_of(name),
        kinds=list(guideline.treatments.ancestors(name)),
        evidence=[] if lesion is not None else evidence(reading, name),
        statements=_statements(reading, option, lesion),
    )


def _statements(reading: Reading, option: Option, lesion: int | None) -> list[StatementResult]:
    """Stops and statements that hold or cannot be judged, stops first, then by the policy."""
    found = [_stop(reading, stop, lesion) for stop in option.stops]
    found += [_statement(reading, item, lesion) for item in option.statements]
    found += rules(reading, option, lesion)
    rank = reading.guideline.rank
    return sorted(
        (item for item in found if item is not None),
        key=lambda item: (
            ORDER[item.direction],
            item.status,
            PLACES.get(item.source, rank(item.source)),
        ),
    )


def _statement(reading: Reading, item: Statement, lesion: int | None) -> StatementResult | None:
    assert item.entry.direction is not None
    value = reading.truth(item.node, lesion)
    if value == 0:
        return None
    entry = item.entry
    assert entry.option is not None
    return StatementResult(
        id=item.id,
        rows=list(entry.rows),
        source=item.source,
        direction=item.entry.direction,
        review=reading.guideline.sources[item.source].review,
        strength=entry.strength.said if entry.strength else None,
        where=entry.where,
        says=entry.says,
        status=status(value),
        because=reading.because(item.node, lesion),
        option=entry.option,
        reading=entry.reading,
    )


def _stop(reading: Reading, stop: Stop, lesion: int | None) -> StatementResult | None:
    value = reading.truth(stop.node, lesion)
    if value == 0:
        return None
    return StatementResult(
        id=stop.entry.id,
        rows=list(stop.entry.rows),
        source="safety",
        direction="stop",
        review="reviewed",
        strength=None,
        where="hard stop",
        says=stop.entry.reason,
        status=status(value),
        because=reading.because(stop.node, lesion),
        option=", ".join(stop.entry.stop),
    )


def status(value: int) -> Status:
    """The word for a truth value that is not false."""
    return "holds" if value == 3 else "unknown"


def evidence(reading: Reading, subject: str) -> list[EvidenceResult]:
    """The evidence about a treatment, scenario or concept that holds or may hold."""
    found = []
    for item in reading.guideline.evidence.get(subject, ()):
        value = reading.truth(item.node)
        if value == 0:
            continue
        found.append(
            EvidenceResult(
                id=item.id,
                rows=list(item.entry.rows),
                source=item.source,
                says=item.entry.says,
                figures=dict(item.entry.figures),
                status=item.entry.status,
                applies=status(value),
                erratum=item.entry.erratum,
            )
        )
    return found


def _needs(
    reading: Reading, option: Option, found: Verdict, lesion: int | None, telling: Sequence[str]
) -> list[str]:
    """The facts that keep the verdict open, those that could change it alone first.

    Where a verdict stands these are the facts of objections that could still speak against it.
    Facts that keep a statement open on which the verdict does not depend are left out.
    """
    world = reading.case.patient if lesion is None else reading.case.lesion(lesion)
    depends = world.depends(option)
    facts = [name for name in _waiting(reading, option, found, lesion) if name in depends]
    rank = {name: place for place, name in enumerate(telling)}
    return sorted(facts, key=lambda name: rank.get(name, len(rank)))


def _waiting(reading: Reading, option: Option, found: Verdict, lesion: int | None) -> list[str]:
    """The facts that keep those statements open on which the verdict hangs."""
    stops = [stop.node for stop in option.stops]
    by: dict[str, list[int]] = {"for": [], "consider": [], "against": []}
    for item in option.statements:
        if item.entry.direction is not None:
            by[item.entry.direction].append(item.node)
    if found in ("needs_data", "undetermined"):
        roots = option.roots
        favoured = 3 in (reading.truth(roots.for_, lesion), reading.truth(roots.consider, lesion))
        offers = [cap.node for cap in option.offers]
        asked = [*stops, *by["for"], *by["consider"], *offers]
        return reading.needs(stops if favoured else asked, lesion)
    if found in ("recommended", "acceptable"):
        return reading.needs([*stops, *by["against"], *(c.node for c in option.caps)], lesion)
    return []


def _review(
    reading: Reading, option: Option, lesion: int | None
) -> Literal["reviewed", "unreviewed_only", "project_rule"]:
    """Whether only sources whose review is pending, or no source at all, speak in favour."""
    sources = reading.guideline.sources
    favour = {
        item.source
        for item in option.statements
        if item.entry.direction in ("for", "consider") and reading.truth(item.node, lesion) == 3
    }
    if not favour:
        offered = any(reading.truth(cap.node) == 3 for cap in option.offers)
        return "project_rule" if offered else "reviewed"
    pending = all(sources[source].review == "pending" for source in favour)
    return "unreviewed_only" if pending else "reviewed"
