"""What the verdicts are, treatment by treatment, and in subgroups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hepaboard.guideline import Guideline
from hepaboard.registry.counts import Counts
from hepaboard.registry.drawing.bars import Bar, bars
from hepaboard.registry.drawing.look import VERDICTS
from hepaboard.registry.privacy import Privacy, Shown
from hepaboard.registry.section import Figure, Paragraph, Part, Section, Table, number, share
from hepaboard.registry.small_cells import RIM, Arc

#: Verdicts as the table of subgroups joins them.
CLASSES = {
    "recommended": "favoured",
    "acceptable": "favoured",
    "needs_data": "open",
    "undetermined": "open",
}
REST = "other"
MODALITIES = {
    "systemic": "Systemic therapy",
    "surgery": "Surgery",
    "ablation": "Ablation",
    "intra_arterial": "Through the hepatic artery or portal vein",
    "radiation": "Radiation",
    "strategy": "Strategies",
    "imaging": "Imaging",
    "test": "Tests",
    "team": "Team",
    "support": "Support",
}
#: What the table of subgroups leaves out: no treatments.
ASIDE = ("imaging", "test", "team", "support")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What may be shown of one treatment: verdict to count; subgroup and class to count."""

    whole: Mapping[str, Shown]
    groups: Mapping[tuple[str, str], Shown]


def shown_verdicts(
    counts: Counts, guideline: Guideline, privacy: Privacy, groups: Sequence[str]
) -> dict[str, Verdicts]:
    """Verdicts and their subgroups, protected together because they have the same sums."""
    found = {}
    for name in guideline.options:
        here = counts.verdicts.items(name)
        arcs: dict[tuple[str, str], Arc] = {}
        for verdict in VERDICTS:
            count = sum(n for (_, v), n in here.items() if v == verdict)
            node = CLASSES.get(verdict, REST) if groups else RIM
            arcs["", verdict] = Arc("all", node, count)
        for group in groups:
            for kind in ("favoured", "open", REST):
                count = sum(
                    n
                    for (g, v), n in here.items()
                    if g == group and CLASSES.get(str(v), REST) == kind
                )
                arcs[group, kind] = Arc(kind, f"group {group}", count)
        shown = privacy.arcs(arcs)
        found[name] = Verdicts(
            {verdict: shown["", verdict] for verdict in VERDICTS},
            {key: count for key, count in shown.items() if key[0]},
        )
    return found


def verdicts_section(
    verdicts: Mapping[str, Verdicts], guideline: Guideline, assessed: int
) -> Section:
    """Stacked bars and counts of every treatment that is addressed for anybody."""
    parts: list[Part] = [
        Paragraph(
            "Each bar is all patients who were assessed. A verdict that depends on facts not "
            "recorded is never dropped or guessed: 'needs data' means that a hard stop cannot be "
            "excluded yet, 'undetermined' that it is not known whether anything speaks in favour. "
            "The verdicts are those of the verdict table, before the analysis of what missing "
            "facts could still change."
        )
    ]
    silent = []
    for modality, title in MODALITIES.items():
        names = [name for name in verdicts if guideline.treatments[name].modality == modality]
        spoken = [n for n in names if verdicts[n].whole["not_addressed"] != assessed]
        silent += [guideline.treatments[n].name for n in names if n not in spoken]
        if spoken:
            parts += _modality(title, spoken, verdicts, guideline, assessed)
    if silent:
        parts.append(Paragraph(f"Not addressed for any patient: {', '.join(silent)}."))
    return Section("verdicts", "Verdicts by treatment", parts)


def _modality(
    title: str,
    names: Sequence[str],
    verdicts: Mapping[str, Verdicts],
    guideline: Guideline,
    assessed: int,
) -> Iterator[Part]:
    rows = [Bar(guideline.treatments[name].name, verdicts[name].whole, assessed) for name in names]
    alt = (
        f"Stacked bars of {assessed:,} patients for {len(names)} treatments; "
        "all numbers stand in the table below."
    )
    yield Figure(title, bars(title, alt, rows, VERDICTS, "share of patients"), alt)
    head = ("treatment", *(style.word for style in VERDICTS.values()))
    yield Table(
        f"{title}: patients, of {assessed:,}",
        head,
        tuple(
            (guideline.treatments[n].name, *(number(verdicts[n].whole[v]) for v in VERDICTS))
            for n in names
        ),
    )


def subgroups_section(
    by: str,
    verdicts: Mapping[str, Verdicts],
    guideline: Guideline,
    sizes: Mapping[str, int],
) -> Section:
    """How often a treatment is favoured, and how often that is open, in each subgroup."""
    groups = list(sizes)
    rows = []
    for name, item in verdicts.items():
        if guideline.treatments[name].modality in ASIDE:
            continue
        if all(item.groups[g, kind] == 0 for g in groups for kind in ("favoured", "open")):
            continue
        for kind, words in (("favoured", guideline.treatments[name].name), ("open", "open")):
            cells = [share(item.groups[group, kind], sizes[group]) for group in groups]
            rows.append((words if kind == "favoured" else "    still open", *cells))
    head = ("treatment", *(f"{group} (n\u00a0=\u00a0{sizes[group]:,})" for group in groups))
    return Section(
        "subgroups",
        f"Subgroups by {by}",
        [
            Paragraph(
                "The first line of each treatment counts patients with the verdict recommended "
                "or acceptable, the second those whose verdict is open (needs data or "
                "undetermined), with their share of the subgroup. Imaging, tests and team advice "
                "are left out. Differences between subgroups may come from what is recorded as "
                "much as from what patients have."
            ),
            Table("Favoured and still open", head, tuple(rows)),
        ],
    )
