"""Whether a fixture notices a mutant: its outcome, with the fixture that killed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from hepaboard.guideline.knowledge import Knowledge
from hepaboard.logic import ConditionError

from .bench import Bench, answer_unmet
from .conditions import Key
from .fixtures import Fixture
from .frame import Frame
from .mutants import Mutant
from .relevance import Relevance
from .tree import names_in

Status = Literal["killed", "refused", "equivalent", "survived"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant.

    ``by`` names the fixture that killed it and the expectation that failed, or why it was
    refused or is equivalent. ``seen`` are fixtures whose answer it changes, though none of them
    expects otherwise.
    """

    mutant: Mutant
    status: Status
    by: str = ""
    seen: tuple[str, ...] = ()
    witness: dict[str, Any] = field(default_factory=dict)


class Judge:
    """All fixtures read against the guidelines they are written for."""

    def __init__(self, knowledge: Knowledge, root: Path, fixtures: Sequence[Fixture]) -> None:
        choices = dict.fromkeys([None, *(fixture.sources for fixture in fixtures)])
        self.benches = {
            sources: Bench(
                Frame(knowledge, root, sources), [f for f in fixtures if f.sources == sources]
            )
            for sources in choices
        }
        self.whole = self.benches[None].frame

    def failing(self) -> list[str]:
        """The fixtures that fail without any mutant, with what they expect."""
        found = []
        for bench in self.benches.values():
            for item in bench.prepared:
                failed = bench.values_unmet(item, {}, item.values)
                failed = failed or answer_unmet(item, bench.frame.guideline)
                if failed:
                    found.append(f"{item.fixture.name}: {failed}")
        return found

    def outcome(self, mutant: Mutant) -> Outcome:
        """What becomes of one mutant, before any search for equivalence."""
        seen: list[str] = []
        try:
            if mutant.tree is not None and (name := _unused(self.whole, mutant)):
                return Outcome(mutant, "refused", f"nothing uses {name} any more")
            for bench in self.benches.values():
                if not bench.knows(mutant.key):
                    continue
                for name, failed in bench.trials(mutant):
                    if failed:
                        return Outcome(mutant, "killed", f"{name}: {failed}")
                    seen.append(name)
        except ConditionError as error:
            return Outcome(mutant, "refused", str(error).splitlines()[0])
        return Outcome(mutant, "survived", seen=tuple(seen))


def _unused(frame: Frame, mutant: Mutant) -> str:
    """The fact or term that nothing would use any more, so that the files are refused."""
    condition = frame.conditions[mutant.key]
    assert mutant.tree is not None
    for name in sorted(names_in(condition.tree) - names_in(mutant.tree)):
        term = Key("definition", mutant.key.source, name)
        if term in frame.conditions:
            if frame.users[term] == {mutant.key} and term not in Relevance(frame.guideline).shown:
                return name
        elif name in frame.needed and frame.readers[name] == {mutant.key}:
            return name
    return ""
