"""What is not recorded, and how many answers hang on it."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.guideline import Guideline
from hepaboard.registry.counts import Counts
from hepaboard.registry.drawing.bars import Bar, bars
from hepaboard.registry.drawing.look import NEEDS
from hepaboard.registry.privacy import Privacy, Shown
from hepaboard.registry.section import Figure, Paragraph, Part, Section, Table, number, share

MOST = 25


@dataclass(frozen=True, slots=True)
class Need:
    """One fact: patients of whom it is unknown, who wait for it; answers that need it."""

    label: str
    lesion: bool
    unknown: Shown
    waiting: Shown
    answers: Shown
    alone: Shown
    treatments: int


def needs_of(counts: Counts, guideline: Guideline, privacy: Privacy, assessed: int) -> list[Need]:
    """All facts that some answer needs, those with most answers first."""
    found = []
    pairs = counts.needs.totals(0)
    for (name,), waiting in sorted(
        counts.waiting.items().items(), key=lambda item: (-pairs[item[0]], item[0])
    ):
        assert name is not None
        answers = pairs[name,]
        alone = sum(counts.alone.items(name).values())
        seen = privacy.part(waiting, assessed)
        whole: Shown = None if seen is None else answers
        split = privacy.row({"alone": alone, "others": answers - alone})
        fact = guideline.vocabulary[name]
        lesion = fact.type.scope == "lesion"
        found.append(
            Need(
                fact.entry.label,
                lesion,
                None if lesion else privacy.part(counts.unknown[name,], assessed),
                seen,
                whole,
                None if whole is None else split["alone"],
                len(counts.needs.items(name)),
            )
        )
    return found


def missing_section(
    counts: Counts, guideline: Guideline, privacy: Privacy, assessed: int
) -> Section:
    """Bars of answers by fact, and a table of all facts that are missing."""
    needs = needs_of(counts, guideline, privacy, assessed)
    parts: list[Part] = [
        Paragraph(
            "An answer is the verdict on one treatment for one patient. It is open if the verdict "
            "is 'needs data' or 'undetermined'. It needs a fact if a chain of unknown parts of "
            "its condition leads to that fact: from its hard stops, and, as long as nothing "
            "certainly speaks in favour, from what would. One open answer may need several "
            "facts; where it needs one only, recording this one could settle it. A fact counts as "
            "unknown where nothing is known of it after all that follows from other facts; a "
            "number known in part ('more than 10') is not unknown, but may be needed."
        )
    ]
    drawn = [need for need in needs if need.answers][:MOST]
    if drawn:
        most = max(need.answers or 0 for need in drawn)
        rows = [
            Bar(
                need.label,
                {
                    "alone": need.alone,
                    "others": None if need.alone is None else (need.answers or 0) - need.alone,
                },
                need.answers,
                number(need.answers),
            )
            for need in drawn
        ]
        title = "Facts that open answers need"
        alt = f"The {len(drawn)} facts that most open answers need; numbers in the table below."
        svg = bars(title, alt, rows, NEEDS, "open answers", _round_up(most))
        parts.append(Figure(title, svg, alt))
    head = (
        "fact",
        "patients: unknown",
        "patients: an open answer needs it",
        "open answers that need it",
        "need nothing else",
        "treatments",
    )
    parts.append(
        Table(
            f"What is missing, of {assessed:,} patients",
            head,
            tuple(
                (
                    need.label + (" (of lesions)" if need.lesion else ""),
                    "by lesion" if need.lesion else share(need.unknown, assessed),
                    share(need.waiting, assessed),
                    number(need.answers),
                    number(need.alone),
                    str(need.treatments),
                )
                for need in needs
            ),
        )
    )
    asked = {name for (name, _) in counts.needs.items()}
    idle = {name: count for (name,), count in counts.unknown.items().items() if name not in asked}
    if idle:
        names = ", ".join(
            guideline.vocabulary[str(name)].entry.label for name in sorted(idle, key=str)
        )
        parts.append(Paragraph(f"Unknown of somebody, but needed by no open answer: {names}."))
    return Section("missing", "What is missing", parts)


def _round_up(value: int) -> int:
    """The next round number, so that the axis has plain ticks."""
    step = 4
    while step * 25 < value:
        step *= 10
    for factor in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25):
        if step * factor >= value:
            return step * factor
    return value
