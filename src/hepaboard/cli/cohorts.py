"""Commands about whole registries."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hepaboard.cli.options import Out, Policy, Sources
from hepaboard.cli.output import guideline_of, write
from hepaboard.errors import HepaboardError

Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", envvar="HEPABOARD_QUIET", help="No progress.")
]


class EngineChoice(StrEnum):
    """What evaluates a cohort."""

    polars = "polars"
    duckdb = "duckdb"
    spark = "spark"
    kernel = "kernel"


def cohort(
    table: Annotated[
        Path, typer.Argument(metavar="IN", help="One row a patient: Parquet, CSV or Excel.")
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The verdicts: a Parquet file.")],
    engine: Annotated[EngineChoice, typer.Option(help="All give the same.")] = EngineChoice.polars,
    mapping: Annotated[
        Path | None, typer.Option(help="How columns become facts; see hepaboard map.")
    ] = None,
    lesions: Annotated[Path | None, typer.Option(help="One row a lesion.")] = None,
    masks: Annotated[
        bool, typer.Option("--masks", help="Adds what fired and what is unknown, as bits.")
    ] = False,
    rejected: Annotated[
        Path | None, typer.Option(help="Where rows that cannot be used go (.csv or .parquet).")
    ] = None,
    master: Annotated[
        str | None, typer.Option(help="Spark: where it runs, e.g. local[2] or spark://host:7077.")
    ] = None,
    connect: Annotated[
        str | None, typer.Option(help="Spark: a Connect server, e.g. sc://host:15002.")
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option(help="Also a report: .html, .pdf, or no suffix for both. May be repeated."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Report: a column or fact whose values are subgroups.")
    ] = None,
    min_cell: Annotated[
        int, typer.Option(min=0, help="Report: the smallest count from 1 on that is shown.")
    ] = 0,
    sources: Sources = None,
    policy: Policy = None,
    quiet: Quiet = False,
) -> None:
    """Evaluates the guideline for every patient of a registry."""
    room = _room()
    from hepaboard.cohort.mapping import read_mapping

    if (by is not None or min_cell) and not report:
        raise HepaboardError("--by and --min-cell are for --report.")
    files = _report_files(report)
    guideline = guideline_of(sources, policy)
    mapped = None if mapping is None else read_mapping(mapping, guideline.vocabulary)
    spark = {"master": master, "connect": connect}
    options = {name: value for name, value in spark.items() if value is not None}
    if options and engine is not EngineChoice.spark:
        raise HepaboardError("--master and --connect are for --engine spark.")
    if files:
        from hepaboard.registry import registry_report, write_report

        # first, so that nothing is written where its options do not fit
        found = registry_report(
            table,
            guideline,
            lesions=lesions,
            mapping=mapped,
            by=by,
            least=min_cell,
            name=table.name,
        )
    with _progress(quiet) as progress:
        run = room.Run(table, guideline, engine.value, lesions, mapped, masks, options, progress)
        aside = room.evaluate_file(run, out, rejected)
    told = _told(aside, out, rejected)
    if files:
        write_report(found, files)
        told += f"report written to {', '.join(map(str, files))}\n"
    write(told, None)


def _report_files(report: list[Path] | None) -> list[Path]:
    """The files of the report, refused before anything is read."""
    if not report:
        return []
    from hepaboard.registry import report_files

    return report_files(report)


def map_columns(
    table: Annotated[Path, typer.Argument(metavar="IN", help="Parquet, CSV or Excel.")],
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Propose a mapping file for this table.")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option(help="Check this mapping file against the table instead.")
    ] = None,
    out: Out = None,
) -> None:
    """Proposes a mapping file for a table, or checks one against it."""
    _room()
    if suggest == (mapping is not None):
        raise HepaboardError("Give either --suggest or --mapping F.")
    guideline = guideline_of(None, None)
    if suggest:
        from hepaboard.cohort.suggest import suggest as proposal

        write(proposal(table, guideline.vocabulary), out)
        return
    from hepaboard.cohort.map_columns import check_columns
    from hepaboard.cohort.mapping import read_mapping
    from hepaboard.cohort.source import open_table

    assert mapping is not None
    found = read_mapping(mapping, guideline.vocabulary)
    names = open_table(table).collect_schema().names()
    check_columns(found, names[1:], str(table))
    write(f"{mapping} accounts for all {len(names) - 1} columns.\n", out)


def synth(
    patients: Annotated[int, typer.Argument(metavar="N", min=1, help="How many patients.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A Parquet file.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same cohort.")] = 0,
    missing: Annotated[
        float, typer.Option(min=0, max=1, help="Share of values that is not recorded.")
    ] = 0.1,
    lesions: Annotated[
        Path | None, typer.Option(help="Writes the lesions to a Parquet file of their own.")
    ] = None,
    outcomes: Annotated[
        bool,
        typer.Option(
            "--outcomes", help="Adds treatment_given, followup_months and died, all assumed."
        ),
    ] = False,
    fhir: Annotated[
        Path | None,
        typer.Option(
            help="Also FHIR R4 bundles after mCODE: FILE.ndjson, or a new folder (one a patient)."
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Invents a cohort, to try things on; it says nothing about real patients.

    Shares that come from one of the documents name its rows, all others are assumed: see
    knowledge/synthetic.yaml of the package. Patients whose facts contradict one another are drawn
    again. The same N, --seed and --missing give the same patients; a longer cohort begins like a
    shorter one. FHIR bundles carry facts, not outcomes; what is missing is left out of them.
    """
    _room()
    from hepaboard.cohort.synth_files import write_synth

    guideline = guideline_of(None, None)
    with ExitStack() as stack:
        progress = stack.enter_context(_progress(quiet))
        also = None
        if fhir is not None:
            from hepaboard.fhir import BundleFile, bundles

            file = stack.enter_context(BundleFile(fhir))

            def also(part: Any) -> None:
                file.write(bundles(part.patients, part.lesions, guideline.vocabulary))

        write_synth(
            guideline, patients, out, seed, missing, lesions, progress, outcomes=outcomes, also=also
        )


def _told(report: Any, out: Path, rejected: Path | None) -> str:
    """The report in a few lines."""
    lines = [f"{report.kept} of {report.read} patients written to {out}"]
    if report.rejected:
        place = rejected or out.with_suffix(".rejected.csv")
        lines.append(f"{report.rejected} rows set aside, with reasons, in {place}:")
    for finding in sorted(report.findings.values(), key=lambda item: -item.rows):
        rows = ", ".join(map(str, finding.first))
        more = " ..." if finding.rows > len(finding.first) else ""
        lines.append(f"  {finding.rows} rows: {finding.what} (rows {rows}{more})")
    return "\n".join(lines) + "\n"


def _room() -> Any:
    """The room, or one sentence on what is missing."""
    try:
        from hepaboard import cohort as room
    except ModuleNotFoundError as error:
        raise HepaboardError(
            f"Cohorts need {error.name}, which is not installed.",
            todo="pip install 'hepaboard[cohort]'",
        ) from error
    return room


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Progress on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("patients", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
