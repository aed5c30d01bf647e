"""The command that proves the guideline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from hepaboard.cli.options import ListFormat, Policy, Sources
from hepaboard.cli.output import Capture, guideline_of, write
from hepaboard.errors import HepaboardError

KINDS = ("scenario", "live", "stop", "invariant", "verdict", "structure")


def verify(
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="A folder for the cases shown."),
    ] = None,
    sources: Sources = None,
    policy: Policy = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help=f"Kind of obligation ({', '.join(KINDS)}); no findings then."),
    ] = None,
    lesions: Annotated[int, typer.Option(min=1, max=8, help="Listed lesions looked at.")] = 3,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the result for the workbench's page of proofs.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", envvar="HEPABOARD_QUIET", help="No progress.")
    ] = False,
) -> None:
    """Proves what must hold of the guideline, and finds where sources disagree. Exit 1 if not."""
    from hepaboard.verify import verify as verification_of

    for kind in only or ():
        if kind not in KINDS:
            raise HepaboardError(
                f"There is no kind {kind!r} of obligation.",
                field="--only",
                allowed=", ".join(KINDS),
            )
    if keep and only:
        raise HepaboardError(
            "Only the whole of the proofs is kept.", field="--keep", todo="Leave out --only."
        )
    guideline = guideline_of(sources, policy)
    with _Progress(quiet) as told:
        found = verification_of(guideline, lesions=lesions, kinds=only or None, told=told)
    if out is not None:
        from hepaboard.verify.cases import write_cases

        for path in write_cases(found, out):
            print(path, file=sys.stderr)
    if keep:
        from hepaboard.web.kept_proofs import keep_proofs

        print(keep_proofs(found), file=sys.stderr)
    if form is ListFormat.json:
        write(found.model_dump_json(indent=1) + "\n", None)
    else:
        from hepaboard.report.proof_text import print_verification

        with Capture(None) as console:
            print_verification(found, console)
    if not found.holds:
        raise typer.Exit(1)


class _Progress:
    """A bar on standard error; nothing where that is not a terminal."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> Any:
        if not self.shown:
            return lambda what, done, of: None
        from rich.console import Console
        from rich.progress import Progress

        self.bar = Progress(console=Console(stderr=True), transient=True)
        self.bar.start()
        return self.told

    def told(self, what: str, done: int, of: int) -> None:
        """Moves the bar of one part."""
        if what not in self.tasks:
            self.tasks[what] = self.bar.add_task(what, total=of)
        self.bar.update(self.tasks[what], completed=done, total=of)

    def __exit__(self, *rest: object) -> None:
        if self.shown:
            self.bar.stop()
