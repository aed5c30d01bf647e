"""Lesions brought to their patient: whether some listed lesion has a plane set, and how many."""

from __future__ import annotations

from itertools import product

from hepaboard.cohort.circuit import FALSE, TRUE, Circuit
from hepaboard.cohort.columns import MOST_COUNTED, Test, count_column
from hepaboard.cohort.planes import Planes
from hepaboard.errors import HepaboardError


class Lesions:
    """Counts over the listed lesions of a patient, as columns of the patient.

    A condition on a lesion may hold patient facts too. It is taken apart into "patient part AND
    lesion part" joined by OR, so that engines aggregate pure lesion planes once and join nothing
    back to the lesions. ``counted`` are the gates that are to be counted.
    """

    def __init__(self, circuit: Circuit) -> None:
        self.circuit = circuit
        self.counted: dict[str, int] = {}
        self._split: dict[tuple[int, bool], dict[int, int]] = {}

    def any(self, gate: int) -> int:
        """Whether some listed lesion has this gate set."""
        terms = []
        for lesion, patient in self._parts(gate, True).items():
            terms.append(self.circuit.conjunction((self._at_least(lesion, 1), patient)))
        return self.circuit.disjunction(terms)

    def count(self, one: Planes, other: Planes, more: Planes, k: int) -> Planes:
        """``count(..) >= k`` over listed lesions and those that are not listed.

        Raises
        ------
        HepaboardError
            The condition holds patient facts, or settles lesions of which nothing is known; such
            a count cannot be aggregated.
        """
        possible = self.circuit.negation(one.false)
        pure = all(self._pure(gate) for gate in (one.true, possible))
        if not pure or (other.true, other.false) != (FALSE, FALSE):
            raise HepaboardError(
                "count(..) over a condition that speaks of the patient too is not ready for "
                "cohorts.",
                todo="Put the patient's part outside: count(lesion part) >= k AND patient part.",
            )
        enough = self._at_least(one.true, k)
        never = self.circuit.negation(self._at_least(possible, k))
        return Planes(enough, self.circuit.conjunction((never, more.false)))

    def _at_least(self, gate: int, k: int) -> int:
        if gate == FALSE:
            return FALSE
        assert k <= MOST_COUNTED
        column = count_column(gate)
        self.counted[column] = gate
        return self.circuit.test(Test(column, ">=", k))

    def _pure(self, gate: int) -> bool:
        """Whether a gate reads lesion columns alone."""
        tests = (self.circuit.gates[place].test for place in self.circuit.live([gate]))
        return all(test is None or test.scope == "lesion" for test in tests)

    def _parts(self, place: int, positive: bool) -> dict[int, int]:
        """Lesion part to patient part: the gate, or its negation, as an OR of their ANDs."""
        key = (place, positive)
        if key not in self._split:
            self._split[key] = self._merged(self._terms(place, positive))
        return self._split[key]

    def _terms(self, place: int, positive: bool) -> list[tuple[int, int]]:
        circuit = self.circuit
        gate = circuit.gates[place]
        plain = place if positive else circuit.negation(place)
        if gate.scope == "patient":
            return [(TRUE, plain)]
        if self._pure(place):
            return [(plain, TRUE)]
        if gate.op == "not":
            return list(self._parts(gate.args[0], not positive).items())
        parts = [self._parts(arg, positive) for arg in gate.args]
        if (gate.op == "or") == positive:
            return [term for part in parts for term in part.items()]
        terms = [(TRUE, TRUE)]
        for part in parts:
            crossed = [
                (circuit.conjunction((a, c)), circuit.conjunction((b, d)))
                for (a, b), (c, d) in product(terms, part.items())
            ]
            terms = list(self._merged(crossed).items())
        return terms

    def _merged(self, terms: list[tuple[int, int]]) -> dict[int, int]:
        """Terms of the same lesion part, then of the same patient part, as one."""
        by_lesion: dict[int, list[int]] = {}
        for lesion, patient in terms:
            if FALSE not in (lesion, patient):
                by_lesion.setdefault(lesion, []).append(patient)
        by_patient: dict[int, list[int]] = {}
        for lesion, patients in by_lesion.items():
            by_patient.setdefault(self.circuit.disjunction(patients), []).append(lesion)
        return {
            self.circuit.disjunction(lesions): patient for patient, lesions in by_patient.items()
        }
