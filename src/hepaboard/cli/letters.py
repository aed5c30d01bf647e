"""Commands that write letters."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hepaboard.cli.options import Policy, Sources
from hepaboard.cli.output import day_of, guideline_of, write_bytes


class PaperSize(StrEnum):
    """Sizes of paper."""

    a4 = "a4"
    letter = "letter"


To = Annotated[Path, typer.Option("--to", help="The file: its name ends in .pdf, .docx or .md.")]
PaperOption = Annotated[PaperSize, typer.Option("--paper", help="Size of the paper.")]


def letter(
    case: Annotated[str, typer.Argument(help="A case file, or example:NAME.")],
    to: To,
    decision: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|TEXT", help="The board's decision; without it, lines to write on."
        ),
    ] = None,
    paper: PaperOption = PaperSize.a4,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of assessment.")] = None,
    sources: Sources = None,
    policy: Policy = None,
) -> None:
    """Writes the board's letter on a case: PDF, DOCX or Markdown."""
    from hepaboard.examples import case_source
    from hepaboard.report.letter import decision_of, form_of, letter_of, single

    form = form_of(to)
    decided = () if decision is None else decision_of(decision)
    written = letter_of(case_source(case), guideline_of(sources, policy), day_of(on), decided)
    write_bytes(form.write(single(written), paper.value), to, "--to")
    print(to)


def meeting(
    cases: Annotated[list[str], typer.Argument(help="Case files, or example:NAME.")],
    to: To,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="Day of the meeting; every case is assessed as of it. Each as of its own if none.",
        ),
    ] = None,
    paper: PaperOption = PaperSize.a4,
    sources: Sources = None,
    policy: Policy = None,
) -> None:
    """Writes the agenda of a meeting and a letter for every case into one file."""
    from hepaboard.examples import case_source
    from hepaboard.report.letter import form_of, letters_of
    from hepaboard.report.letter import meeting as meeting_of

    form, on = form_of(to), day_of(day, "--date")
    found = letters_of([case_source(name) for name in cases], guideline_of(sources, policy), on)
    write_bytes(form.write(meeting_of(found, on), paper.value), to, "--to")
    print(to)
