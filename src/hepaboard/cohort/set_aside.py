"""Rows that cannot be used: which, and why; with counts for the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from hepaboard.cohort.columns import ROW
from hepaboard.cohort.problem import Problem

SHOWN = 5
REASONS = "reasons"


@dataclass(slots=True)
class Finding:
    """One kind of problem: how many rows have it, and the first of them."""

    what: str
    rows: int = 0
    first: list[int] = field(default_factory=list)


@dataclass(slots=True)
class SetAside:
    """Counts of what was set aside, and of what was read."""

    read: int = 0
    kept: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)

    @property
    def rejected(self) -> int:
        """How many rows were set aside."""
        return self.read - self.kept

    def note(self, rows: pl.DataFrame, reasons: Sequence[pl.Series]) -> pl.DataFrame:
        """The rows with their reasons joined, and counts kept.

        Parameters
        ----------
        rows
            The rows as recorded, with ``ROW``.
        reasons
            Series of text, null where the reason does not apply; named by the kind of problem.
        """
        for reason in reasons:
            hit = rows.get_column(ROW).filter(reason.is_not_null())
            if len(hit):
                finding = self.findings.setdefault(reason.name, Finding(reason.name))
                finding.rows += len(hit)
                room = SHOWN - len(finding.first)
                finding.first.extend(int(row) for row in hit.head(max(room, 0)))
        joined = pl.select(
            pl.concat_str(
                [reason.alias(str(i)) for i, reason in enumerate(reasons)],
                separator="; ",
                ignore_nulls=True,
            ).alias(REASONS)
        ).to_series()
        first = rows.select(ROW).with_columns(joined)
        return pl.concat([first, as_text(rows.drop(ROW))], how="horizontal")


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """All columns as text, so that they can be written to any file."""
    return frame.select(
        column.cast(pl.List(pl.String)).list.join(";")
        if isinstance(column.dtype, pl.List)
        else column.cast(pl.String)
        for column in frame
    )


def problem_reasons(frame: pl.DataFrame, problems: Sequence[Problem]) -> list[pl.Series]:
    """The reasons of each problem for the rows of a mapped frame."""
    found = []
    for problem in problems:
        value = pl.col(problem.column)
        if isinstance(frame.schema[problem.column], pl.List):
            value = value.cast(pl.List(pl.String)).list.join(";")
        text = pl.format(
            f"{problem.column}: {{}} does not fit (allowed: {_plain(problem.allowed)})",
            value.cast(pl.String).fill_null("nothing"),
        )
        reason = pl.when(problem.wrong.fill_null(False)).then(text)
        name = f"{problem.column} does not fit (allowed: {problem.allowed})"
        found.append(frame.select(reason.alias(name)).to_series())
    return found


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
