"""A workbench of its own for a benchmark: new records in a folder that is removed again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from hepaboard.bench.errors import BenchError


@contextmanager
def workbench() -> Iterator[tuple[str, str]]:
    """A running workbench: its address, and the path of the first administrator's link.

    Raises
    ------
    BenchError
        It did not start; what it said is passed on.
    """
    with TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        package = str(Path(__file__).resolve().parents[3])
        path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        environment = {**os.environ, "HEPABOARD_DATA": folder, "PYTHONPATH": path}
        environment.pop("HEPABOARD_DATABASE", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "hepaboard.cli", "serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stderr is not None
        with process.stderr as said:
            reader = None
            try:
                link = _link(said)
                # What it says later is read away, so that it never waits for us.
                reader = threading.Thread(target=said.read)
                reader.start()
                yield f"http://127.0.0.1:{port}", link
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=30)
                if reader is not None:
                    reader.join()


def _link(said: IO[str]) -> str:
    """The path of the link that the server prints once it listens."""
    lines = []
    for line in said:
        lines.append(line.strip())
        if "/invitation/" in line:
            return "/invitation/" + line.strip().rsplit("/", 1)[1]
    raise BenchError("The workbench did not start.", value=" ".join(lines))
