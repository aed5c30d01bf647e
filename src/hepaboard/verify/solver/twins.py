"""Two cases at once in one solver: what is shared between them is said for each use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hepaboard.verify.solver.check import Answer, check
from hepaboard.verify.solver.encode import Encoding, Subjects
from hepaboard.verify.solver.plausible import plausible
from hepaboard.verify.solver.variables import Pair, Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import ARITHMETIC, Theory


class Twins:
    """Two plausible cases; ``kleene`` says of each whether facts may be unknown in it."""

    def __init__(self, theory: Theory, kleene: Sequence[bool], seconds: int = 20) -> None:
        self.z3 = z3()
        self.theory = theory
        arithmetic = any(node.op in ARITHMETIC for node in theory.graph)
        self.solver = self.z3.Solver() if arithmetic else self.z3.SolverFor("QF_FD")
        self.solver.set("timeout", seconds * 1000)
        self.subjects: list[Subjects] = []
        self.nodes: list[Encoding] = []
        lesions = range(
            theory.lesions if any(f.scope == "lesion" for f in theory.facts.values()) else 0
        )
        for name, own in zip("AB", kleene, strict=True):
            subjects = Subjects(
                Variables(theory, "patient", f"{name}.", own),
                [Variables(theory, "lesion", f"{name}.L{k}.", own) for k in lesions],
                [self.z3.Bool(f"{name}.L{k}") for k in lesions],
            )
            rules = Encoding(theory, theory.rule_graph, subjects, f"{name}.r")
            nodes = Encoding(theory, theory.graph, subjects, f"{name}.n")
            for subject in (subjects.patient, *subjects.lesions):
                self.solver.add(subject.constraints)
            for encoding in (rules, nodes):
                self.solver.add(encoding.constraints)
            self.solver.add(list(plausible(theory, subjects, rules)))
            self.subjects.append(subjects)
            self.nodes.append(nodes)

    def facts(self, name: str) -> list[tuple[Variables, Variables]]:
        """The variables that hold a fact in each of the two: the patient's, or every lesion's."""
        first, second = self.subjects
        if self.theory.facts[name].scope == "patient":
            return [(first.patient, second.patient)]
        return list(zip(first.lesions, second.lesions, strict=True))

    def truth(self, which: int, node: int, lesion: int | None) -> Pair:
        """The pair of a node in one of the two."""
        found = self.nodes[which].truth[node]
        if isinstance(found, list):
            return found[-1 if lesion is None else lesion]  # type: ignore[no-any-return]
        return found  # type: ignore[no-any-return]

    def can(self, *assumptions: Any) -> Answer:
        """Whether two such cases exist."""
        return check(self.solver, assumptions)
