"""Commands that compute or measure: calculators and benchmarks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from hepaboard.cli.options import ListFormat, Out
from hepaboard.cli.output import Capture, write
from hepaboard.errors import HepaboardError


class BenchName(StrEnum):
    """The benchmarks."""

    case = "case"
    load = "load"
    missing = "missing"


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
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", envvar="HEPABOARD_QUIET", help="No progress.")
    ] = False,
) -> None:
    """Measures this engine: case beside its peers (installed on first use); load, missing alone."""
    from hepaboard.bench import bench_table, case_bench, load_bench, missing_bench

    if name is BenchName.load:
        result = load_bench()
    elif name is BenchName.missing:
        result = missing_bench()
    else:
        result = case_bench(offline=offline, quiet=quiet)
    if form is ListFormat.json:
        write(result.model_dump_json(indent=1) + "\n", out)
        return
    with Capture(out, width=160) as console:
        console.print(bench_table(result))
