"""Reads a cohort batch by batch: mapped, checked, coded; what cannot be used is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from hepaboard.cohort.arithmetic import arithmetic
from hepaboard.cohort.coding import coding_of
from hepaboard.cohort.columns import LISTED, ROW
from hepaboard.cohort.lesion_table import LesionTable
from hepaboard.cohort.map_columns import check_columns, mapped_columns, named_as_facts
from hepaboard.cohort.mapping import Mapping
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.polars_engine import PolarsEngine
from hepaboard.cohort.set_aside import SetAside, problem_reasons
from hepaboard.cohort.source import Table, open_table
from hepaboard.guideline import Guideline

BATCH_ROWS = 262_144


@dataclass(frozen=True, slots=True)
class Batch:
    """Some patients of a cohort.

    ``kept`` has ``ROW``, the id and the columns kept as they are; ``coded`` the coded facts of the
    same patients; ``rejected`` the rows set aside, as recorded, with reasons.
    """

    kept: pl.DataFrame
    coded: pl.DataFrame
    rejected: pl.DataFrame


class Reader:
    """One cohort, ready to be read; ``report`` counts what was read and set aside.

    Raises
    ------
    HepaboardError
        A table cannot be read, or has columns that nobody accounts for.
    """

    def __init__(
        self,
        table: Table,
        guideline: Guideline,
        plan: Plan,
        lesions: Table | None = None,
        mapping: Mapping | None = None,
    ) -> None:
        self.plan = plan
        self.report = SetAside()
        self.table = open_table(table)
        schema = dict(self.table.collect_schema())
        names = [name for name in schema if name != ROW]
        vocabulary = guideline.vocabulary
        if mapping is None:
            self.mapping = named_as_facts(names, vocabulary, "patient", "The table of patients")
        else:
            check_columns(mapping, names, "The table of patients")
            self.mapping = mapping
        self.mapped = mapped_columns(self.mapping, schema, vocabulary, "patient")
        self.id = self.mapping.id
        ids = self.table.select(ROW, pl.col(self.id).cast(pl.String).alias("id")).collect()
        twice = ids.filter(pl.col("id").is_duplicated() & pl.col("id").is_not_null())
        self.twice = twice.get_column(ROW)
        self.rows = len(ids)
        self.lesions = LesionTable(lesions, mapping and mapping.lesions, guideline, plan, ids)
        if self.lesions.orphans is not None:
            self.report.findings[self.lesions.orphans.what] = self.lesions.orphans
        mapped = self.table.select(self.mapped).collect_schema()
        self.coding = coding_of(vocabulary.types, "patient", mapped)
        self._engine = PolarsEngine(plan)

    @property
    def kept_schema(self) -> pl.Schema:
        """The columns of ``Batch.kept``."""
        schema = self.table.collect_schema()
        kept = [(name, schema[name]) for name in self.mapping.keep]
        return pl.Schema([(self.id, pl.String()), *kept])

    def batches(self) -> Iterator[Batch]:
        """The cohort in order, some hundred thousand patients at a time; at least one batch."""
        if not self.rows:
            yield self._batch(self.table.collect())
            return
        for recorded in self.table.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True):
            yield self._batch(recorded)

    def _batch(self, recorded: pl.DataFrame) -> Batch:
        mapped = recorded.select(self.mapped)
        problems = self.coding.problems
        wrong = mapped.select(
            p.wrong.fill_null(False).alias(str(i)) for i, p in enumerate(problems)
        )
        here = recorded.select(
            pl.col(self.id).is_null().alias("no id"),
            pl.col(ROW).is_in(self.twice.implode()).alias("id"),
            pl.col(ROW).is_in(self.lesions.spoilt.get_column(ROW).implode()).alias("lesions"),
        )
        flags = pl.concat([wrong, here], how="horizontal").select(pl.any_horizontal(pl.all()))
        bad = flags.to_series() if flags.width else pl.repeat(False, len(recorded), eager=True)
        coded = self._coded(mapped.filter(~bad), recorded.get_column(ROW).filter(~bad))
        against = self._engine.flags(coded, list(self.plan.contradictions.values()))
        clash = (
            pl.DataFrame([s.alias(str(i)) for i, s in enumerate(against)])
            .select(pl.any_horizontal(pl.all()))
            .to_series()
        )
        good = recorded.filter(~bad)
        kept = good.filter(~clash).select(ROW, pl.col(self.id).cast(pl.String), *self.mapping.keep)
        rejected = [self._misfits(recorded.filter(bad), mapped.filter(bad))]
        rejected.append(self._clashes(good.filter(clash), [s.filter(clash) for s in against]))
        self.report.read += len(recorded)
        self.report.kept += len(kept)
        return Batch(kept, coded.filter(~clash), pl.concat(rejected).sort(ROW))

    def _coded(self, mapped: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
        plan = self.plan
        codes = [
            column.alias(name)
            for name, column in self.coding.columns.items()
            if name in plan.needed or plan.expressions
        ]
        coded = mapped.select(codes).insert_column(0, rows)
        coded = arithmetic(plan, coded, "patient")
        coded = coded.join(self.lesions.summary, on=ROW, how="left", maintain_order="left")
        absent = {LISTED: 0.0} | {item.column: item.none for item in plan.summaries}
        return coded.with_columns(pl.col(name).fill_null(value) for name, value in absent.items())

    def _misfits(self, recorded: pl.DataFrame, mapped: pl.DataFrame) -> pl.DataFrame:
        reasons = problem_reasons(mapped, self.coding.problems)
        ident = pl.col(self.id)
        spoilt = recorded.select(ROW).join(
            self.lesions.spoilt, on=ROW, how="left", maintain_order="left"
        )
        reasons += [
            recorded.select(
                pl.when(ident.is_null()).then(pl.lit("no id")).alias("no id")
            ).to_series(),
            recorded.select(
                pl.when(pl.col(ROW).is_in(self.twice.implode()))
                .then(pl.lit("another row has the same id"))
                .alias("another row has the same id")
            ).to_series(),
            spoilt.get_column("reasons").alias("a lesion's row does not fit"),
        ]
        return self.report.note(recorded, reasons)

    def _clashes(self, recorded: pl.DataFrame, against: list[pl.Series]) -> pl.DataFrame:
        reasons = [
            pl.select(pl.when(flag).then(pl.lit(f"impossible together: {why}")))
            .to_series()
            .alias(f"impossible together: {why}")
            for why, flag in zip(self.plan.contradictions, against, strict=True)
        ]
        return self.report.note(recorded, reasons)
