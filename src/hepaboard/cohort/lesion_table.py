"""The table of lesions: one row a lesion, checked, coded, and summed up for each patient."""

from __future__ import annotations

import polars as pl

from hepaboard.cohort.arithmetic import arithmetic
from hepaboard.cohort.coding import coding_of
from hepaboard.cohort.columns import CEILING, FLOOR, LISTED, ROW
from hepaboard.cohort.map_columns import check_columns, mapped_columns, named_as_facts
from hepaboard.cohort.mapping import MappedTable
from hepaboard.cohort.plan import Extreme, Lobes, Plan
from hepaboard.cohort.set_aside import SHOWN, Finding, problem_reasons
from hepaboard.cohort.source import Table, open_table
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline

NAME = "The table of lesions"


class LesionTable:
    """All lesions of a cohort.

    Attributes
    ----------
    coded
        One row a lesion, with the row of its patient in ``ROW``; of usable patients only.
    summary
        Per patient how many lesions are listed, and what the plan asks of them.
    spoilt
        Patients with a lesion that cannot be used, and why: one lesion less would change what the
        others say.
    orphans
        Lesions that belong to no patient of the cohort, if there are any.
    """

    def __init__(
        self,
        table: Table | None,
        mapping: MappedTable | None,
        guideline: Guideline,
        plan: Plan,
        ids: pl.DataFrame,
    ) -> None:
        types = guideline.vocabulary.types
        self.orphans: Finding | None = None
        if table is None:
            coding = coding_of(types, "lesion", {})
            self.coded = pl.DataFrame(schema={ROW: pl.UInt32}).select(
                ROW, *(column.alias(name) for name, column in coding.columns.items())
            )
            self.spoilt = pl.DataFrame(schema={ROW: pl.UInt32, "reasons": pl.String})
        else:
            self._read(table, mapping, guideline, plan, ids)
        self.summary = self.coded.group_by(ROW).agg(
            pl.len().cast(pl.Float64).alias(LISTED), *(_summary(item) for item in plan.summaries)
        )

    def _read(
        self,
        table: Table,
        mapping: MappedTable | None,
        guideline: Guideline,
        plan: Plan,
        ids: pl.DataFrame,
    ) -> None:
        vocabulary = guideline.vocabulary
        if vocabulary.counter is None:
            raise HepaboardError("No fact of the vocabulary counts lesions.")
        recorded = open_table(table).rename({ROW: "lesion_row"}).collect()
        names = [name for name in recorded.columns if name != "lesion_row"]
        if mapping is None:
            mapping = named_as_facts(names, vocabulary, "lesion", NAME)
        else:
            check_columns(mapping, names, NAME)
        mapped = recorded.select(
            pl.col("lesion_row"),
            pl.col(mapping.id).cast(pl.String).alias("id"),
            *mapped_columns(mapping, recorded.schema, vocabulary, "lesion"),
        ).join(ids.unique("id", keep="none"), on="id", how="left", maintain_order="left")
        lost = mapped.filter(pl.col(ROW).is_null()).get_column("lesion_row")
        if len(lost):
            what = "lesions of no patient, or of an id that is not unique (rows of their table)"
            self.orphans = Finding(what, len(lost), lost.head(SHOWN).to_list())
        mapped = mapped.filter(pl.col(ROW).is_not_null())
        coding = coding_of(vocabulary.types, "lesion", mapped.schema)
        if coding.problems:
            wrong = pl.any_horizontal([p.wrong.fill_null(False) for p in coding.problems])
            bad = mapped.filter(wrong)
        else:
            bad = mapped.clear()
        self.spoilt = _reasons(bad, problem_reasons(bad, coding.problems))
        coded = mapped.select(
            ROW, *(column.alias(name) for name, column in coding.columns.items())
        ).join(self.spoilt.select(ROW), on=ROW, how="anti", maintain_order="left")
        self.coded = arithmetic(plan, coded.sort(ROW), "lesion")


def _reasons(bad: pl.DataFrame, reasons: list[pl.Series]) -> pl.DataFrame:
    """Per patient what is wrong with which lesions."""
    if not len(bad):
        return pl.DataFrame(schema={ROW: pl.UInt32, "reasons": pl.String})
    parts = [
        bad.select(ROW, pl.format("lesion in row {}: {}", "lesion_row", reason).alias("reasons"))
        for reason in reasons
    ]
    told = pl.concat(parts).drop_nulls("reasons")
    return told.group_by(ROW, maintain_order=True).agg(pl.col("reasons").str.join("; "))


def _summary(item: Extreme | Lobes) -> pl.Expr:
    """The extreme of what is known; whether places in both lobes are."""
    known = pl.col(item.fact)
    if isinstance(item, Lobes):
        both = known.is_in(item.left).any() & known.is_in(item.right).any()
        return both.cast(pl.Float64).alias(item.column)
    if item.largest:
        return known.max().alias(item.column)
    high = pl.when(known == FLOOR).then(CEILING).otherwise(known)
    return high.min().alias(item.column)
