"""A registry report as data: title, data line, chapters."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import polars as pl

from hepaboard.cohort.mapping import Mapping
from hepaboard.cohort.set_aside import SetAside
from hepaboard.cohort.source import Table as Patients_
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline
from hepaboard.registry.concordance import Concordance
from hepaboard.registry.concordance_section import concordance_section
from hepaboard.registry.count import count
from hepaboard.registry.counts import Counts
from hepaboard.registry.disagreement_section import disagreement_section
from hepaboard.registry.inputs import DIED, GIVEN, GROUP, MONTHS, RISK, Inputs, inputs_of
from hepaboard.registry.missing_section import missing_section
from hepaboard.registry.outputs import outputs_of
from hepaboard.registry.places_section import places_section
from hepaboard.registry.privacy import Privacy
from hepaboard.registry.section import Paragraph, Part, Section, Table, number
from hepaboard.registry.seen import Patients
from hepaboard.registry.small_cells import RIM, Arc
from hepaboard.registry.survival import need_lifelines
from hepaboard.registry.survival_section import (
    UNRECORDED,
    scenario_labels,
    standing_labels,
    survival_section,
)
from hepaboard.registry.verdicts_section import (
    shown_verdicts,
    subgroups_section,
    verdicts_section,
)

INTENDED_USE = (
    "Describes what published guidance says about the patients of a registry, as far as the facts "
    "in its table tell. It is meant for research and for the review of care by people who know "
    "both. It is no medical advice, judges no team, and must not decide on a single patient."
)


@dataclass(frozen=True, slots=True)
class RegistryReport:
    """Everything that a report says; ``head`` are the lines under the title."""

    title: str
    head: tuple[str, ...]
    intended_use: str
    sections: tuple[Section, ...]


def registry_report(
    table: Patients_,
    guideline: Guideline,
    *,
    lesions: Patients_ | None = None,
    mapping: Mapping | None = None,
    by: str | None = None,
    least: int = 0,
    on: date | None = None,
    name: str = "",
) -> RegistryReport:
    """The report on a cohort.

    Parameters
    ----------
    by
        A column or fact whose values are the subgroups.
    least
        The smallest count from 1 on that is shown; 0 shows all.
    on
        The date that is printed; today if None.
    name
        What the cohort is called, such as the name of its file.

    Raises
    ------
    HepaboardError
        A table cannot be read, a column holds what its role does not allow, fewer patients than
        ``least`` can be assessed, or what survival needs is not installed.
    """
    inputs = inputs_of(table, guideline, mapping, by)
    follow_up = {MONTHS, DIED} <= set(inputs.columns)
    if follow_up:
        need_lifelines()
    outputs = outputs_of(guideline, inputs.given)
    patients = Patients(inputs, guideline, outputs, lesions)
    counts = count(patients, guideline, outputs, inputs.given)
    privacy = Privacy(least)
    assessed = sum(counts.assessed.items().values())
    if assessed < max(least, 1):
        raise HepaboardError(
            f"{assessed} patients can be assessed: too few for a report.",
            allowed=f"{max(least, 1)} or more",
        )
    counts, sizes = _grouped(counts, privacy)
    groups = list(sizes) if by is not None else []
    verdicts = shown_verdicts(counts, guideline, privacy, groups)
    sections = [
        _data_section(counts, patients.report, privacy, assessed, inputs),
        places_section(counts, guideline, privacy, assessed),
        verdicts_section(verdicts, guideline, assessed),
        disagreement_section(counts, guideline, privacy, assessed),
        missing_section(counts, guideline, privacy, assessed),
    ]
    words = by
    if by is not None and by in guideline.vocabulary:
        words = guideline.vocabulary[by].entry.label
    if words is not None:
        sections.append(subgroups_section(words, verdicts, guideline, sizes))
    if GIVEN in inputs.columns:
        found = Concordance(counts, guideline, privacy, groups)
        sections.append(concordance_section(found, counts, guideline, privacy, words, assessed))
    if follow_up:
        names = _comparisons(counts.followed, guideline, privacy, inputs, words)
        sections.append(survival_section(counts.followed, names, privacy, assessed))
    day = on or date.today()
    head = (
        f"{name or 'Cohort'}: {assessed:,} patients assessed, {day.day} {day:%b %Y}",
        f"guideline {guideline.version}, hash {guideline.hash}; hepaboard {version('hepaboard')}",
        _small(least),
    )
    return RegistryReport("Registry report", head, INTENDED_USE, tuple(sections))


def _small(least: int) -> str:
    if least < 2:
        return "All counts are shown: small ones may tell who a patient is."
    return (
        f"Counts from 1 to {least - 1} are hidden, and others with them, so that no sum gives "
        "them away."
    )


def _grouped(counts: Counts, privacy: Privacy) -> tuple[Counts, dict[str, int]]:
    """Subgroups by name with those that are too small joined, and their sizes."""
    sizes = {
        UNRECORDED if group is None else group: n for (group,), n in counts.assessed.items().items()
    }
    names: dict[str | None, str] = dict(privacy.joined(sizes).items())
    names[None] = names.get(UNRECORDED, UNRECORDED)
    counts.assessed = counts.assessed.renamed(0, names)
    counts.verdicts = counts.verdicts.renamed(1, names)
    counts.standings = counts.standings.renamed(1, names)
    joined = {str(group): n for (group,), n in counts.assessed.items().items()}
    order = sorted(joined, key=lambda group: (-joined[group], group))
    return counts, {group: joined[group] for group in order}


def _data_section(
    counts: Counts, aside: SetAside, privacy: Privacy, assessed: int, inputs: Inputs
) -> Section:
    """How many rows were read, and why some do not count."""
    ended = sum(counts.ended.items().values())
    shown = privacy.arcs(
        {
            "read": Arc(RIM, "read", aside.read),
            "aside": Arc("read", RIM, aside.rejected),
            "kept": Arc("read", "kept", aside.kept),
            "ended": Arc("kept", RIM, ended),
        }
    )
    rows = [("rows read", number(shown["read"]))]
    rows.append(("set aside, because a value does not fit", number(shown["aside"])))
    if shown["aside"]:
        for finding in sorted(aside.findings.values(), key=lambda item: -item.rows):
            some = privacy.part(finding.rows, max(aside.rejected, finding.rows))
            rows.append((f"    {finding.what}", number(some)))
    rows.append(("used", number(shown["kept"])))
    rows.append(("assessment ended by a stop (outside every document)", number(shown["ended"])))
    rows.append(("assessed", number(assessed)))
    parts: list[Part] = [Table("Rows of the table", ("", "rows"), tuple(rows))]
    if inputs.columns:
        roles = "; ".join(
            f"{fixed.partition(':')[2].replace('_', ' ')} from column {column}"
            for fixed, column in inputs.columns.items()
        )
        parts.append(Paragraph(f"Read beside the facts: {roles}."))
    parts.append(
        Paragraph(
            "A row may be set aside for several reasons. All shares below are of the patients "
            "assessed, if nothing else is said."
        )
    )
    return Section("data", "The data", parts)


def _comparisons(
    followed: pl.DataFrame,
    guideline: Guideline,
    privacy: Privacy,
    inputs: Inputs,
    words: str | None,
) -> Map[str, pl.Series]:
    """What survival is compared by."""
    names: dict[str, pl.Series] = {}
    if RISK in inputs.columns:
        names[f"risk group ({inputs.columns[RISK]})"] = followed.get_column("risk")
    if GROUP in inputs.columns:
        names[words or inputs.columns[GROUP]] = followed.get_column("group")
    if GIVEN in inputs.columns:
        names["concordance of the treatment given"] = standing_labels(followed)
    leading = min(guideline.sources, key=guideline.rank)
    # hidden scenarios could be told from their survival, and the other way round
    if privacy.least < 2 and f"scenario_{leading}" in followed.columns:
        names[f"scenario of {leading}"] = scenario_labels(followed, leading, guideline)
    return names
