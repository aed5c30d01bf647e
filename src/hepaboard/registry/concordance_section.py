"""How the treatments that were given stand to what the sources say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepaboard.guideline import Guideline
from hepaboard.registry.concordance import Concordance
from hepaboard.registry.concordance_planes import UNDETERMINED
from hepaboard.registry.counts import Counts
from hepaboard.registry.drawing.bars import Bar, bars
from hepaboard.registry.drawing.look import STANDINGS
from hepaboard.registry.privacy import Privacy
from hepaboard.registry.section import Figure, Paragraph, Part, Section, Table, number, share

MOST_REASONS = 3
RECORDED = ("given", "none", "not recorded")
MEANINGS = (
    ("agreed", "at least two sources favour it (for, or would consider), none objects, no stop"),
    (
        "one_source",
        "at least one source favours it, none objects, no stop; that a second one "
        "favours it is not certain, the others being silent or unknown",
    ),
    ("divided", "at least one source favours it and at least one objects, no stop"),
    (
        "against",
        "at least one source objects and none favours it; a stop does not hold for certain",
    ),
    ("stopped", "a hard stop holds, whatever the sources say"),
    ("not_addressed", "no source says anything on it for this patient, no stop"),
    ("undetermined", "which of these it is depends on facts that are not known"),
)


def concordance_section(
    found: Concordance,
    counts: Counts,
    guideline: Guideline,
    privacy: Privacy,
    by: str | None,
    assessed: int,
) -> Section:
    """Bars, counts and reasons."""
    parts: list[Part] = [
        Paragraph(
            "Each treatment that was given to a patient is one line. It is compared with what the "
            "sources say of exactly this treatment for this patient, as far as the facts in the "
            "table tell; advice on its kind in general does not count, an objection to its kind "
            "does. Sources of one publisher count as one voice. A standing is "
            "certain: every answer to what is unknown would leave the line in it. Not concordant "
            "does not mean wrong: the reasons of the team are not in the table, and the facts may "
            "be of another day than the decision."
        ),
        Table(
            "What the standings mean",
            ("standing", "meaning"),
            tuple((f"{STANDINGS[n].sign} {STANDINGS[n].word}", words) for n, words in MEANINGS),
            2,
        ),
    ]
    recorded = privacy.row({name: _recorded(counts, name) for name in RECORDED})
    parts.append(
        Paragraph(
            f"Of {assessed:,} patients assessed, treatment was recorded as given for "
            f"{number(recorded['given'])}, as none for {number(recorded['none'])}, and was not "
            f"recorded for {number(recorded['not recorded'])}."
        )
    )
    if not found.enough or not found.total:
        parts.append(Paragraph("There are too few treatments given to be shown."))
        return Section("concordance", "Concordance with the treatment given", parts)
    parts += _bars(found, guideline)
    parts += _reasons(found, counts, guideline, privacy)
    if by is not None:
        rows = [
            (group, number(cells[""]), *(share(cells[s], cells[""]) for s in found.styles))
            for group, cells in found.by_group.items()
        ]
        head = (by, "treatments given", *(style.word for style in found.styles.values()))
        parts.append(Table(f"Standing of treatments given, by {by}", head, tuple(rows)))
    return Section("concordance", "Concordance with the treatment given", parts)


def _recorded(counts: Counts, name: str) -> int:
    return sum(n for (_, r), n in counts.recorded.items().items() if r == name)


def _bars(found: Concordance, guideline: Guideline) -> Iterator[Part]:
    rows = [Bar("all treatments given", found.whole, found.total, f"n = {found.total:,}")]
    cells = [("all", number(found.total), *(share(n, found.total) for n in found.whole.values()))]
    order = sorted(found.by_treatment, key=lambda name: -(found.by_treatment[name][""] or 0))
    for name in order:
        here = found.by_treatment[name]
        words, size = guideline.treatments[name].name, here[""]
        parts = {style: here[style] for style in found.styles}
        rows.append(Bar(words, parts, size, f"n = {number(size)}"))
        cells.append((words, number(size), *(share(parts[s], size) for s in found.styles)))
    title = f"Standing of {found.total:,} treatments given"
    alt = "Stacked bars by treatment; all numbers stand in the table below."
    svg = bars(title, alt, rows, found.styles, "share of those given")
    yield Figure(title, svg, alt)
    head = ("treatment", "given", *(style.word for style in found.styles.values()))
    yield Table("Treatments given, by standing", head, tuple(cells))


def _reasons(
    found: Concordance, counts: Counts, guideline: Guideline, privacy: Privacy
) -> Iterator[Part]:
    says = _says(guideline)
    rows: list[tuple[str, ...]] = []
    for treatment, cells in found.by_treatment.items():
        for standing in ("stopped", "against", "divided", "undetermined", "not_addressed"):
            size = cells.get(standing)
            if not size:
                continue
            reasons: Mapping[tuple[str | None, ...], int] = counts.reasons.items(
                treatment, standing
            )
            first = True
            for (reason,), count in sorted(reasons.items(), key=lambda i: (-i[1], str(i[0])))[
                :MOST_REASONS
            ]:
                assert reason is not None
                shown = privacy.part(count, size)
                if shown is None:
                    continue
                words = _words(reason, standing, says, guideline)
                head = guideline.treatments[treatment].name if first else ""
                kind = STANDINGS[standing].word if first else ""
                rows.append((head, kind, words, share(shown, size)))
                first = False
    if rows:
        yield Table(
            f"Reasons: objections that hold, facts that are needed, kinds that are favoured (up to "
            f"{MOST_REASONS} each; a line may have several)",
            ("treatment", "standing", "reason", "lines"),
            tuple(rows),
            3,
        )


def _words(reason: str, standing: str, says: Mapping[str, str], guideline: Guideline) -> str:
    if standing == UNDETERMINED:
        return f"not known: {guideline.vocabulary[reason].entry.label}"
    if standing == "not_addressed":
        return f"its kind is favoured: {guideline.treatments[reason].name}"
    return says[reason]


def _says(guideline: Guideline) -> dict[str, str]:
    """Objections and stops in words, with their ids; * where the text awaits human review."""
    said = {stop.entry.id: f"{stop.entry.id}: {stop.entry.reason}" for stop in guideline.stops}
    for item in guideline.statements:
        if item.entry.direction == "against":
            mark = "*" if guideline.sources[item.source].review == "pending" else ""
            said[item.id] = f"{item.id}{mark}: {item.entry.says}"
    return said
