"""Survival by scenario, risk group, subgroup and concordance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from hepaboard.guideline import Guideline
from hepaboard.registry.concordance_planes import UNDETERMINED
from hepaboard.registry.count import MIXED
from hepaboard.registry.drawing.curves import Curve, curves
from hepaboard.registry.drawing.look import CURVES, STANDINGS
from hepaboard.registry.hazards import ENOUGH_EVENTS, Hazard
from hepaboard.registry.privacy import TOGETHER, Privacy
from hepaboard.registry.section import Figure, Paragraph, Part, Section, Table, number
from hepaboard.registry.survival import Comparison, compare

OTHERS, UNRECORDED = "other groups", "not recorded"
#: Below this, hazards are said not to be proportional.
DOUBTFUL = 0.05
#: An interval as wide as this says that the data hold no estimate.
BOUNDLESS = 1e4


def survival_section(
    followed: pl.DataFrame, names: Mapping[str, pl.Series], privacy: Privacy, assessed: int
) -> Section:
    """One comparison for each way to group.

    Parameters
    ----------
    followed
        ``months`` and ``died`` of the patients with follow-up.
    names
        Title of a comparison to the label of each of these patients, null where not recorded.
    """
    total = privacy.part(len(followed), assessed)
    parts: list[Part] = [
        Paragraph(
            f"Time and end of observation are known for {number(total)} of {assessed:,} patients "
            "assessed; the others are left out here. Groups were not drawn by lot: they differ in "
            "what led to them, and whoever lives longer has more time to get a treatment. These "
            "curves describe, they do not prove that a treatment works."
        )
    ]
    for title, labels in names.items():
        parts += _comparison(title, followed.with_columns(labels.alias("label")), privacy)
    return Section("survival", "Survival", parts)


def scenario_labels(followed: pl.DataFrame, source: str, guideline: Guideline) -> pl.Series:
    """The scenarios of one source that certainly hold, in words."""
    from hepaboard.registry.places_section import place_words

    column = followed.get_column(f"scenario_{source}")
    found = {value: place_words(value, source, guideline) for value in column.unique()}
    return pl.Series("label", [found[value] for value in column], dtype=pl.String)


def standing_labels(followed: pl.DataFrame) -> pl.Series:
    """The standing of each patient's treatments, in words."""
    words = {name: style.word for name, style in STANDINGS.items()}
    words |= {MIXED: "several treatments that stand differently", "none": "no treatment given"}
    words[UNDETERMINED] = STANDINGS[UNDETERMINED].word
    column = followed.get_column("standing")
    return pl.Series("label", [words.get(value) for value in column], dtype=pl.String)


def _comparison(title: str, frame: pl.DataFrame, privacy: Privacy) -> Iterator[Part]:
    frame, order = _grouped(frame, privacy)
    if not order:
        yield Paragraph(f"Survival by {title}: there are too few patients to be shown.")
        return
    found = compare(frame, order, privacy, (OTHERS, UNRECORDED, TOGETHER))
    drawn = [e for e in found.estimates if len(e.steps) > 1 or e.deaths is not None]
    ticks = found.ticks
    groups = [Curve(e.label, e.steps, e.at_risk, e.stepped) for e in drawn]
    alt = "; ".join(
        f"{e.label}: {e.patients:,} patients, {number(e.deaths)} deaths, median {e.median} months"
        for e in found.estimates
    )
    name = f"Survival by {title}"
    if drawn:
        yield Figure(name, curves(name, alt, groups, ticks), alt)
    if privacy.least > 1:
        yield Paragraph(
            "Curves are shown at those months only between which nobody or at least "
            f"{privacy.least} patients died, and likewise left observation; in between they are "
            "joined by straight lines."
        )
    rows = tuple(
        (
            e.label,
            f"{e.patients:,}",
            number(e.deaths),
            e.median,
            *(
                "–" if point is None else f"{point[0]:.0%} ({point[1]:.0%}-{point[2]:.0%})"
                for point in e.alive[1:]
            ),
        )
        for e in found.estimates
    )
    head = ("group", "patients", "deaths", "median, months", *(f"{t} months" for t in ticks[1:]))
    yield Table(f"{name}: share alive with its 95 % interval", head, rows)
    yield from _tests(found)


def _grouped(frame: pl.DataFrame, privacy: Privacy) -> tuple[pl.DataFrame, list[str]]:
    """The groups by size; small ones, and those for which there is no line style, together."""
    frame = frame.with_columns(pl.col("label").fill_null(UNRECORDED))
    counted = frame.group_by("label").len().sort("len", "label", descending=[True, False])
    sizes = dict(counted.iter_rows())
    names = privacy.joined(sizes)
    many = [name for name in sizes if names[name] == name]
    for name in many[len(CURVES) - 1 :] if len(many) > len(CURVES) else []:
        names[name] = OTHERS
    frame = frame.with_columns(pl.col("label").replace_strict(names, return_dtype=pl.String))
    order = list(dict.fromkeys(names.values()))
    if any(0 < int((frame.get_column("label") == n).sum()) < privacy.least for n in order):
        return frame, []
    return frame, order


def _tests(found: Comparison) -> Iterator[Part]:
    if found.logrank_p is not None:
        yield Paragraph(
            f"Log-rank test that all groups have the same survival: p {_p(found.logrank_p)}."
        )
    if found.reference is None:
        return
    if found.hazards is None:
        yield Paragraph("The Cox model did not converge; no hazard ratios are shown.")
        return
    rows = tuple(_hazard(item) for item in found.hazards)
    head = ("group", "hazard ratio", "95 % interval", "p", "p of proportional hazards")
    yield Table(f"Cox model, against: {found.reference}", head, rows)
    said = []
    if (found.events_per_variable or 0) < ENOUGH_EVENTS:
        said.append(
            f"Only {found.events_per_variable:.1f} deaths for each coefficient (fewer than "
            f"{ENOUGH_EVENTS}): the hazard ratios are not reliable."
        )
    crossed = [i.label for i in found.hazards if i.proportional_p < DOUBTFUL]
    if crossed:
        said.append(
            f"The hazard ratio changes over time for {', '.join(crossed)} (Schoenfeld residuals): "
            "one ratio does not describe it; read the curves."
        )
    said.append("The model knows the groups alone; nothing is adjusted for.")
    yield Paragraph(" ".join(said))


def _hazard(item: Hazard) -> tuple[str, ...]:
    if item.high > BOUNDLESS * item.low:  # a group whose deaths all come first, or last
        return item.label, "cannot be estimated", "", "", ""
    return (
        item.label,
        f"{item.ratio:.2f}",
        f"{item.low:.2f} to {item.high:.2f}",
        _p(item.p).removeprefix("= "),
        _p(item.proportional_p).removeprefix("= "),
    )


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"= {value:.3f}"
