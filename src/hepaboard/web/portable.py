"""The tables that a backup holds, and copying them from one database to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections, models, transaction

from hepaboard.web.database import sqlite

#: The second database, beside the one in use.
PORTABLE = "portable"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a backup holds."""

    cases: int
    versions: int
    records: int


def tables() -> list[type[models.Model]]:
    """The models of a backup, each after those it points to; no sessions, links or attempts."""
    from hepaboard.web.accounts.models import Board, Membership, User
    from hepaboard.web.assessments.models import Shown
    from hepaboard.web.audit.models import Record
    from hepaboard.web.cases.models import Case, Version
    from hepaboard.web.meetings.models import Decision

    return [User, Board, Membership, Record, Case, Version, Shown, Decision]


def always_there() -> set[str]:
    """The tables that a backup of every version has; later ones are made when it is opened."""
    return {"accounts_user", "audit_record", "cases_case", "cases_version", "assessments_shown"}


def left_out() -> list[str]:
    """The tables that no backup holds: what signs in or waits is made anew."""
    return ["django_session", "accounts_invitation", "accounts_attempt"]


def opened(path: Path) -> None:
    """Makes a SQLite file the second database, with the tables of this version."""
    settings = connections.configure_settings({"default": {}, PORTABLE: sqlite(str(path))})
    connections.settings[PORTABLE] = settings[PORTABLE]
    call_command("migrate", database=PORTABLE, interactive=False, verbosity=0)


def closed() -> None:
    """Lets go of the second database."""
    if PORTABLE in connections.settings:
        connections[PORTABLE].close()
        del connections[PORTABLE]
        del connections.settings[PORTABLE]


def copy(source: str, target: str) -> None:
    """Every row as it is, in one transaction of the target."""
    with transaction.atomic(using=target):
        for model in tables():
            for row in _rows(model, source):
                row.save_base(raw=True, force_insert=True, using=target)


def counts(alias: str = "default") -> Counts:
    """How much a database holds."""
    from hepaboard.web.audit.models import Record
    from hepaboard.web.cases.models import Case, Version

    numbers = [_all(model, alias).count() for model in (Case, Version, Record)]
    return Counts(*numbers)


def is_empty(alias: str = "default") -> bool:
    """Whether nobody and nothing is recorded."""
    return not any(_all(model, alias).exists() for model in tables())


def _rows(model: type[models.Model], alias: str) -> Iterator[Any]:
    yield from _all(model, alias).order_by("pk").iterator(chunk_size=200)


def _all(model: type[models.Model], alias: str) -> Any:
    return model._base_manager.using(alias)
