"""Commands that compute: calculators."""

from __future__ import annotations

from typing import Annotated

import typer

from hepaboard.cli.options import ListFormat
from hepaboard.cli.output import write
from hepaboard.errors import HepaboardError


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
