"""SQLite: one CASE over the facts of one case, given as parameters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any


def version() -> str:
    """Return the version of the SQLite library."""
    return sqlite3.sqlite_version


def prepare(task: dict[str, Any]) -> Callable[[Any], list[Any]]:
    """Open a database in memory; the statement is prepared once and cached."""
    execute = sqlite3.connect(":memory:").execute
    query = task["form"]
    return lambda cases: [execute(query, case).fetchone()[0] for case in cases]
