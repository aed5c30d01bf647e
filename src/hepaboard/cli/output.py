"""What commands share: the guideline and day that options name, and where the answer goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hepaboard.errors import HepaboardError


def guideline_of(sources: str | None, policy: Path | None) -> Any:
    """The guideline that --sources and --policy name."""
    from hepaboard.guideline import load_guideline

    chosen = [part.strip() for part in sources.split(",") if part.strip()] if sources else None
    return load_guideline(chosen, policy)


def day_of(text: str | None, field: str = "--on") -> Any:
    """The day that an option names; None if it was not given."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HepaboardError(
            f"{text!r} is not a date.", field=field, allowed="a day such as 2026-06-01"
        ) from None


def write(text: str, out: Path | None) -> None:
    """To standard output, or to a file that appears whole or not at all."""
    if out is None:
        sys.stdout.write(text)
        return
    write_bytes(text.encode(), out, "--out")


def write_bytes(data: bytes, out: Path, field: str) -> None:
    """To a file that appears whole or not at all; ``field`` names the option that names it."""
    import tempfile

    out = out.absolute()
    if not out.parent.is_dir():
        raise HepaboardError(f"There is no folder {out.parent}.", field=field)
    if out.is_dir():
        raise HepaboardError(f"{out} is a folder.", field=field, allowed="the name of a file")
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise HepaboardError(
            f"Nothing can be written into {out.parent}: {error.strerror}.", field=field
        ) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, out)
    except BaseException:
        os.unlink(name)
        raise


class Capture:
    """A console on standard output, or one whose text goes to a file at the end."""

    def __init__(self, out: Path | None, width: int = 80) -> None:
        self.out = out
        self.width = width

    def __enter__(self) -> Any:
        from io import StringIO

        from rich.console import Console

        self.buffer = StringIO()
        if self.out is not None:
            self.console = Console(file=self.buffer, width=self.width, no_color=True)
        else:
            self.console = Console(highlight=False)
        return self.console

    def __exit__(self, kind: Any, *rest: object) -> None:
        if self.out is not None and kind is None:
            write(self.buffer.getvalue(), self.out)
