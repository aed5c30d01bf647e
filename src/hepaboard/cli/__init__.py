"""The command line. Standard output carries the answer alone; the rest goes to standard error."""

from __future__ import annotations

import os
import sys

import typer

from hepaboard.cli import (
    benches,
    cases,
    cohorts,
    examples,
    knowledge,
    letters,
    numbers,
    proofs,
    questions,
    workbench,
)
from hepaboard.cli.flow import flow
from hepaboard.errors import HepaboardError

app = typer.Typer(
    name="hepaboard",
    help="What published guidance advises for a patient with liver metastases, and why.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    cases.assess,
    questions.ask,
    questions.what_if,
    questions.what_would,
    cases.disagreements,
    cases.calendar,
    cases.figures,
    letters.letter,
    letters.meeting,
    flow,
    knowledge.coverage,
    knowledge.schema,
    examples.examples,
    numbers.calculate,
    proofs.verify,
    cohorts.cohort,
    cohorts.synth,
    workbench.serve,
    workbench.backup,
    workbench.restore,
):
    app.command()(command)
app.command("map")(cohorts.map_columns)
app.add_typer(benches.bench, name="bench")
app.add_typer(workbench.audit, name="audit")


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
