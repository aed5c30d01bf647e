"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from hepaboard.errors import HepaboardError


@contextlib.contextmanager
def appearing(final: Path) -> Iterator[Path]:
    """A path to write to, in the same folder; it gets the final name when all went well.

    A run that was killed leaves ``.<name>.<process>.part`` behind, never the final name; the next
    run into the same file removes what dead processes left.

    Raises
    ------
    HepaboardError
        There is no such folder.
    """
    final = _placed(final)
    part = final.parent / f".{final.name}.{os.getpid()}.part"
    try:
        yield part
        os.replace(part, final)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def working(final: Path) -> Iterator[Path]:
    """A folder for files in between, on the disk of the output, removed afterwards.

    What a run that was killed leaves of it is removed as its half-written file is.

    Raises
    ------
    HepaboardError
        There is no such folder.
    """
    final = _placed(final)
    folder = final.parent / f".{final.name}.{os.getpid()}.work"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _placed(final: Path) -> Path:
    """The absolute name, with what dead processes left beside it removed."""
    final = final.absolute()
    if not final.parent.is_dir():
        raise HepaboardError(f"There is no folder {final.parent}.", file=final)
    pattern = re.compile(rf"\.{re.escape(final.name)}\.(\d+)\.(part|work)")
    for path in final.parent.iterdir():
        found = pattern.fullmatch(path.name)
        if found and not _alive(int(found[1])):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    return final


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
