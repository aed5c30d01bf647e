"""What can be wrong with a recorded value, as an expression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Problem:
    """``wrong`` is true in rows whose ``column`` does not fit; ``allowed`` says what would."""

    column: str
    wrong: pl.Expr
    allowed: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A column as it was recorded."""

    name: str
    dtype: pl.DataType

    @staticmethod
    def of(name: str, schema: Mapping[str, pl.DataType]) -> Recorded | None:
        """The column of this name, or None if there is none or nothing is in it."""
        dtype = schema.get(name)
        return None if dtype is None or dtype == pl.Null else Recorded(name, dtype)

    @property
    def text(self) -> pl.Expr:
        """The column as text."""
        column = pl.col(self.name)
        if isinstance(self.dtype, pl.List):
            return column.cast(pl.List(pl.String)).list.join(";")
        return column if self.dtype == pl.String else column.cast(pl.String)

    @property
    def number(self) -> pl.Expr:
        """The column as float64; null where it is not a number."""
        column = pl.col(self.name)
        if self.dtype == pl.Boolean or isinstance(self.dtype, pl.List):
            return pl.lit(None, pl.Float64)
        return column.cast(pl.Float64, strict=False)
