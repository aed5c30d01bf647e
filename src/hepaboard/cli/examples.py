"""The command about the shipped example cases."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from hepaboard.cli.options import ListFormat, Out
from hepaboard.cli.output import Capture, guideline_of, write
from hepaboard.errors import HepaboardError


def examples(
    name: Annotated[
        str | None, typer.Argument(help="An example to print; all are listed without.")
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help="For every condition an example where it is true, false and unknown; "
            "exit code 1 where one lacks.",
        ),
    ] = False,
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
    out: Out = None,
) -> None:
    """Lists the shipped example cases; example:NAME stands for a case file everywhere."""
    from hepaboard.examples import example_file

    if name is not None and coverage:
        raise HepaboardError("--coverage is about all examples.", todo=f"Leave out {name}.")
    if name is not None:
        write(example_file(name).read_text(encoding="utf-8"), out)
    elif coverage:
        _coverage(form, out)
    else:
        _list(form, out)


def _list(form: ListFormat, out: Out) -> None:
    from hepaboard.examples import shipped

    found = shipped()
    if form is ListFormat.json:
        rows = [
            {
                "name": example.name,
                "group": example.group,
                "title": example.title,
                "sources": example.sources,
                "why": " ".join(example.why.split()),
            }
            for example in found
        ]
        write(json.dumps({"examples": rows}, indent=1) + "\n", out)
        return
    with Capture(out) as console:
        for group in dict.fromkeys(example.group for example in found):
            console.print(group, markup=False)
            for example in found:
                if example.group == group:
                    console.print(f"  example:{example.name}", markup=False, soft_wrap=True)
                    console.print(f"      {example.title}", markup=False, soft_wrap=True)


def _coverage(form: ListFormat, out: Out) -> None:
    from dataclasses import asdict

    from hepaboard.assess.witnesses import witnesses
    from hepaboard.examples import never_shown, shipped

    cases = {example.name: example.case for example in shipped()}
    found = witnesses(guideline_of(None, None), cases, never_shown())
    lacking = [item for item in found if item.lacks]
    if form is ListFormat.json:
        rows: list[dict[str, Any]] = [{**asdict(item), "lacks": item.lacks} for item in found]
        write(json.dumps({"examples": len(cases), "conditions": rows}, indent=1) + "\n", out)
    else:
        with Capture(out) as console:
            for item in found:
                shown = (item.true or "-", item.false or "-", item.unknown or "-")
                words = "  ".join((item.id, item.kind, *shown))
                console.print(words, markup=False, soft_wrap=True)
            console.print(
                f"{len(found)} conditions in {len(cases)} examples; each line names one where it "
                "is true, one where it is false, one where it is unknown.",
                markup=False,
            )
            for item in found:
                for truth, why in item.never.items():
                    console.print(f"{item.id} cannot be {truth}: {why}", markup=False)
            for item in lacking:
                words = f"lacking: {item.id} ({item.kind}) is never {', never '.join(item.lacks)}"
                console.print(words, markup=False, soft_wrap=True)
    if lacking:
        raise typer.Exit(1)
