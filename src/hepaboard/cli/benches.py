"""Benchmarks: each measures in one run, and says on which machine and when."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from hepaboard.bench import BenchResult, bench_table, case_bench, load_bench, missing_bench
from hepaboard.cli.options import ListFormat, Out
from hepaboard.cli.output import Capture, write

bench = typer.Typer(help="Measures this engine, beside others where there are any.")
Form = Annotated[ListFormat, typer.Option("--format", help="Form.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", envvar="HEPABOARD_QUIET", help="No progress.")
]
Offline = Annotated[
    bool, typer.Option("--offline", help="Install nothing; absent peers are reported.")
]
Rows = Annotated[int, typer.Option(help="Patients; of several sizes the largest.", min=1)]


@bench.command()
def case(
    form: Form = ListFormat.text,
    out: Out = None,
    offline: Offline = False,
    quiet: Quiet = False,
) -> None:
    """One case at a time, beside other engines (installed on first use)."""
    _show(case_bench(offline=offline, quiet=quiet), form, out)


@bench.command()
def load(form: Form = ListFormat.text, out: Out = None) -> None:
    """Loading the guideline in a new process, from the files and from the cache."""
    _show(load_bench(), form, out)


@bench.command()
def missing(form: Form = ListFormat.text, out: Out = None) -> None:
    """Possible verdicts and the next question while facts are missing."""
    _show(missing_bench(), form, out)


@bench.command()
def cohort(
    form: Form = ListFormat.text,
    out: Out = None,
    offline: Offline = False,
    rows: Rows = 50_000,
    figure: Annotated[Path | None, typer.Option(help="Picture of time over size (.svg).")] = None,
    quiet: Quiet = False,
) -> None:
    """Cohorts: every engine from file to file and in memory, and ten rules beside peers."""
    from hepaboard.bench.cohort.render import cohort_tables
    from hepaboard.bench.cohort.run import cohort_bench

    with _steps(quiet) as told:
        result = cohort_bench(rows, offline=offline, figure=figure, told=told)
    if form is ListFormat.json:
        write(result.model_dump_json(indent=1) + "\n", out)
        return
    with Capture(out, width=160) as console:
        console.print(f"cohort: {result.date.isoformat()}, {result.machine}")
        for table in cohort_tables(result):
            console.print(table, "")


@bench.command()
def differential(out: Out = None, rows: Rows = 50_000, quiet: Quiet = False) -> None:
    """Every cohort engine against single cases, patient by patient; exit 1 if one differs."""
    from hepaboard.bench.cohort.differential import differential as compared

    with _steps(quiet) as told:
        found = compared(rows, progress=lambda done, of: told(f"{done:,} of {of:,} patients"))
    lines = [
        f"{found.rows:,} patients, {found.refused:,} of them contradictory; "
        f"{found.values:,} values each of {', '.join(found.engines)} compared with single cases "
        f"({found.interpreted:,} patients by the interpreter): {len(found.differences)} differences"
    ]
    lines += [
        f"{item.engine}: {item.output} in {item.rows:,} patients, first {item.first}"
        for item in found.differences
    ]
    write("\n".join(lines) + "\n", out)
    if found.differences:
        raise typer.Exit(1)


@bench.command()
def board(
    form: Form = ListFormat.text,
    out: Out = None,
    members: Annotated[int, typer.Option(help="Persons at work.", min=1, max=500)] = 50,
    rounds: Annotated[int, typer.Option(help="Rounds of each person.", min=1)] = 10,
) -> None:
    """Many members of a board on one workbench at the same time; exit 1 if an action failed."""
    from hepaboard.bench.board import board_bench

    result = board_bench(members=members, rounds=rounds)
    _show(result, form, out)
    if result.rows[-1].figure:
        raise typer.Exit(1)


def _show(result: BenchResult, form: ListFormat, out: Path | None) -> None:
    if form is ListFormat.json:
        write(result.model_dump_json(indent=1) + "\n", out)
        return
    with Capture(out, width=160) as console:
        console.print(bench_table(result))


@contextmanager
def _steps(quiet: bool) -> Iterator[Callable[[str], None]]:
    """What is being measured on standard error, where that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    shown = not quiet and sys.stderr.isatty()
    yield lambda step: console.print(step, style="dim") if shown else None
