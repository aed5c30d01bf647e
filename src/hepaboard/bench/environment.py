"""Environments of the peers: made on first use, kept in the user's cache folder."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir

from hepaboard.bench.peer import PinnedEnvironment
from hepaboard.bench.step import StepFailed, StepTooSlow, run_step

INSTALL_SECONDS = 180.0


@dataclass(frozen=True)
class PeerEnvironments:
    """The folder with one environment for each set of pinned packages.

    Installing needs the network and happens only here, when somebody runs the benchmark. An
    environment that is there with the same pins is used as it is, without the network.

    Parameters
    ----------
    folder
        Where they are; by default ``bench`` in the user's cache folder of hepaboard.
    offline
        Install nothing: what is not there is reported as not installed.
    seconds
        Time limit of one installation.
    """

    folder: Path
    offline: bool = False
    seconds: float = INSTALL_SECONDS

    @staticmethod
    def default_folder() -> Path:
        """Return the folder that is used if none is named."""
        return Path(user_cache_dir("hepaboard")) / "bench"

    def installed(self, place: PinnedEnvironment) -> bool:
        """Whether the environment is there, complete, with the present pins."""
        try:
            return self._mark(place).read_text(encoding="utf-8") == self._pins(place)
        except OSError:
            return False

    def prepare(self, place: PinnedEnvironment) -> Path:
        """Return the folder of one environment, installing it first if need be.

        Raises
        ------
        StepFailed
            It is not installed and cannot be; the text says why.
        """
        path = self.folder / place.name
        if self.installed(place):
            return path
        if self.offline:
            raise StepFailed("not installed; run once with the network to install it")
        try:
            self._install(place, path)
        except StepTooSlow as error:
            raise StepFailed(f"cannot be installed within {self.seconds:.3g} s") from error
        except StepFailed as error:
            raise StepFailed(f"cannot be installed: {error}") from error
        except OSError as error:
            raise StepFailed(f"cannot be installed: {error.strerror}") from error
        return path

    def interpreter(self, place: PinnedEnvironment | None) -> list[str]:
        """Return the command that runs a driver in an environment (None: this Python).

        Raises
        ------
        StepFailed
            Node.js is needed and not on this machine.
        """
        if place is None:
            return [sys.executable]
        if place.kind == "npm":
            return [_program("node")]
        return [str(_python(self.folder / place.name))]

    def _install(self, place: PinnedEnvironment, path: Path) -> None:
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        deadline = time.monotonic() + self.seconds
        if place.kind == "pip":
            self._pip(place, path, deadline)
        else:
            self._npm(place, path, deadline)
        self._mark(place).write_text(self._pins(place), encoding="utf-8")

    def _pip(self, place: PinnedEnvironment, path: Path, deadline: float) -> None:
        _step([sys.executable, "-m", "venv", str(path)], deadline)
        pip = [str(_python(path)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _step([*pip, "--prefer-binary", *place.packages], deadline)

    def _npm(self, place: PinnedEnvironment, path: Path, deadline: float) -> None:
        _program("node")
        (path / "package.json").write_text('{"private": true}', encoding="utf-8")
        options = ["--no-audit", "--no-fund", "--save-exact", "--loglevel=error"]
        _step([_program("npm"), "install", *options, *place.packages], deadline, path)

    def _mark(self, place: PinnedEnvironment) -> Path:
        return self.folder / place.name / "installed.json"

    def _pins(self, place: PinnedEnvironment) -> str:
        python = list(sys.version_info[:2]) if place.kind == "pip" else None
        return json.dumps({"packages": place.packages, "python": python})


def _python(path: Path) -> Path:
    return path / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise StepFailed(f"{name} is not on this machine")
    return found


def _step(command: Sequence[str | Path], deadline: float, folder: Path | None = None) -> None:
    run_step(command, seconds=deadline - time.monotonic(), folder=folder)
