"""Runs mutants against the fixtures, in several processes if asked."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hepaboard.document import read_document
from hepaboard.errors import HepaboardError
from hepaboard.guideline.knowledge import Knowledge, read_knowledge
from hepaboard.guideline.place import ROOT

from .entries import entry_mutants
from .fixtures import Fixture, fixtures
from .judge import Judge, Outcome
from .mutants import Mutant, mutants_of
from .search import Search

EQUIVALENT = Path(__file__).resolve().parent / "equivalent.yaml"
CHUNK = 20
Progress = Callable[[int, int, int], None]


@dataclass(slots=True)
class Trials:
    """Everything that a run needs: the judge, all mutants, those listed as equivalent."""

    judge: Judge
    mutants: list[Mutant]
    listed: dict[str, str]
    search: Search | None = None

    def outcome(self, place: int, witness: bool) -> Outcome:
        """What becomes of one mutant."""
        mutant = self.mutants[place]
        if mutant.id in self.listed:
            return Outcome(mutant, "equivalent", self.listed[mutant.id])
        found = self.judge.outcome(mutant)
        if found.status != "survived":
            return found
        self.search = self.search or Search(self.judge)
        return self.search.settled(found, witness)


def prepared(
    root: Path = ROOT, stated: Sequence[Fixture] | None = None, listed: Path = EQUIVALENT
) -> Trials:
    """All mutants of a knowledge folder, and the fixtures that are to notice them.

    Raises
    ------
    HepaboardError
        A fixture fails without any mutant, or the list of equivalents names no mutant.
    """
    knowledge = read_knowledge(root)
    judge = Judge(knowledge, root, fixtures() if stated is None else stated)
    if failing := judge.failing():
        raise HepaboardError(
            f"{len(failing)} fixtures fail on the knowledge as it is: {failing[0]}",
            todo="Make the suite pass first.",
        )
    mutants = all_mutants(knowledge, root, judge)
    reasons = {item["id"]: item["reason"] for item in _listed(listed)}
    if gone := sorted(set(reasons) - {mutant.id for mutant in mutants}):
        raise HepaboardError(
            f"{gone[0]} is listed as equivalent, but there is no such mutant.",
            file=listed,
            todo="Remove it, or correct its id.",
        )
    return Trials(judge, mutants, reasons)


def all_mutants(knowledge: Knowledge, root: Path, judge: Judge) -> list[Mutant]:
    """Every mutant, in the order of the files."""
    frame = judge.whole
    vocabulary = frame.guideline.vocabulary
    found = [m for c in frame.conditions.values() for m in mutants_of(c, vocabulary)]
    nodes = frame.guideline.graph.nodes
    bound = {key for key in frame.statements if nodes[frame.roots[key]].scope == "lesion"}
    found += entry_mutants(knowledge, root, vocabulary, bound)
    return found


def chosen(
    mutants: Sequence[Mutant],
    kinds: Sequence[str],
    only: Sequence[str] = (),
    sample: int | None = None,
    seed: int = 1,
) -> list[int]:
    """The places of the mutants to try: of these classes, of these sources or files.

    A sample is drawn by the mutants' ids, so that one seed gives one sample.
    """
    places = [
        place
        for place, mutant in enumerate(mutants)
        if mutant.kind in kinds
        and (not only or any(f"/{part}/" in f"/{mutant.file}/" or part == mutant.file.split(".")[0]
                             for part in only))
    ]  # fmt: skip
    if sample is None or sample >= len(places):
        return places
    by_id = sorted(places, key=lambda place: mutants[place].id)
    return sorted(random.Random(seed).sample(by_id, sample))


def tried(
    trials: Trials,
    places: Sequence[int],
    jobs: int = 1,
    witness: bool = True,
    progress: Progress = lambda done, all_, survived: None,
) -> list[Outcome]:
    """The outcome of each of these mutants, in their order."""
    found: dict[int, Outcome] = {}
    survived = 0

    def note(place: int, outcome: Outcome) -> None:
        nonlocal survived
        found[place] = outcome
        survived += outcome.status == "survived"
        progress(len(found), len(places), survived)

    if jobs == 1:
        for place in places:
            note(place, trials.outcome(place, witness))
    else:
        global _trials, _witness
        _trials, _witness = trials, witness
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            for place, short in pool.imap_unordered(_one, places, CHUNK):
                note(place, replace(short, mutant=trials.mutants[place]))
        _trials = None
    return [found[place] for place in places]


# Handed to the processes by forking: a guideline is large, and a mutant's place is a number.
_trials: Trials | None = None
_witness = True


def _one(place: int) -> tuple[int, Any]:
    assert _trials is not None
    return place, replace(_trials.outcome(place, _witness), mutant=None)  # type: ignore[arg-type]


def _listed(path: Path) -> list[dict[str, str]]:
    return list(read_document(path).data["equivalent"] or ()) if path.exists() else []
