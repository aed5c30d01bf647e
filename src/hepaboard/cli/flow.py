"""The command that shows the flows of the sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hepaboard.cli.options import Out, Policy
from hepaboard.cli.output import Capture, day_of, guideline_of, write
from hepaboard.errors import HepaboardError


class FlowFormat(StrEnum):
    """Forms of a flow."""

    text = "text"
    svg = "svg"
    json = "json"


def flow(
    case: Annotated[
        str | None, typer.Argument(help="A case file, or example:NAME; none for the whole.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            "--sources",
            metavar="IDS",
            envvar="HEPABOARD_SOURCES",
            help="Whose flow, e.g. S2; all if not given.",
        ),
    ] = None,
    form: Annotated[FlowFormat, typer.Option("--format", help="Form.")] = FlowFormat.text,
    out: Out = None,
    policy: Policy = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of assessment.")] = None,
    width: Annotated[
        int, typer.Option(min=320, max=1600, help="Width of a picture in pixels.")
    ] = 400,
) -> None:
    """Shows the flow of each source, with the place of a patient and the branches still open."""
    guideline = guideline_of(source, policy)
    assessment = None
    if case is not None:
        from hepaboard.assess import assess
        from hepaboard.examples import case_source

        assessment = assess(case_source(case), guideline, day_of(on))
    found = [name for name in guideline.flows if assessment is None or _result(assessment, name)]
    if form is FlowFormat.json:
        write(_json(guideline, assessment, found), out)
        return
    charts = [_chart(guideline, assessment, name) for name in found]
    silent = list(_silent(guideline, assessment, found))
    if form is FlowFormat.svg:
        _pictures(charts, silent, out, width)
        return
    from hepaboard.report.flow import print_flow

    with Capture(out) as console:
        for number, chart in enumerate(charts):
            if number:
                console.print()
            print_flow(chart, console)
        if charts and silent:
            console.print()
        for line in silent:
            console.print(line)


def _result(assessment: Any, source: str) -> Any:
    if assessment is None:
        return None
    return next((item for item in assessment.flows if item.source == source), None)


def _chart(guideline: Any, assessment: Any, source: str) -> Any:
    from hepaboard.days import day_words
    from hepaboard.report.flow import chart_of

    about = ""
    if assessment is not None:
        day = assessment.case.assessed_on
        about = f"case {assessment.case.id}" + (f", assessed {day_words(day)}" if day else "")
    return chart_of(guideline, source, _result(assessment, source), about)


def _silent(guideline: Any, assessment: Any, found: list[str]) -> Iterator[str]:
    """The sources without a flow for this patient, and why."""
    for name, entry in guideline.sources.items():
        if name not in guideline.flows:
            yield f"{name} has no flow."
        elif name not in found:
            scope = next(item for item in assessment.scopes if item.source == name)
            if scope.status == "out_of_scope":
                says = entry.scope.says.rstrip(".")
                yield f"{name} does not speak of this patient ({says})."
            else:
                yield f"{name}: a hard stop ends the assessment of this patient."


def _json(guideline: Any, assessment: Any, found: list[str]) -> str:
    import json

    from hepaboard.report.flow.data import flow_data

    data: dict[str, Any] = {}
    if assessment is not None:
        data["case"] = assessment.case.model_dump(mode="json")
        data["guideline"] = assessment.guideline.model_dump(mode="json")
    data["flows"] = [flow_data(guideline.flows[name], _result(assessment, name)) for name in found]
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _pictures(charts: list[Any], silent: list[str], out: Path | None, width: int) -> None:
    """One picture to standard output or a file; several, or any into a folder, as flow-S2.svg."""
    from hepaboard.report.flow import flow_svg

    if not charts:
        raise HepaboardError("There is no flow to draw.\n  " + "\n  ".join(silent))
    for line in silent:
        print(f"hepaboard: not drawn: {line}", file=sys.stderr)
    folder = out is not None and (out.is_dir() or len(charts) > 1)
    if not folder and len(charts) == 1:
        write(flow_svg(charts[0], width), out)
        return
    if out is None:
        raise HepaboardError(
            f"A picture holds one flow; there are {len(charts)}.",
            field="--format svg",
            allowed=" or ".join(f"--source {chart.source}" for chart in charts),
            todo="Name one source, or a folder with --out FOLDER.",
        )
    if out.exists() and not out.is_dir():
        raise HepaboardError(
            f"{out} is a file; {len(charts)} pictures need a folder.", field="--out"
        )
    out.mkdir(parents=True, exist_ok=True)
    for chart in charts:
        path = out / f"flow-{chart.source}.svg"
        write(flow_svg(chart, width), path)
        print(path)
