"""Writes all records into one SQLite file, whatever database they are kept in."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from django.db import connection, transaction

from hepaboard.errors import HepaboardError
from hepaboard.web.portable import PORTABLE, Counts, closed, copy, left_out, opened


def back_up(file: Path) -> Counts:
    """Writes the backup; it appears whole or not at all, readable by its owner alone.

    The workbench may run meanwhile: the backup holds one moment of it. Sessions and one-time
    links are left out.

    Raises
    ------
    HepaboardError
        The file is there already, or its folder is not.
    """
    file = file.absolute()
    if file.exists():
        raise HepaboardError(f"{file} is there already.", file=file, todo="Choose another name.")
    if not file.parent.is_dir():
        raise HepaboardError(f"There is no folder {file.parent}.", file=file)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    made = Path(name)
    try:
        if connection.vendor == "sqlite":
            _online(made)
        else:
            _copied(made)
        found = _sealed(made)
        with open(made, "rb") as content:
            os.fsync(content.fileno())
        # Unlike a rename, a link never replaces a file that came meanwhile.
        os.link(made, file)
    except FileExistsError:
        raise HepaboardError(f"{file} is there already.", file=file) from None
    finally:
        for path in file.parent.glob(f"{made.name}*"):
            path.unlink()
    return found


def _online(made: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(made) as target:
        connection.connection.backup(target)
    target.close()


def _copied(made: Path) -> None:
    """Row by row, as of one moment."""
    opened(made)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            copy("default", PORTABLE)
    finally:
        closed()


def _sealed(made: Path) -> Counts:
    """What a backup does not hold removed; one plain file, checked."""
    database = sqlite3.connect(made, isolation_level=None)
    try:
        for table in left_out():
            database.execute(f"DELETE FROM {table}")
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("VACUUM")
        (state,) = database.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise HepaboardError(f"The database is damaged: {state}.")
        numbers = [
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("cases_case", "cases_version", "audit_record")
        ]
    finally:
        database.close()
    return Counts(*numbers)
