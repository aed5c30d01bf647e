"""Where the virtual machine of Spark writes its log: into a file, not into the user's terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def spark_log(path: Path) -> Iterator[None]:
    """Sends what this process and those it starts write to standard error into a file.

    Spark announces itself before any of its settings is read; a virtual machine keeps the file
    that it was started with.
    """
    sys.stderr.flush()
    before = os.dup(2)
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.dup2(target, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(before, 2)
        os.close(before)
        os.close(target)
