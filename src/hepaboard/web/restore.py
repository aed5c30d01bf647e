"""Puts the records of a backup in place: all of them, or none."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction

from hepaboard.errors import HepaboardError
from hepaboard.web.audit.trail import verify
from hepaboard.web.lock import sole_lock
from hepaboard.web.portable import (
    PORTABLE,
    Counts,
    always_there,
    closed,
    copy,
    counts,
    is_empty,
    opened,
    tables,
)
from hepaboard.web.serve import migrate


def bring_back(file: Path, force: bool) -> Counts:
    """The records of a backup in the database in use.

    Parameters
    ----------
    force
        Replace the records that are there; on SQLite the old file is kept beside the new one.

    Raises
    ------
    HepaboardError
        The file is no backup, a server is running, or there are records and no ``force``.
    """
    _checked(file)
    with sole_lock():
        handle, name = tempfile.mkstemp(dir=Path(_folder()), prefix=".restore-")
        os.close(handle)
        made = Path(name)
        try:
            shutil.copyfile(file, made)
            opened(made)
            if connection.vendor == "sqlite":
                _replace_file(made, force)
            else:
                _replace_rows(force)
        finally:
            closed()
            for path in made.parent.glob(f"{made.name}*"):
                path.unlink()
        result = verify()
        if result.broken is not None:
            print(
                f"hepaboard: the trail of this backup is broken at record {result.broken.seq}: "
                f"{result.broken.words}",
                file=sys.stderr,
            )
        return counts()


def _checked(file: Path) -> None:
    """Refuses what is no whole backup of this program."""
    if not file.is_file():
        raise HepaboardError(f"There is no file {file}.", file=file)
    try:
        database = sqlite3.connect(f"file:{file.absolute()}?mode=ro", uri=True)
        try:
            (state,) = database.execute("PRAGMA integrity_check").fetchone()
            found = {
                row[0] for row in database.execute("SELECT name FROM sqlite_master").fetchall()
            }
        finally:
            database.close()
    except sqlite3.DatabaseError:
        state, found = "no database", set()
    if state != "ok" or not always_there() <= found:
        raise HepaboardError(
            f"{file} is no backup of the workbench, or it is damaged.",
            file=file,
            allowed="a file that hepaboard backup has written",
        )


def _folder() -> Path:
    """Where the copy is made: beside the records, so that it can take their place at once."""
    from hepaboard.web.place import made_folder

    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).absolute().parent
    return made_folder()


def _replace_file(made: Path, force: bool) -> None:
    """The file takes the place of the old one in one step; the old one is kept beside it."""
    target = Path(connection.settings_dict["NAME"]).absolute()
    if target.exists() and target.stat().st_size:
        migrate()
        if not is_empty():
            if not force:
                raise _refused()
            _settled(target)
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            os.link(target, target.with_name(f"{target.name}.replaced-{stamp}"))
        else:
            _settled(target)
    connections[PORTABLE].close()
    _settled(made)
    made.chmod(0o600)
    os.replace(made, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    connection.close()


def _settled(path: Path) -> None:
    """Everything in the file itself: a log left beside it would be taken for the new file's."""
    connection.close()
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    finally:
        database.close()


def _replace_rows(force: bool) -> None:
    """The rows in one transaction: nobody ever sees half of them."""
    call_command("migrate", interactive=False, verbosity=0)
    names = [model._meta.db_table for model in tables()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE")
        if not is_empty():
            if not force:
                raise _refused()
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM accounts_invitation")
            cursor.execute("DELETE FROM django_session")
            for name in reversed(names):
                cursor.execute(f"DELETE FROM {name}")
        copy(PORTABLE, "default")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _refused() -> HepaboardError:
    return HepaboardError(
        "There are records already.", todo="Back them up, then restore with --force."
    )
