"""Benchmarks: each measures in one run, and says on which machine and when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hepaboard.bench import BenchResult, bench_table, case_bench, load_bench, missing_bench
from hepaboard.cli.options import ListFormat, Out
from hepaboard.cli.output import Capture, write

bench = typer.Typer(help="Measures this engine, beside others where there are any.")
Form = Annotated[ListFormat, typer.Option("--format", help="Form.")]


@bench.command()
def case(
    form: Form = ListFormat.text,
    out: Out = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Install nothing; absent peers are reported.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", envvar="HEPABOARD_QUIET", help="No progress.")
    ] = False,
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
