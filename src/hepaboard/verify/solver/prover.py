"""Asks the solver whether a claim can hold, and for a case in which it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hepaboard.logic import Value, interpret
from hepaboard.verify.claim import Both, Claim, Either, Is, holds
from hepaboard.verify.solver.check import Answer, check
from hepaboard.verify.solver.encode import Encoding, Subjects
from hepaboard.verify.solver.likeness import Wish, likeness
from hepaboard.verify.solver.model import case_of
from hepaboard.verify.solver.plausible import plausible
from hepaboard.verify.solver.variables import Variables
from hepaboard.verify.solver.z3_extra import z3
from hepaboard.verify.theory import ARITHMETIC, Theory
from hepaboard.verify.witness import Witness

SECONDS = 20
#: So many wishes are assumed as one.
BLOCK = 12


class Prover:
    """A theory in one encoding, ready for many questions.

    Parameters
    ----------
    kleene
        Whether facts may be unknown. Else every fact is known and every lesion listed.
    typical
        The patient from whom witnesses differ as little as they can; facts in order of weight.
    """

    def __init__(
        self, theory: Theory, kleene: bool, typical: Mapping[str, Value] | None = None
    ) -> None:
        self._z3 = z3()
        self.theory = theory
        self.kleene = kleene
        self.typical = dict(typical or {})
        lesions = range(theory.lesions if _speaks_of_lesions(theory) else 0)
        self.subjects = Subjects(
            Variables(theory, "patient", "", kleene),
            [Variables(theory, "lesion", f"L{k}.", kleene) for k in lesions],
            [self._z3.Bool(f"L{k}") for k in lesions],
        )
        rules = Encoding(theory, theory.rule_graph, self.subjects, "r")
        self.nodes = Encoding(theory, theory.graph, self.subjects, "n")
        arithmetic = any(node.op in ARITHMETIC for node in theory.graph)
        self.solver = self._z3.Solver() if arithmetic else self._z3.SolverFor("QF_FD")
        self.solver.set("timeout", SECONDS * 1000)
        for subject in (self.subjects.patient, *self.subjects.lesions):
            self.solver.add(subject.constraints)
        for encoding in (rules, self.nodes):
            self.solver.add(encoding.constraints)
        self.solver.add(list(plausible(theory, self.subjects, rules)))
        self._names: dict[Claim, Any] = {}
        self._cases: dict[Claim, Witness | None] = {}
        self._answers: dict[Claim, Answer] = {}
        self._formulas: dict[int, tuple[Any, Any]] = {}
        self._wishes: list[Wish] | None = None

    def ask(self, claim: Claim) -> Answer:
        """Whether some plausible case fits the claim."""
        if claim not in self._answers:
            self._answers[claim] = self._check(self._literals(claim))
        return self._answers[claim]

    def case(self, claim: Claim, like: Mapping[str, Value] | None = None) -> Witness | None:
        """The case that fits a claim and differs least from the typical patient.

        Parameters
        ----------
        like
            Another case to be near to, instead of the typical patient.

        Raises
        ------
        AssertionError
            The interpreter does not find the claim true in the case: a fault of the encoding.
        """
        if like is None:
            if claim not in self._cases:
                self._cases[claim] = self._case(claim, self.typical, usual=True)
            return self._cases[claim]
        return self._case(claim, like, usual=False)

    def _case(self, claim: Claim, near: Mapping[str, Value], usual: bool) -> Witness | None:
        hard = self._literals(claim)
        if self._check(hard) != "possible":
            return None
        kept = self._nearest(hard, self._likeness(near, usual))
        assert self._check([*hard, *kept]) == "possible"
        valuation = case_of(self.theory, self.subjects, self.solver.model(), near)
        values = interpret(self.theory.graph, valuation)
        assert holds(claim, values), (claim, valuation)
        unlike = tuple(
            name
            for name in self.theory.facts
            if self.theory.facts[name].scope == "patient"
            and valuation.patient.get(name) != near.get(name)
        )
        return Witness(valuation, unlike, values)

    def _likeness(self, near: Mapping[str, Value], usual: bool) -> list[Wish]:
        if usual and self._wishes is not None:
            return self._wishes
        wishes = [
            Wish(self._named(best), None if second is None else self._named(second))
            for best, second in likeness(self.theory, self.subjects, near)
        ]
        if usual:
            self._wishes = wishes
        return wishes

    def _named(self, formula: Any) -> Any:
        """A literal for a formula, so that assuming it costs nothing."""
        known = self._formulas.get(formula.get_id())
        if known is None:
            name = self._z3.Bool(f"wish{len(self._formulas)}")
            self.solver.add(self._z3.Implies(name, formula))
            known = self._formulas[formula.get_id()] = (name, formula)
        return known[0]

    def _nearest(self, hard: Sequence[Any], wishes: Sequence[Wish]) -> list[Any]:
        """The wishes that can be met together, the first ones first; else their second best.

        Wishes are assumed in blocks; a block is taken apart only where it stands in the way.
        """
        blocks = [range(i, min(i + BLOCK, len(wishes))) for i in range(0, len(wishes), BLOCK)]
        kept: dict[Any, range] = {}

        def keep(places: range) -> None:
            best = [wishes[place].best for place in places]
            literal = best[0] if len(best) == 1 else self._named(self._z3.And(best))
            kept[literal] = places

        def here(*more: Any) -> Answer:
            return self._check([*hard, *kept, *more])

        for block in blocks:
            keep(block)
        dropped: list[int] = []
        while here() != "possible":
            ids = {literal.get_id() for literal in self.solver.unsat_core()}
            core = [literal for literal in kept if literal.get_id() in ids] or list(kept)
            worst = max(core, key=lambda literal: (len(kept[literal]) > 1, kept[literal].start))
            places = kept.pop(worst)
            if len(places) == 1:
                dropped += places
            else:
                for place in places:
                    keep(range(place, place + 1))
        extra: list[Any] = []
        for place in sorted(dropped):
            for wish in wishes[place]:
                if wish is not None and here(*extra, wish) == "possible":
                    extra.append(wish)
                    break
        return [*kept, *extra]

    def _check(self, literals: Sequence[Any]) -> Answer:
        return check(self.solver, literals)

    def _literals(self, claim: Claim) -> list[Any]:
        """A claim as assumptions of one check."""
        match claim:
            case Is():
                return self._is(claim)
            case Both(parts):
                return [literal for part in parts for literal in self._literals(part)]
            case Either(parts):
                if claim not in self._names:
                    name = self._z3.Bool(f"claim{len(self._names)}")
                    ways = [self._z3.And(self._literals(part)) for part in parts]
                    self.solver.add(self._z3.Implies(name, self._z3.Or(ways)))
                    self._names[claim] = name
                return [self._names[claim]]

    def _is(self, claim: Is) -> list[Any]:
        z3 = self._z3
        pair = self.nodes.truth[claim.node]
        if isinstance(pair, list):
            pair = pair[-1 if claim.lesion is None else claim.lesion]
        # What is said for a lesion is said of a case that lists it.
        extra = [] if claim.lesion is None else [self.subjects.listed[claim.lesion]]
        certain, possible = pair
        found = {
            frozenset({3}): [certain],
            frozenset({0}): [z3.Not(possible)],
            frozenset({1}): [possible, z3.Not(certain)],
            frozenset({0, 1}): [z3.Not(certain)],
            frozenset({1, 3}): [possible],
            frozenset({0, 1, 3}): [],
        }.get(claim.values)
        if found is None:
            parts = [frozenset({v}) for v in sorted(claim.values)]
            return self._literals(Either(tuple(Is(claim.node, p, claim.lesion) for p in parts)))
        return [*found, *extra]


def _speaks_of_lesions(theory: Theory) -> bool:
    return any(fact.scope == "lesion" for fact in theory.facts.values())
