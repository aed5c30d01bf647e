"""How much memory a program takes, together with all that it starts."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

PAGE_MB = 4096 / 1e6
EVERY_SECONDS = 0.1


class Memory(threading.Thread):
    """Watches one process and its descendants until ``stop`` is called.

    ``peak_mb`` is the most that their resident sets came to together, in MB; 0 where the system
    does not tell (it is Linux that does). Pages that several of them share count several times.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.peak_mb = 0.0
        self._end = threading.Event()

    def run(self) -> None:
        """Looks ten times a second."""
        while not self._end.wait(EVERY_SECONDS):
            self.peak_mb = max(self.peak_mb, _resident(self.process))

    def stop(self) -> None:
        """Ends the watch."""
        self._end.set()
        self.join()


def _resident(process: int) -> float:
    found = 0.0
    with suppress(OSError, ValueError, IndexError):
        place = Path("/proc") / str(process)
        found = int((place / "statm").read_text().split()[1]) * PAGE_MB
        for task in (place / "task").iterdir():
            for child in (task / "children").read_text().split():
                found += _resident(int(child))
    return found
