"""Commands about the workbench: serve, backup, restore, the audit trail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from hepaboard.errors import HepaboardError

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="HEPABOARD_DATABASE",
        help="postgresql://... instead of SQLite in the data folder (HEPABOARD_DATA).",
    ),
]
audit = typer.Typer(help="The trail of who read and wrote what.", no_args_is_help=True)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8000,
    database: Database = None,
    name: Annotated[
        list[str] | None, typer.Option(help="A name under which the workbench is reached.")
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy in front speaks https.")
    ] = False,
) -> None:
    """Runs the workbench in the browser; on first start prints a link for the administrator."""
    _needs_web()
    from hepaboard.web.serve import Address
    from hepaboard.web.serve import serve as serve_at

    serve_at(Address(host, port, tuple(name or ()), behind_tls), database)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; one that is there stays.")],
    database: Database = None,
) -> None:
    """Writes all records of the workbench into one file, also while it runs."""
    _needs_web()
    from hepaboard.web.backup import back_up
    from hepaboard.web.serve import prepare

    prepare(database)
    counts = back_up(file)
    print(f"{file}: {counts.cases} cases, {counts.versions} versions, {counts.records} records")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that backup has written.")],
    database: Database = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the records there are.")] = False,
) -> None:
    """Puts the records of a backup in place, whole or not at all."""
    _needs_web()
    from hepaboard.web.serve import set_up

    set_up(database)
    from hepaboard.web.restore import bring_back

    counts = bring_back(file, force)
    print(f"{counts.cases} cases, {counts.versions} versions, {counts.records} records")


@audit.command()
def verify(
    database: Database = None,
    expect: Annotated[
        str | None, typer.Option(metavar="HASH", help="A head noted earlier; it must be there.")
    ] = None,
) -> None:
    """Checks the chain of the trail; exit 1 names the first broken record."""
    _needs_web()
    from hepaboard.web.serve import prepare

    prepare(database)
    from hepaboard.web.audit.trail import verify as check

    result = check(expect)
    if result.broken is not None:
        print(f"broken at record {result.broken.seq}: {result.broken.words}")
        sys.exit(1)
    print(f"{result.records} records, unbroken; head {result.head}")


def _needs_web() -> None:
    try:
        import django
        import django_htmx
        import gunicorn
        import whitenoise

        assert django and django_htmx and gunicorn and whitenoise
    except ModuleNotFoundError as error:
        raise HepaboardError(
            f"The workbench needs the package {error.name}.",
            todo="pip install -r requirements/web.txt",
        ) from None
