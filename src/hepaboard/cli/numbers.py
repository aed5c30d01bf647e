"""Commands that compute or measure: calculators and benchmarks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hepaboard.cli.options import ListFormat, Out
from hepaboard.cli.output import Capture, write
from hepaboard.errors import HepaboardError


class BenchName(StrEnum):
    """The benchmarks."""

    case = "case"
    load = "load"
    cohort = "cohort"


def calculate(
    name: Annotated[
        str | None, typer.Argument(help="A calculator; all are listed without.")
    ] = None,
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT=VALUE]...", help="What is known.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Formula, units, ranges and source.")
    ] = False,
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
) -> None:
    """Computes one score or formula, e.g. fong_score n_liver_mets=3 cea_ng_ml=250."""
    from hepaboard.calculate import calculate as result_of
    from hepaboard.calculate import describe, names

    if name is None:
        write("\n".join(names()) + "\n", None)
        return
    if explain:
        write(describe(name) + "\n", None)
        return
    given = dict(part.partition("=")[::2] for part in inputs or [])
    if any("=" not in part for part in inputs or []):
        raise HepaboardError("An input is written name=value.", allowed="cea_ng_ml=250")
    found = result_of(name, given)
    if form is ListFormat.json or not isinstance(found, dict):
        import json

        write(json.dumps(found, indent=1) + "\n", None)
        return
    write("".join(f"{key}: {value}\n" for key, value in found.items()), None)


def bench(
    name: Annotated[BenchName, typer.Argument(help="Which benchmark.")] = BenchName.case,
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
    out: Out = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Install nothing; absent peers are reported.")
    ] = False,
    rows: Annotated[int | None, typer.Option(help="cohort: patients of the largest.")] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="cohort: every engine against single cases instead.")
    ] = False,
    figure: Annotated[
        Path | None, typer.Option(help="cohort: picture of time over size (.svg).")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", envvar="HEPABOARD_QUIET", help="No progress.")
    ] = False,
) -> None:
    """Measures this engine: case and cohort beside peers (installed on first use), load alone."""
    from hepaboard.bench import bench_table, case_bench, load_bench

    if name is not BenchName.cohort and (rows is not None or compare or figure is not None):
        raise HepaboardError("--rows, --compare and --figure are for bench cohort.")
    if compare:
        write(_compared(rows or 50_000, quiet), out)
        return
    if name is BenchName.cohort:
        from hepaboard.bench.cohort.run import cohort_bench

        with _steps(quiet) as told:
            result = cohort_bench(rows or 50_000, offline=offline, figure=figure, told=told)
    elif name is BenchName.load:
        result = load_bench()
    else:
        result = case_bench(offline=offline, quiet=quiet)
    if form is ListFormat.json:
        write(result.model_dump_json(indent=1) + "\n", out)
        return
    with Capture(out, width=160) as console:
        if name is BenchName.cohort:
            from hepaboard.bench.cohort.render import cohort_tables

            console.print(f"cohort: {result.date.isoformat()}, {result.machine}")
            for table in cohort_tables(result):
                console.print(table, "")
        else:
            console.print(bench_table(result))


def _compared(rows: int, quiet: bool) -> str:
    """What comparing cohorts with single cases found; differences end the program with code 1."""
    from hepaboard.bench.cohort.differential import differential

    with _steps(quiet) as told:
        found = differential(rows, progress=lambda done, of: told(f"{done:,} of {of:,} patients"))
    lines = [
        f"{found.rows:,} patients, {found.refused:,} of them contradictory; "
        f"{found.values:,} values each of {', '.join(found.engines)} compared with single cases "
        f"({found.interpreted:,} patients by the interpreter): {len(found.differences)} differences"
    ]
    lines += [
        f"{item.engine}: {item.output} in {item.rows:,} patients, first {item.first}"
        for item in found.differences
    ]
    text = "\n".join(lines) + "\n"
    if found.differences:
        write(text, None)
        raise typer.Exit(1)
    return text


@contextmanager
def _steps(quiet: bool) -> Iterator[Callable[[str], None]]:
    """What is being measured on standard error, where that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    shown = not quiet and sys.stderr.isatty()
    yield lambda step: console.print(step, style="dim") if shown else None
