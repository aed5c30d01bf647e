"""The database of the workbench: SQLite in the data folder, or PostgreSQL by URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hepaboard.errors import HepaboardError
from hepaboard.web.place import data_folder

FILE = "board.sqlite3"
#: A save is acknowledged only when it lies on the disk: WAL, every commit synced.
#: What is deleted is overwritten: a removed case does not stay in the file.
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA secure_delete=ON;"
)
WAIT_SECONDS = 20
ALLOWED = "postgresql://user:password@host:5432/name, or sqlite:///path"


def database(url: str | None) -> dict[str, Any]:
    """Django's settings for a database URL; SQLite in the data folder if there is none.

    Raises
    ------
    HepaboardError
        The URL is of another kind. It is not repeated: it may hold a password.
    """
    if not url:
        return sqlite(str(data_folder() / FILE))
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme in ("postgresql", "postgres") and parts.path.strip("/"):
        try:
            port = parts.port
        except ValueError:
            port = None
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise HepaboardError(
        "The database URL cannot be used.", field="HEPABOARD_DATABASE", allowed=ALLOWED
    )


def sqlite(path: str) -> dict[str, Any]:
    """Settings for a SQLite file; a writer takes the lock when its transaction begins."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": WAIT_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": PRAGMAS,
        },
    }
