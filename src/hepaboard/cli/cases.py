"""Commands about one case."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hepaboard.cli.options import ListFormat, Out, Policy, Sources
from hepaboard.cli.output import Capture, day_of, guideline_of, write
from hepaboard.errors import HepaboardError


class AssessFormat(StrEnum):
    """Forms of an assessment."""

    text = "text"
    json = "json"
    md = "md"


class FigureFormat(StrEnum):
    """Forms of a figure."""

    svg = "svg"
    png = "png"


def assess(
    case: Annotated[
        str | None, typer.Argument(help="A case file (YAML or JSON), or example:NAME.")
    ] = None,
    form: Annotated[AssessFormat, typer.Option("--format", help="Form.")] = AssessFormat.text,
    out: Out = None,
    sources: Sources = None,
    policy: Policy = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of assessment, e.g. 2026-06-01."),
    ] = None,
    facts: Annotated[
        Path | None, typer.Option(help="A flat set of facts (JSON) instead of a case.")
    ] = None,
) -> None:
    """Assesses one case: where the patient stands, what is advised, unsafe, missing and due."""
    from hepaboard.assess import assess as assess_case
    from hepaboard.assess import assess_facts
    from hepaboard.examples import case_source

    guideline = guideline_of(sources, policy)
    if (case is None) == (facts is None):
        raise HepaboardError(
            "Give either a case or --facts.",
            allowed="hepaboard assess CASE, or hepaboard assess --facts F.json",
            todo="Try: hepaboard assess example:s0-index",
        )
    if facts is not None:
        result = assess_facts(facts, guideline)
    else:
        assert case is not None
        result = assess_case(case_source(case), guideline, day_of(on))
    if form is AssessFormat.json:
        write(result.model_dump_json(indent=2) + "\n", out)
    elif form is AssessFormat.md:
        from hepaboard.report import markdown

        write(markdown(result), out)
    else:
        from hepaboard.report import print_sheet, sheet

        with Capture(out) as console:
            print_sheet(sheet(result), console)


def disagreements(
    case: Annotated[
        str | None, typer.Argument(help="A case file, or example:NAME; none for the whole.")
    ] = None,
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
    out: Out = None,
    sources: Sources = None,
    policy: Policy = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of assessment.")] = None,
) -> None:
    """Shows where the sources differ: on every topic, or on those that touch one case."""
    from hepaboard.assess.differences import differences
    from hepaboard.examples import case_source

    source = None if case is None else case_source(case)
    found = differences(source, guideline_of(sources, policy), day_of(on))
    if form is ListFormat.json:
        write(found.model_dump_json(indent=1) + "\n", out)
        return
    from hepaboard.report.disagreement_text import print_disagreements

    with Capture(out) as console:
        print_disagreements(found, console)


def calendar(
    case: Annotated[str, typer.Argument(help="A case file, or example:NAME.")],
    out: Out = None,
    sources: Sources = None,
    policy: Policy = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of assessment.")] = None,
) -> None:
    """Writes the schedule of a case as a calendar file (iCalendar), without names."""
    from hepaboard.assess import assess as assess_case
    from hepaboard.examples import case_source
    from hepaboard.report.calendar import calendar as calendar_of
    from hepaboard.report.calendar import undated

    result = assess_case(case_source(case), guideline_of(sources, policy), day_of(on))
    for words in undated(result):
        print(f"hepaboard: no date yet: {words}", file=sys.stderr)
    write(calendar_of(result).decode("utf-8"), out)


def figures(
    case: Annotated[str, typer.Argument(help="A case file, or example:NAME.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="A folder; made if need be.")],
    form: Annotated[FigureFormat, typer.Option("--format", help="Form.")] = FigureFormat.svg,
    sources: Sources = None,
    policy: Policy = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of assessment.")] = None,
) -> None:
    """Draws a case: timeline, response, remnant, liver map. Prints the files written."""
    from hepaboard.examples import case_source
    from hepaboard.report.figures import draw_figures, written

    drawn = draw_figures(case_source(case), guideline_of(sources, policy), day_of(on))
    for name, needs in drawn.needs if drawn.figures else ():
        print(f"hepaboard: not drawn: {name}; it needs {needs}", file=sys.stderr)
    for path in written(drawn, out, form.value):
        print(path)
