"""The fixtures that are written for one choice of packs, asked about one mutant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hepaboard.assess import assess
from hepaboard.assess.implied import ContradictionError, with_implied
from hepaboard.expectations import unmet
from hepaboard.guideline import Guideline
from hepaboard.logic import Truth

from .conditions import Key
from .fixtures import Fixture, Prepared, prepare
from .frame import Frame
from .guideline import with_entry, with_roots, with_rule
from .mutants import Mutant
from .relevance import Relevance
from .tail import Tail
from .verdicts import verdicts_differ

#: A fixture whose answer the mutant changes, and the expectation that fails, if one does.
Trial = tuple[str, str]


class Bench:
    """Every fixture with what it knew before the mutant."""

    def __init__(self, frame: Frame, fixtures: Sequence[Fixture]) -> None:
        self.frame = frame
        self.prepared = [prepare(fixture, frame.guideline) for fixture in fixtures]
        self.relevance = Relevance(frame.guideline)
        self.named = frame.named

    def knows(self, key: Key) -> bool:
        """Whether these packs hold what is changed."""
        return key in self.frame.conditions or key in self.frame.roots

    def trials(self, mutant: Mutant) -> Iterator[Trial]:
        """Every fixture whose answer changes, up to the first whose expectation fails."""
        if mutant.key.kind == "rule":
            yield from self.of_rule(mutant)
        elif mutant.tree is None:
            yield from self.of_entry(mutant)
        else:
            yield from self.of_condition(mutant)

    def of_condition(self, mutant: Mutant) -> Iterator[Trial]:
        """Roots are compared first; the whole answer is made only where they bear on it."""
        assert mutant.tree is not None
        graph, changed = self.frame.mutated(mutant.key, mutant.tree)
        if not changed:
            return
        roots = self.frame.roots
        tail = Tail(self.frame.guideline.program, graph)
        candidates = []
        for item in self.prepared:
            values = tail.added(item.raw, item.values)
            differ = [
                k for k, new in changed.items() if _differ(item.values[roots[k]], values[new])
            ]
            open_ = any(_open(values[new]) for new in changed.values())
            if differ and (failed := self.values_unmet(item, changed, values)):
                yield item.fixture.name, failed
                return
            if self.relevance.bears(item.fixture.expect, differ, open_):
                candidates.append(item)
            if any(self.relevance.observable(key) for key in differ):
                yield item.fixture.name, ""
        if candidates:
            guideline = with_roots(self.frame, graph, changed)
            for item in candidates:
                if failed := answer_unmet(item, guideline):
                    yield item.fixture.name, failed
                    return

    def values_unmet(self, item: Prepared, changed: dict[Key, int], values: tuple[Any, ...]) -> str:
        """The first truth value that a rule fixture expects and does not get; "" if none."""
        for name, expected in item.fixture.values.items():
            key = self.named[name]
            node = changed.get(key, self.frame.roots[key])
            value = values[node]
            found = Truth(value[0] if isinstance(value, list) else value).name
            if found != expected:
                return f"{name}: {expected} expected, {found}"
        return ""

    def of_entry(self, mutant: Mutant) -> Iterator[Trial]:
        """Verdicts are compared first; levels and windows show in the whole answer only."""
        old = self.frame.guideline
        new = with_entry(self.frame, mutant.key, mutant.entry)
        tail: Any = new.program
        verdicts = mutant.kind in ("direction", "treatments", "scope")
        root = self.frame.roots[mutant.key]
        candidates = []
        for item in self.prepared:
            expect = item.fixture.expect
            if verdicts and mutant.key.kind in ("statement", "stop"):
                values = tail.added(item.raw, item.values)
                differ = verdicts_differ(old, new, item.values, values)
                wanted = {*expect.get("verdicts", ())}
                wanted |= {name for said in expect.get("lesions", {}).values() for name in said}
                bears = bool(differ) and (bool(differ & wanted) or bool(_others(expect)))
                shows = bool(differ)
            else:
                bears = bool(_others(expect))
                shows = _open(item.values[root]) or item.values[root] == 3
            if bears:
                candidates.append(item)
            if shows:
                yield item.fixture.name, ""
        for item in candidates:
            if failed := answer_unmet(item, new):
                yield item.fixture.name, failed
                return

    def of_rule(self, mutant: Mutant) -> Iterator[Trial]:
        """A rule of plausibility changes what is known before any condition is read."""
        frame = self.frame
        old = frame.guideline.implications[frame.rule_place(mutant.key)].node
        if mutant.tree is not None:
            graph, node = frame.rule(mutant.key, mutant.tree)
            tail = Tail(frame.guideline.implication_program, graph)
            guideline = with_rule(frame, mutant.key, graph, node)
        else:
            guideline = with_entry(frame, mutant.key, mutant.entry)
        for item in self.prepared:
            base = frame.guideline.implication_program
            runs = [(raw, base._run(*raw)) for raw in item.rounds]
            if mutant.tree is None:
                touched = any(values[old] == 3 for _, values in runs)
            else:
                touched = any(
                    (values[old] == 3) != (tail.added(raw, values)[node] == 3)
                    for raw, values in runs
                )
            if not touched:
                continue
            try:
                known = with_implied(item.entered, guideline)
            except ContradictionError:
                yield item.fixture.name, "the facts contradict one another"
                return
            if known.valuation() == item.known.valuation():
                continue
            failed = self.values_unmet(item, {}, guideline.program(known.valuation()))
            failed = failed or answer_unmet(item, guideline)
            yield item.fixture.name, failed
            if failed:
                return


def answer_unmet(item: Prepared, guideline: Guideline) -> str:
    """The first expectation of the whole answer that is not met; "" if all are."""
    if not item.fixture.expect:
        return ""
    try:
        failed = unmet(item.fixture.expect, assess(item.file, guideline))
    except ContradictionError:
        return "the facts contradict one another"
    return failed[0] if failed else ""


def _differ(old: Any, new: Any) -> bool:
    """Whether a truth value differs; of a lesion that is listed, where it is about lesions."""
    if not isinstance(old, list) and not isinstance(new, list):
        return bool(old != new)
    many = len(old if isinstance(old, list) else new) - 1
    before = old[:-1] if isinstance(old, list) else [old] * many
    return bool(before != (new[:-1] if isinstance(new, list) else [new] * many))


def _open(value: Any) -> bool:
    return 1 in value if isinstance(value, list) else value == 1


def _others(expect: Any) -> set[str]:
    """What is expected beside verdicts and truth values."""
    return set(expect) & {"alerts", "windows", "statements", "missing", "not_missing",
                          "missing_first", "not_before"}  # fmt: skip
