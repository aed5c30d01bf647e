"""What the shape of the knowledge guarantees, checked without a solver."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hepaboard.guideline import VERDICTS, Guideline, Stop
from hepaboard.verify.obligation import Obligation
from hepaboard.verify.obligations.stops import ADVISED
from hepaboard.verify.spelled import spelled
from hepaboard.verify.subject import Subject


def structure_obligations(subject: Subject) -> Iterator[Obligation]:
    """Obligations on stops as a whole: their sources, the packs, the policy, the verdict table."""
    yield _table("for-lifts-no-stop", "adding a for or a consider never lifts a stop", (1, 2))
    yield _table("silence-lifts-no-stop", "taking an against away never lifts a stop", (3,))
    for stop in subject.guideline.stops:
        here = stop.entry.id
        yield _checked(
            f"{here}.grounds",
            f"{here} rests on a reviewed source or on two voices",
            here,
            _grounds(subject.guideline, stop),
        )
        yield _checked(
            f"{here}.no-setting",
            f"{here} reads no setting, so that no policy lifts it",
            here,
            _settings(subject, stop),
        )
    for source in subject.guideline.sources:
        yield _packs(subject, source)


def _checked(name: str, words: str, statement: str | None, fault: str | None) -> Obligation:
    statements = () if statement is None else (statement,)
    return Obligation(name, words, "structure", "checked", statements=statements, fault=fault)


def _table(name: str, words: str, places: tuple[int, ...]) -> Obligation:
    """Rows with a stop are compared with those where only these roots are larger or smaller."""
    fault = None
    for row, change in product(VERDICTS, product((0, 1, 3), repeat=len(places))):
        other = list(row)
        for place, value in zip(places, change, strict=True):
            other[place] = value
        now, then = VERDICTS[row], VERDICTS[tuple(other)]  # type: ignore[index]
        if row[0] == 3 and then != now:
            fault = f"{row} is {now}, but {tuple(other)} is {then}."
        if row[0] == 1 and then in ADVISED:
            fault = f"{tuple(other)} is {then} while a stop is unknown."
    return _checked(name, words, None, fault)


def _grounds(guideline: Guideline, stop: Stop) -> str | None:
    """A reviewed source, or sources that speak with two voices; rows of packs not in use count."""
    named = {row.split("-")[0] for row in stop.entry.rows}
    here = {source for source in named if source in guideline.sources}
    if any(guideline.sources[source].review == "reviewed" for source in here):
        return None
    voices = {guideline.voice(source) for source in here}
    if len(voices) >= 2:
        return None
    return f"Its rows come from {', '.join(sorted(here)) or 'no source in use'} alone."


def _settings(subject: Subject, stop: Stop) -> str | None:
    vocabulary = subject.guideline.vocabulary
    read = [f for f in subject.graph.support(stop.node) if vocabulary[f].entry.setting]
    return f"It reads {', '.join(sorted(read))}." if read else None


def _packs(subject: Subject, source: str) -> Obligation:
    """The stops with one pack alone are those with all: same conditions, same treatments."""
    alone = subject.reload([source])
    whole = subject.guideline
    faults = []
    if [stop.entry for stop in alone.stops] != [stop.entry for stop in whole.stops]:
        faults.append("other stops")
    for one, other in zip(alone.stops, whole.stops, strict=False):
        if spelled(alone.graph, one.node) != spelled(whole.graph, other.node):
            faults.append(f"another condition of {other.entry.id}")
    for table, full in (
        (alone.options, whole.options),
        (alone.lesion_options, whole.lesion_options),
    ):
        for name, option in table.items():
            stopped = {stop.entry.id for stop in option.stops}
            if name in full and stopped != {stop.entry.id for stop in full[name].stops}:
                faults.append(f"other stops on {name}")
            elif spelled(alone.graph, option.roots.stop) != (
                spelled(whole.graph, full[name].roots.stop) if name in full else None
            ):
                faults.append(f"another stop root of {name}")
    return _checked(
        f"packs.{source}",
        f"with {source} alone every hard stop is as it is with all packs",
        None,
        None if not faults else f"With {source} alone: {', '.join(faults)}.",
    )
