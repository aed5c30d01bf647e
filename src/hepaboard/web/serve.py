"""Starts the workbench: folder, key, tables, the first administrator's link, the server."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from hepaboard.errors import HepaboardError
from hepaboard.web.place import made_folder, secret_key

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the workbench listens, and under which names it is reached."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    behind_tls: bool = False

    @property
    def allowed(self) -> list[str]:
        """The host names that requests may carry."""
        own = [] if self.host in LOOPBACK else [self.host, socket.gethostname()]
        return [*dict.fromkeys([*self.names, *own, "localhost", "127.0.0.1", "[::1]"])]

    @property
    def url(self) -> str:
        """The address that is printed."""
        name = self.names[0] if self.names else self.host
        if self.behind_tls:
            return f"https://{name}"
        shown = "localhost" if name in ("0.0.0.0", "::") else name
        shown = f"[{shown}]" if ":" in shown else shown
        return f"http://{shown}:{self.port}"


def prepare(database: str | None = None, address: Address | None = None) -> None:
    """Folder, key and Django set up; the tables brought to this version.

    Raises
    ------
    HepaboardError
        The folder or the database cannot be used.
    """
    set_up(database, address)
    migrate()


def set_up(database: str | None = None, address: Address | None = None) -> None:
    """Django ready to use, without touching the tables."""
    made_folder()
    os.environ["HEPABOARD_SECRET_KEY"] = secret_key()
    if database:
        os.environ["HEPABOARD_DATABASE"] = database
    if address is not None:
        os.environ["HEPABOARD_HOSTS"] = ",".join(address.allowed)
        os.environ["HEPABOARD_BEHIND_TLS"] = "1" if address.behind_tls else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "hepaboard.web.settings"
    import django

    django.setup()


def migrate() -> None:
    """The tables brought to this version of the program.

    Raises
    ------
    HepaboardError
        The database does not answer, or was written by a later version.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.loader import MigrationLoader

    old = os.umask(0o077)
    try:
        loader = MigrationLoader(connection)
        unknown = [key for key in loader.applied_migrations if key not in loader.disk_migrations]
        ours = [key for key in unknown if key[0] in loader.migrated_apps]
        if ours:
            raise HepaboardError(
                f"The records were written by a later version ({'.'.join(ours[0])}).",
                todo="Start that version, or restore a backup made with this one.",
            )
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise HepaboardError(
            f"The database cannot be used: {type(error).__name__}.",
            field="HEPABOARD_DATABASE",
            todo="Check that it is there and that this user may open it.",
        ) from error
    finally:
        os.umask(old)


def first_link(address: Address) -> str | None:
    """The link for the first administrator; None if there is one already."""
    from hepaboard.web.accounts.invitations import invite, nobody_yet

    return f"{address.url}/invitation/{invite(None)}" if nobody_yet() else None


def serve(address: Address, database: str | None = None) -> None:
    """Runs until it is stopped.

    Raises
    ------
    HepaboardError
        Another program listens there, or folder or database cannot be used.
    """
    _free(address)
    prepare(database, address)
    from hepaboard.web.lock import shared_lock

    with shared_lock():
        link = first_link(address)
        lines = [f"Hepaboard listens on {address.url}"]
        if link:
            lines += ["No administrator yet. This link makes the first one, once:", f"  {link}"]
        if address.host not in LOOPBACK and not address.behind_tls:
            lines.append("Without TLS everybody on this network can read along; use a proxy.")
        from hepaboard.web.server import run

        run(address, lambda: _say(lines))


def _free(address: Address) -> None:
    """Refuses an address that cannot be listened on, before anything is made."""
    try:
        with socket.create_server(
            (address.host, address.port),
            family=socket.AF_INET6 if ":" in address.host else socket.AF_INET,
        ):
            pass
    except OSError as error:
        raise HepaboardError(
            f"{address.host}:{address.port} cannot be listened on: {error.strerror}.",
            field="--port",
            todo="Choose another port, or stop what runs there.",
        ) from None


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr, flush=True)
