"""The command line. Standard output carries the answer alone; the rest goes to standard error."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hepaboard.errors import HepaboardError

app = typer.Typer(
    name="hepaboard",
    help="What published guidance advises for a patient with liver metastases, and why.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class AssessFormat(StrEnum):
    """Forms of an assessment."""

    text = "text"
    json = "json"
    md = "md"


class ListFormat(StrEnum):
    """Forms of a list."""

    text = "text"
    json = "json"


class FigureFormat(StrEnum):
    """Forms of a figure."""

    svg = "svg"
    png = "png"


class SchemaName(StrEnum):
    """What has a JSON Schema."""

    case = "case"
    assessment = "assessment"
    facts = "facts"
    knowledge = "knowledge"


class BenchName(StrEnum):
    """The benchmarks."""

    case = "case"


Sources = Annotated[
    str | None,
    typer.Option(
        "--sources",
        metavar="IDS",
        envvar="HEPABOARD_SOURCES",
        help="Packs to use, e.g. S0,S2; all if not given. Hard stops stay on in any case.",
    ),
]
Policy = Annotated[
    Path | None,
    typer.Option(envvar="HEPABOARD_POLICY", help="A policy file instead of the shipped one."),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to a file.")]


@app.command()
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

    guideline = _guideline(sources, policy)
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
        result = assess_case(case_source(case), guideline, _day(on))
    if form is AssessFormat.json:
        _write(result.model_dump_json(indent=2) + "\n", out)
    elif form is AssessFormat.md:
        from hepaboard.report import markdown

        _write(markdown(result), out)
    else:
        from hepaboard.report import print_sheet, sheet

        with _Capture(out) as console:
            print_sheet(sheet(result), console)


@app.command()
def coverage(
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
    out: Out = None,
    sources: Sources = None,
) -> None:
    """Accounts for every row of the source documents: where it is encoded, or why not."""
    from hepaboard.guideline import coverage as rows_of

    rows = rows_of(_guideline(sources, None))
    if form is ListFormat.json:
        import json
        from dataclasses import asdict

        _write(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1) + "\n", out)
        return
    from rich.table import Table

    table = Table("source", "rows", "encoded", "evidence", "metadata", "not encoded", box=None)
    for source in sorted({row.id.split("-")[0] for row in rows}):
        here = [row for row in rows if row.id.startswith(source + "-")]
        counts = [
            sum(row.status == status for row in here)
            for status in ("encoded", "evidence", "metadata", "not_encoded")
        ]
        table.add_row(source, str(len(here)), *map(str, counts))
    with _Capture(out) as console:
        console.print(table)
        reasons: dict[str, list[str]] = {}
        for row in rows:
            if row.status == "not_encoded":
                reasons.setdefault(row.reason or "", []).append(row.id)
        for reason, ids in reasons.items():
            shown = f"{ids[0]} .. {ids[-1]}" if len(ids) > 6 else ", ".join(ids)
            console.print(f"not encoded: {reason} ({len(ids)} rows: {shown})")


@app.command()
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
    found = differences(source, _guideline(sources, policy), _day(on))
    if form is ListFormat.json:
        _write(found.model_dump_json(indent=1) + "\n", out)
        return
    from hepaboard.report.disagreement_text import print_disagreements

    with _Capture(out) as console:
        print_disagreements(found, console)


@app.command()
def schema(
    name: Annotated[SchemaName, typer.Argument(help="What to describe.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file; a folder for knowledge.")
    ] = None,
) -> None:
    """Prints a JSON Schema: of a case file, an assessment, a flat set of facts, knowledge files."""
    import json

    from hepaboard.assess import assessment_schema, case_schema, facts_schema

    if name is SchemaName.knowledge:
        from hepaboard.guideline.schema import knowledge_schemas

        schemas: Any = knowledge_schemas()
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            for file, content in schemas.items():
                _write(json.dumps(content, indent=1) + "\n", out / f"{file}.schema.json")
            return
        _write(json.dumps(schemas, indent=1) + "\n", None)
        return
    if name is SchemaName.assessment:
        content = assessment_schema()
    else:
        guideline = _guideline(None, None)
        content = (case_schema if name is SchemaName.case else facts_schema)(guideline)
    _write(json.dumps(content, indent=1) + "\n", out)


@app.command()
def examples(
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
) -> None:
    """Lists the shipped example cases; example:NAME stands for a case file everywhere."""
    from hepaboard.examples import shipped

    found = shipped()
    if form is ListFormat.json:
        import json

        rows = [{"name": e.name, "about": e.about, "why": e.why} for e in found]
        _write(json.dumps({"examples": rows}, indent=1) + "\n", None)
        return
    from rich.table import Table

    table = Table("example", "about", box=None)
    for example in found:
        table.add_row(f"example:{example.name}", example.about)
    with _Capture(None) as console:
        console.print(table)


@app.command()
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
        _write("\n".join(names()) + "\n", None)
        return
    if explain:
        _write(describe(name) + "\n", None)
        return
    given = dict(part.partition("=")[::2] for part in inputs or [])
    if any("=" not in part for part in inputs or []):
        raise HepaboardError("An input is written name=value.", allowed="cea_ng_ml=250")
    found = result_of(name, given)
    if form is ListFormat.json or not isinstance(found, dict):
        import json

        _write(json.dumps(found, indent=1) + "\n", None)
        return
    _write("".join(f"{key}: {value}\n" for key, value in found.items()), None)


@app.command()
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

    result = assess_case(case_source(case), _guideline(sources, policy), _day(on))
    for words in undated(result):
        print(f"hepaboard: no date yet: {words}", file=sys.stderr)
    _write(calendar_of(result).decode("utf-8"), out)


@app.command()
def figures(
    case: Annotated[str, typer.Argument(help="A case file, or example:NAME.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="A folder; made if need be.")],
    form: Annotated[FigureFormat, typer.Option("--format", help="Form.")] = FigureFormat.svg,
    sources: Sources = None,
    policy: Policy = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of assessment.")] = None,
) -> None:
    """Draws a case: timeline, response by diameters, remnant. Prints the files written."""
    from hepaboard.examples import case_source
    from hepaboard.report.figures import draw_figures, written

    drawn = draw_figures(case_source(case), _guideline(sources, policy), _day(on))
    for name, needs in drawn.needs if drawn.figures else ():
        print(f"hepaboard: not drawn: {name}; it needs {needs}", file=sys.stderr)
    for path in written(drawn, out, form.value):
        print(path)


@app.command()
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
    """Measures this engine beside its peers, in one run. Installs the peers on first use."""
    from hepaboard.bench import bench_table, case_bench

    assert name is BenchName.case
    result = case_bench(offline=offline, quiet=quiet)
    if form is ListFormat.json:
        _write(result.model_dump_json(indent=1) + "\n", out)
        return
    with _Capture(out, width=160) as console:
        console.print(bench_table(result))


def main() -> None:
    """Runs the command line; an error that a user can put right ends with exit code 2."""
    try:
        app(standalone_mode=True)
    except HepaboardError as error:
        print(f"hepaboard: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        print(f"hepaboard: {error.strerror}: {error.filename}", file=sys.stderr)
        sys.exit(2)


def _guideline(sources: str | None, policy: Path | None) -> Any:
    from hepaboard.guideline import load_guideline

    chosen = [part.strip() for part in sources.split(",") if part.strip()] if sources else None
    return load_guideline(chosen, policy)


def _day(text: str | None) -> Any:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HepaboardError(
            f"{text!r} is not a date.", field="--on", allowed="a day such as 2026-06-01"
        ) from None


def _write(text: str, out: Path | None) -> None:
    """To standard output, or to a file that appears whole or not at all."""
    if out is None:
        sys.stdout.write(text)
        return
    import tempfile

    out = out.absolute()
    if not out.parent.is_dir():
        raise HepaboardError(f"There is no folder {out.parent}.", field="--out")
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(name, 0o644)
        os.replace(name, out)
    except BaseException:
        os.unlink(name)
        raise


class _Capture:
    """A console on standard output, or one whose text goes to a file at the end."""

    def __init__(self, out: Path | None, width: int = 80) -> None:
        self.out = out
        self.width = width

    def __enter__(self) -> Any:
        from io import StringIO

        from rich.console import Console

        self.buffer = StringIO()
        if self.out is not None:
            self.console = Console(file=self.buffer, width=self.width, no_color=True)
        else:
            self.console = Console(highlight=False)
        return self.console

    def __exit__(self, kind: Any, *rest: object) -> None:
        if self.out is not None and kind is None:
            _write(self.buffer.getvalue(), self.out)


if __name__ == "__main__":
    main()
