"""How often sources disagree, on what, and who with whom."""

from __future__ import annotations

from hepaboard.guideline import Guideline
from hepaboard.registry.counts import Counts
from hepaboard.registry.drawing.bars import Bar, bars
from hepaboard.registry.drawing.look import TOPICS
from hepaboard.registry.drawing.matrix import matrix
from hepaboard.registry.privacy import Privacy, Shown
from hepaboard.registry.section import Figure, Paragraph, Part, Section, Table, share

NOT_LIVE = "not live"
#: Bars that fit on a page.
A_PAGE = 16


def disagreement_section(
    counts: Counts, guideline: Guideline, privacy: Privacy, assessed: int
) -> Section:
    """Topics by how many patients they are live for, and a matrix of sources."""
    shown: dict[str, dict[str, Shown]] = {}
    for name in guideline.topics:
        kinds = {kind: counts.topics[name, kind] for kind in TOPICS}
        kinds[NOT_LIVE] = assessed - sum(kinds.values())
        shown[name] = privacy.row(kinds)
    live = [name for name in shown if shown[name][NOT_LIVE] != assessed]
    live.sort(key=lambda name: tuple(-_size(shown[name][kind]) for kind in TOPICS))
    quiet = [name for name in shown if name not in live]
    parts: list[Part] = [
        Paragraph(
            "A topic is live for a patient if the sources that speak of this patient cannot both "
            "be followed, or differ in strength; it is open if they may, depending on facts that "
            "are not known. Sources of one publisher count as one voice."
        )
    ]
    if live:
        for start in range(0, len(live), A_PAGE):
            more = ", continued" if start else ""
            title = f"Topics on which sources differ, of {assessed:,} patients{more}"
            rows = [
                _bar(f"{name} {guideline.topics[name].entry.question}", shown[name], assessed)
                for name in live[start : start + A_PAGE]
            ]
            alt = "The topics by number of patients; all numbers stand in the table below."
            parts.append(Figure(title, bars(title, alt, rows, TOPICS, "share of patients"), alt))
        head = ("topic", *(style.word for style in TOPICS.values()))
        table = tuple(
            (
                f"{name} {guideline.topics[name].entry.question}",
                *(share(shown[name][kind], assessed) for kind in TOPICS),
            )
            for name in live
        )
        parts.append(Table("Topics: patients", head, table))
    if quiet:
        parts.append(
            Paragraph(
                f"Live for no patient: {', '.join(quiet)}. Some topics are about figures or texts "
                "that no single patient can show at odds."
            )
        )
    if len(guideline.sources) > 1:
        parts += _matrix(counts, guideline, privacy, assessed)
    return Section("disagreement", "Where sources disagree", parts)


def _size(count: Shown) -> int:
    return count or 0


def _bar(label: str, counts: dict[str, Shown], assessed: int) -> Bar:
    """The kinds of a topic; patients for whom it is not live are left blank."""
    quiet = counts[NOT_LIVE]
    kinds = {kind: count for kind, count in counts.items() if kind != NOT_LIVE}
    return Bar(label, kinds, None if quiet is None else assessed - quiet, of=assessed)


def _matrix(counts: Counts, guideline: Guideline, privacy: Privacy, assessed: int) -> list[Part]:
    names = {
        source: f"{source}{'*' if entry.review == 'pending' else ''} {entry.short}"
        for source, entry in guideline.sources.items()
    }
    cells = {
        (one, other): privacy.part(counts.differs[one, other], assessed)
        for one in names
        for other in names
        if one != other
    }
    title = f"Who favours what another objects to, of {assessed:,} patients"
    alt = (
        "Rows favour (recommend or would consider) at least one treatment that the column objects "
        "to: "
        + "; ".join(
            f"{a} against {b} {'hidden' if n is None else n}" for (a, b), n in cells.items()
        )
        + "."
    )
    svg = matrix(
        title,
        alt,
        names,
        cells,
        ("favours at least one treatment ...", "... that this source objects to"),
    )
    return [
        Figure(title, svg, alt),
        Paragraph(
            "Only what is certain counts, and only advice for the whole patient, not for single "
            "lesions. A patient counts once in each cell, however many treatments are concerned."
        ),
    ]
