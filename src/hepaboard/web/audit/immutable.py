"""Triggers that forbid to change or remove what was once written."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunPython

WORDS = "what was written stays: rows of this table are neither changed nor removed"


def keep_rows(table: str) -> RunPython:
    """The step of a migration that makes a table append-only, on SQLite and PostgreSQL."""

    def forward(apps: Any, editor: Any) -> None:
        vendor = editor.connection.vendor
        if vendor == "sqlite":
            for event in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
                )
        elif vendor == "postgresql":
            editor.execute(
                f"CREATE OR REPLACE FUNCTION {table}_keep() RETURNS trigger AS $$ "
                f"BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep()"
            )

    return RunPython(forward, RunPython.noop)
