"""Counts a cohort in one reading, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from hepaboard.cohort.topic_planes import LIVE
from hepaboard.guideline import Guideline
from hepaboard.registry.bits import Flags, bits
from hepaboard.registry.concordance_planes import STANDINGS, UNDETERMINED
from hepaboard.registry.counts import Counts
from hepaboard.registry.inputs import DIED, GIVEN, GROUP, MONTHS, NOTHING, RISK, SEPARATOR
from hepaboard.registry.outputs import Outputs
from hepaboard.registry.seen import Seen

#: The standing of a patient whose treatments stand differently.
MIXED = "mixed"
ALL = "all"


def count(
    patients: Iterable[Seen], guideline: Guideline, outputs: Outputs, given: Sequence[str]
) -> Counts:
    """All counts of a cohort."""
    counts = Counts()
    followed = []
    for seen in patients:
        group = _group(seen.words)
        counts.patients.add_frame(group.to_frame())
        open_ = seen.words.get_column("ended_by").is_null()
        counts.ended.add_frame(seen.words.filter(~open_).select("ended_by"))
        words, raw, group = seen.words.filter(open_), seen.raw.filter(open_), group.filter(open_)
        counts.assessed.add_frame(group.to_frame())
        _count_places(counts, words, raw, guideline)
        for name in guideline.options:
            verdict = words.get_column(f"verdict_{name}").cast(pl.String)
            counts.verdicts.add_frame(pl.DataFrame([group, verdict]), (name,))
        for name in guideline.topics:
            codes = raw.get_column(f"topic_{name}")
            for place, kind in enumerate(LIVE, 1):
                counts.topics.add((name, kind), int((codes == place).sum()))
        _count_needs(counts, raw, outputs)
        standing = _count_standings(counts, words, raw, group, outputs, given)
        followed.append(_followed(words, standing, group, guideline))
    if followed:
        counts.followed = pl.concat(followed)
    return counts


def _group(words: pl.DataFrame) -> pl.Series:
    """The subgroup of each patient; all alike without any."""
    if GROUP in words.columns:
        return words.get_column(GROUP).rename("group")
    return pl.Series("group", [ALL], pl.String).new_from_index(0, len(words))


def _count_places(
    counts: Counts, words: pl.DataFrame, raw: pl.DataFrame, guideline: Guideline
) -> None:
    sure = {0: "outside", 1: "certain", 2: "possible"}
    for source in guideline.sources:
        scope = raw.get_column(f"scope_{source}").replace_strict(sure, return_dtype=pl.String)
        name = f"scenario_{source}"
        none = pl.Series([None], dtype=pl.String).new_from_index(0, len(words))
        scenario = words.get_column(name) if name in words.columns else none
        frame = pl.DataFrame([scope.alias("scope"), scenario.alias("scenario")])
        counts.places.add_frame(frame, (source,))
    for source, flow in guideline.flows.items():
        for step in flow.steps:
            codes = raw.get_column(f"flow_{source}_{step.id}")
            for code in (1, 2):
                counts.steps.add((source, step.id, sure[code]), int((codes == code).sum()))
    for one in guideline.sources:
        for other in guideline.sources:
            if one != other:
                flag = raw.get_column(f"differs_{one}_{other}")
                counts.differs.add((one, other), int(flag.sum()))


def _count_needs(counts: Counts, raw: pl.DataFrame, outputs: Outputs) -> None:
    for fact, flags in bits(raw, "unknown", outputs.facts):
        counts.unknown.add((fact,), int(flags.sum()))
    waiting: dict[str, Flags] = {}
    for treatment, facts in outputs.needed.items():
        found = dict(bits(raw, f"needs_{treatment}", facts))
        many = sum((flags.astype(np.uint8) for flags in found.values()), np.zeros(len(raw)))
        for fact, flags in found.items():
            counts.needs.add((fact, treatment), int(flags.sum()))
            counts.alone.add((fact, treatment), int((flags & (many == 1)).sum()))
            waiting[fact] = flags | waiting[fact] if fact in waiting else flags
    for fact, flags in waiting.items():
        counts.waiting.add((fact,), int(flags.sum()))


def _count_standings(
    counts: Counts,
    words: pl.DataFrame,
    raw: pl.DataFrame,
    group: pl.Series,
    outputs: Outputs,
    given: Sequence[str],
) -> pl.Series:
    """The standing of each patient: of all treatments given where they stand alike, or "none"."""
    none = pl.Series([None], dtype=pl.String).new_from_index(0, len(words))
    if GIVEN not in words.columns:
        return none
    parts = words.get_column(GIVEN).str.split(SEPARATOR)
    parts = parts.list.eval(pl.element().str.strip_chars())
    some = pl.select(
        pl.when(parts.is_null())
        .then(pl.lit("not recorded"))
        .when(parts.list.eval(pl.element() != NOTHING).list.any())
        .then(pl.lit("given"))
        .otherwise(pl.lit("none"))
    ).to_series()
    counts.recorded.add_frame(pl.DataFrame([group, some.alias("recorded")]))
    names = {0: UNDETERMINED} | {1 << place: name for place, name in enumerate(STANDINGS)}
    found = pl.select(pl.when(some == "none").then(some).otherwise(none)).to_series()
    for treatment in given:
        here = parts.list.contains(treatment).fill_null(False)
        codes = raw.get_column(f"concord_{treatment}")
        standing = codes.replace_strict(names, return_dtype=pl.String)
        frame = pl.DataFrame([group, standing.alias("standing")]).filter(here)
        counts.standings.add_frame(frame, (treatment,))
        _count_reasons(counts, raw.filter(here), standing.filter(here), outputs, treatment)
        first, same = found.is_null(), found.eq_missing(standing)
        joined = pl.when(first | same).then(standing).otherwise(pl.lit(MIXED))
        found = pl.select(pl.when(here).then(joined).otherwise(found)).to_series()
    return found


def _count_reasons(
    counts: Counts, raw: pl.DataFrame, standing: pl.Series, outputs: Outputs, treatment: str
) -> None:
    open_ = (standing == UNDETERMINED).to_numpy()
    for fact, flags in bits(raw, f"awaits_{treatment}", outputs.awaited.get(treatment, ())):
        counts.reasons.add((treatment, UNDETERMINED, fact), int((flags & open_).sum()))
    silent = (standing == "not_addressed").to_numpy()
    for kind, flags in bits(raw, f"kinds_{treatment}", outputs.kinds[treatment]):
        counts.reasons.add((treatment, "not_addressed", kind), int((flags & silent).sum()))
    for item, flags in bits(raw, f"objects_{treatment}", outputs.objections[treatment]):
        for name in ("divided", "against", "stopped"):
            here = flags & (standing == name).to_numpy()
            counts.reasons.add((treatment, name, item), int(here.sum()))


def _followed(
    words: pl.DataFrame, standing: pl.Series, group: pl.Series, guideline: Guideline
) -> pl.DataFrame:
    """The patients of whom both time and end are known."""
    if not {MONTHS, DIED} <= set(words.columns):
        return pl.DataFrame()
    columns = [words.get_column(MONTHS).alias("months"), words.get_column(DIED).alias("died")]
    columns += [standing.alias("standing"), group]
    columns += [
        words.get_column(f"scenario_{source}")
        for source in guideline.sources
        if f"scenario_{source}" in words.columns
    ]
    if RISK in words.columns:
        columns.append(words.get_column(RISK).alias("risk"))
    return pl.DataFrame(columns).drop_nulls(["months", "died"])
