"""Where the workbench keeps its records and secrets: a folder outside the program."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hepaboard.errors import HepaboardError


def data_folder() -> Path:
    """The folder of the records: ``HEPABOARD_DATA``, else the user's data folder."""
    chosen = os.environ.get("HEPABOARD_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("hepaboard")


def made_folder() -> Path:
    """The folder of the records, made if need be; only its owner may look into it.

    Raises
    ------
    HepaboardError
        The folder cannot be made.
    """
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise HepaboardError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            field="HEPABOARD_DATA",
            todo="Name a folder that may be written.",
        ) from None
    return folder


def secret_key() -> str:
    """The key that signs sessions; made on first start, readable by the owner alone."""
    path = made_folder() / "secret-key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if len(key) >= 32:
            return key
        raise HepaboardError(
            "The secret key is too short.", file=path, todo="Remove the file; a new one is made."
        ) from None
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key
