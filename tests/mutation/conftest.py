import shutil
from pathlib import Path

import pytest

from .fixtures import Fixture
from .run import Trials, prepared

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures" / "good" / "minimal"


@pytest.fixture(scope="session")
def shipped() -> Trials:
    """The shipped knowledge with all its fixtures."""
    return prepared()


class Toy:
    """The minimal knowledge folder, changed and tried with planted fixtures."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "knowledge"
        shutil.copytree(MINIMAL, self.root)

    def put(self, file: str, old: str, new: str) -> "Toy":
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def trials(self, *stated: Fixture) -> Trials:
        return prepared(self.root, stated, self.root / "no-list.yaml")

    def outcomes(self, *stated: Fixture, witness: bool = False):
        """What becomes of every mutant, by its id."""
        trials = self.trials(*stated)
        found = [trials.outcome(place, witness) for place in range(len(trials.mutants))]
        return {outcome.mutant.id: outcome for outcome in found}


@pytest.fixture
def toy(tmp_path) -> Toy:
    return Toy(tmp_path)


def rule(name, given, **values) -> Fixture:
    """A rule fixture: truth values of single conditions (``_`` for ``-``)."""
    return Fixture(
        name, None, given, None, {key.replace("_", "-"): value for key, value in values.items()}
    )


def example(name, given, **expect) -> Fixture:
    """An example: what is expected of the whole answer."""
    return Fixture(name, None, given, None, {}, expect)


@pytest.fixture
def plant():
    """Makes rule fixtures and examples."""
    return type("Plant", (), {"rule": staticmethod(rule), "example": staticmethod(example)})
