"""What a mutant changes in an answer, as a question to a solver: in which case does it show?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import z3

from hepaboard.guideline import Guideline
from hepaboard.guideline.model import Option

from .conditions import Key
from .encoding import Encoding
from .frame import Frame
from .guideline import with_entry, with_roots, with_rule
from .mutants import Mutant
from .relevance import Relevance
from .told import Four, Told, truth_told, verdict_told
from .truths import Pair, Truths


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that an answer shows, before and after.

    ``asked`` names it; ``formula`` holds in the cases in which it differs, ``plain`` in those of
    them in which neither answer is unknown; ``told`` reads both answers from node values, and is
    None where the facts that are filled in differ.
    """

    asked: str
    key: Key
    formula: Any
    plain: Any
    told: Told | None
    guideline: Guideline


class Questions:
    """Turns mutants into questions; keeps what is encoded once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.encoding = Encoding(frame.guideline)
        self.truths = Truths(self.encoding, frame.guideline.graph)
        self.rules = Truths(self.encoding, frame.guideline.implication_program.graph)
        self.relevance = Relevance(frame.guideline)
        self.rule_holds: dict[Key, Any] = {}
        keys = [key for key in frame.conditions if key.kind == "rule"]
        for key, rule in zip(keys, frame.guideline.implications, strict=True):
            on = self.rule_holds[key] = z3.Bool(f"rule {len(self.rule_holds)}")
            then = [self.encoding.holds(name, value) for name, value in rule.then.items()]
            certain = self.rules.of(rule.node)[0]
            self.encoding.solver.add(z3.Implies(z3.And(on, certain), z3.And(then)))

    def of(self, mutant: Mutant) -> Iterator[Question]:
        """Every question about a mutant, the nearest to what it changes first; none if it
        changes nothing that truth values or verdicts show."""
        if mutant.key.kind == "rule":
            yield from self._of_rule(mutant)
        elif mutant.tree is not None:
            yield from self._of_condition(mutant)
        elif mutant.kind in ("direction", "treatments", "scope"):
            yield from self._of_verdicts(mutant)

    def holding(self, mutant: Mutant) -> list[Any]:
        """The rules of plausibility that hold in a case; not the one that is changed."""
        return [on for key, on in self.rule_holds.items() if key != mutant.key]

    def _of_condition(self, mutant: Mutant) -> Iterator[Question]:
        assert mutant.tree is not None
        graph, changed = self.frame.mutated(mutant.key, mutant.tree)
        guideline = with_roots(self.frame, graph, changed)
        after = Truths(self.encoding, graph, self.truths)
        keys = [key for key in changed if self.relevance.observable(key)]
        names = {key: name for name, key in self.frame.named.items()}
        for key in sorted(keys, key=lambda key: key != mutant.key):
            old, new = self.frame.roots[key], changed[key]
            before_after = self.truths.of(old, 0), after.of(new, 0)
            formula = _differ(*before_after)
            if key.kind == "definition":
                # What a source calls a patient is not shown where it does not speak of him.
                scope = self.frame.roots[Key("scope", key.source, "scope")]
                formula = z3.And(self.truths.of(scope)[1], formula)
            if "lesion" in (graph.nodes[old].scope, graph.nodes[new].scope):
                formula = z3.And(self.encoding.listed >= 1, formula)
            told = truth_told(old, new)
            plain = z3.And(formula, *(c == p for c, p in before_after))
            yield Question(names[key], key, formula, plain, told, guideline)

    def _of_rule(self, mutant: Mutant) -> Iterator[Question]:
        """A rule shows where it begins or ceases to fill in a fact that is not known anyway."""
        frame = self.frame
        rule = frame.guideline.implications[frame.rule_place(mutant.key)]
        then = z3.And([self.encoding.holds(name, value) for name, value in rule.then.items()])
        asked = "+".join(rule.then)
        before = self.rules.of(rule.node)[0]
        if mutant.tree is None:
            guideline = with_entry(frame, mutant.key, mutant.entry)
            formula = before
        else:
            graph, node = frame.rule(mutant.key, mutant.tree)
            guideline = with_rule(frame, mutant.key, graph, node)
            after = Truths(self.encoding, graph, self.rules).of(node)[0]
            formula = z3.And(before != after, z3.Not(then))
        yield Question(asked, mutant.key, formula, formula, None, guideline)

    def _of_verdicts(self, mutant: Mutant) -> Iterator[Question]:
        """The verdict on a treatment, with all packs and with its own source alone."""
        old = self.frame.guideline
        new = with_entry(self.frame, mutant.key, mutant.entry)
        after = Truths(self.encoding, new.graph, self.truths)
        for lesion, before_table, after_table in (
            (None, old.options, new.options),
            (0, old.lesion_options, new.lesion_options),
        ):
            for name in sorted({*before_table, *after_table}):
                pair = before_table.get(name), after_table.get(name)
                for source in (None, mutant.key.source or None):
                    roots = [_roots(option, source) for option in pair]
                    if roots[0] == roots[1]:
                        continue
                    codes = [
                        self._codes(found, truths, lesion)
                        for found, truths in zip(roots, (self.truths, after), strict=True)
                    ]
                    formula = z3.Or([a != b for a, b in zip(*codes, strict=True)])
                    if lesion is not None:
                        formula = z3.And(self.encoding.listed >= 1, formula)
                    about = f" of {source} alone" if source else ""
                    where = " of a lesion" if lesion is not None else ""
                    told = verdict_told(roots[0], roots[1], lesion)
                    asked = f"verdict {name}{where}{about}"
                    yield Question(asked, mutant.key, formula, formula, told, new)

    def _codes(self, roots: Four, truths: Truths, lesion: int | None) -> list[Any]:
        """One condition for each verdict; exactly one holds."""
        if roots is None:
            return [z3.BoolVal(False)] * 7
        stop, for_, consider, against = (truths.of(node, lesion) for node in roots)
        sure = z3.Or(for_[0], consider[0])
        maybe = z3.Or(for_[1], consider[1])
        stopped = z3.Not(stop[0])
        free = z3.Not(stop[1])
        quiet = z3.And(stopped, z3.Not(sure), z3.Not(against[0]), maybe)
        return [
            stop[0],
            z3.And(stopped, stop[1], z3.Or(sure, quiet)),
            z3.And(free, sure, against[0]),
            z3.And(free, for_[0], z3.Not(against[0])),
            z3.And(free, consider[0], z3.Not(for_[0]), z3.Not(against[0])),
            z3.And(stopped, z3.Not(sure), against[0]),
            z3.And(free, quiet),
        ]


def _roots(option: Option | None, source: str | None) -> Four:
    if option is None:
        return None
    roots = option.roots if source is None else option.by_source.get(source)
    return None if roots is None else (roots.stop, roots.for_, roots.consider, roots.against)


def _differ(old: Pair, new: Pair) -> Any:
    return z3.Or(old[0] != new[0], old[1] != new[1])
