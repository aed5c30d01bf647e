"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
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
    final = final.absolute()
    if not final.parent.is_dir():
        raise HepaboardError(f"There is no folder {final.parent}.", file=final)
    _sweep(final)
    part = final.parent / f".{final.name}.{os.getpid()}.part"
    try:
        yield part
        os.replace(part, final)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _sweep(final: Path) -> None:
    pattern = re.compile(rf"\.{re.escape(final.name)}\.(\d+)\.part")
    for path in final.parent.iterdir():
        found = pattern.fullmatch(path.name)
        if found and not _alive(int(found[1])):
            path.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
