"""Cohort files and frames as lazy tables with numbered rows."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import polars as pl

from hepaboard.cohort.columns import ROW
from hepaboard.errors import HepaboardError

Table = pl.DataFrame | pl.LazyFrame | str | Path
SUFFIXES = (".parquet", ".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods")
#: Names under which the patient's id is looked for where no mapping names it.
ID_NAMES = ("patient_id", "patient", "case_id", "case", "id")


def open_table(table: Table) -> pl.LazyFrame:
    """The table, with the number of each row from 1 on in ``ROW``.

    Text files are read as text: what a value means is decided by its fact, not by its look.

    Raises
    ------
    HepaboardError
        There is no such file, or it cannot be read.
    """
    frame = _open(table)
    if ROW in frame.collect_schema():
        raise HepaboardError(f"A column is named {ROW!r}, which is kept for row numbers.")
    return frame.with_row_index(ROW, offset=1)


def _open(table: Table) -> pl.LazyFrame:
    if isinstance(table, pl.LazyFrame):
        return table
    if isinstance(table, pl.DataFrame):
        return table.lazy()
    path = Path(table)
    if not path.is_file():
        raise HepaboardError(f"There is no file {path}.", file=path, allowed=", ".join(SUFFIXES))
    try:
        match path.suffix.lower():
            case ".parquet":
                frame = pl.scan_parquet(path)
            case ".csv":
                frame = pl.scan_csv(path, infer_schema=False)
            case ".tsv":
                frame = pl.scan_csv(path, separator="\t", infer_schema=False)
            case ".xlsx" | ".xls" | ".xlsb" | ".ods":
                frame = pl.read_excel(path).lazy()
            case _:
                raise HepaboardError(
                    f"{path.suffix or 'No suffix'} is not a kind of table that is read.",
                    file=path,
                    allowed=", ".join(SUFFIXES),
                )
        frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise HepaboardError(f"The table cannot be read: {reason}", file=path) from error
    return frame


def id_column(names: list[str], table: str) -> str:
    """The column that holds the patient's id.

    Raises
    ------
    HepaboardError
        There is none, or it cannot be told which.
    """
    found = [name for name in ID_NAMES if name in names]
    if len(found) != 1:
        raise HepaboardError(
            f"{table}: which column holds the patient's id?",
            field=", ".join(found) or None,
            allowed=f"one of {', '.join(ID_NAMES)}",
            todo="Name it in a mapping file: id: COLUMN (hepaboard map --suggest writes one).",
        )
    return found[0]


def refuse_columns(unknown: list[str], known: list[str], table: str) -> None:
    """Refuses columns that are no facts.

    Raises
    ------
    HepaboardError
        There are any: a fact misspelt would be unknown throughout without a word.
    """
    if not unknown:
        return
    near = {name: get_close_matches(name, known, n=1) for name in unknown}
    likely = ", ".join(f"{name}: perhaps {close[0]}" for name, close in near.items() if close)
    raise HepaboardError(
        f"{table}: {len(unknown)} columns are no facts: {', '.join(unknown[:12])}"
        + (" ..." if len(unknown) > 12 else "."),
        allowed="names of facts (hepaboard schema facts), <fact>_min, <fact>_max, <set>_<member>",
        likely=likely or None,
        todo="Name them in a mapping file under columns, keep or ignore "
        "(hepaboard map --suggest writes one).",
    )
