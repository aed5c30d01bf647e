"""A lock on the data folder: servers share it, a restore wants it alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from hepaboard.errors import HepaboardError
from hepaboard.web.place import made_folder


@contextmanager
def shared_lock() -> Iterator[None]:
    """Held by a server while it runs."""
    with _held(fcntl.LOCK_SH, "A restore is going on."):
        yield


@contextmanager
def sole_lock() -> Iterator[None]:
    """Held while records are replaced.

    Raises
    ------
    HepaboardError
        A server is running on the same folder.
    """
    with _held(fcntl.LOCK_EX, "The workbench is running on these records."):
        yield


@contextmanager
def _held(kind: int, refused: str) -> Iterator[None]:
    with open(made_folder() / "lock", "w", encoding="ascii") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HepaboardError(refused, todo="Stop it first, then try again.") from None
        yield
