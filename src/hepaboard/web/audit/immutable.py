"""Triggers that forbid to change or remove what was once written."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunPython

WORDS = "what was written stays: rows of this table are neither changed nor removed"


def keep_until_removed(table: str, case_id: str) -> RunPython:
    """The same, but rows of a case that was removed may be deleted, and only those.

    Parameters
    ----------
    case_id
        The SQL that gives the id of a row's case; the row is ``OLD``.
    """
    removed = f"EXISTS (SELECT 1 FROM cases_case WHERE id = ({case_id}) AND removed_at IS NOT NULL)"

    def forward(apps: Any, editor: Any) -> None:
        vendor = editor.connection.vendor
        if vendor == "sqlite":
            for event in ("update", "delete"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}")
            editor.execute(
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT {removed} "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        elif vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
            editor.execute(
                f"CREATE OR REPLACE FUNCTION {table}_keep() RETURNS trigger AS $$ "
                f"BEGIN IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN IF {removed} "
                f"THEN RETURN OLD; END IF; END IF; "
                f"RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep()"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE "
                f"ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep()"
            )

    return RunPython(forward, RunPython.noop)


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
