"""One outside program, run with a time limit."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

_ADDRESS = re.compile(r"[a-z]+://\S+")
_ERROR = re.compile(r"\b(error|err!|exception)\b|Error\b", re.IGNORECASE)


class StepFailed(Exception):
    """A program that could not be started, failed or took too long; the text says which."""


class StepTooSlow(StepFailed):
    """A program that was ended because it reached its time limit."""


def run_step(
    command: Sequence[str | Path],
    *,
    seconds: float,
    folder: Path | None = None,
    stdin: str = "",
) -> str:
    """Run a program and return what it printed.

    Parameters
    ----------
    command
        Program and arguments.
    seconds
        After this time it is ended, together with what it started.
    folder
        Working directory.
    stdin
        Text for its standard input.

    Returns
    -------
    str
        Its standard output.

    Raises
    ------
    StepTooSlow
        It reached the time limit.
    StepFailed
        It is not there, or exits with another code than 0. Addresses in its messages are left
        out.
    """
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise StepFailed(f"cannot start {Path(command[0]).name}: {error.strerror}") from error
    with process:
        try:
            printed, complaints = process.communicate(stdin, timeout=max(seconds, 0.1))
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise StepTooSlow(f"took longer than {seconds:.3g} s") from error
        except BaseException:
            _end(process)
            raise
    if process.returncode != 0:
        raise StepFailed(_reason(complaints) or f"ended with code {process.returncode}")
    return printed


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _reason(complaints: str) -> str:
    """Return the line that tells most: npm's first error, anyone else's last."""
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    errors = [line for line in lines if _ERROR.search(line)] or lines
    if not errors:
        return ""
    line = errors[0] if errors[0].startswith("npm") else errors[-1]
    return _ADDRESS.sub("(address)", line)[:200]
