"""Puts READINGS.md into the package, so that an installed workbench shows the readings too."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithReadings(build_py):
    """The usual step, and one file more."""

    def run(self) -> None:
        """Copies it beside the program; an editable install reads it where it lies."""
        super().run()
        if not self.editable_mode:
            here = Path(__file__).parent / "READINGS.md"
            self.copy_file(str(here), str(Path(self.build_lib) / "hepaboard" / here.name))


setup(cmdclass={"build_py": WithReadings})
