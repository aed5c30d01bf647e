"""A gate in its one shortest form, so that equal knowledge is seen to be equal."""

from __future__ import annotations

from hepaboard.cohort.circuit import Circuit
from hepaboard.errors import HepaboardError

MOST = 2000
Terms = frozenset[frozenset[int]]


def minimal(circuit: Circuit, gate: int) -> int:
    """The same gate as an OR of its shortest ANDs.

    Tests and negations count as they are; over those, gates that are always equal become the same
    gate.

    Raises
    ------
    HepaboardError
        It has too many ways to be set.
    """
    known: dict[int, Terms] = {}
    return circuit.disjunction(
        circuit.conjunction(sorted(term))
        for term in sorted(_terms(circuit, gate, known), key=sorted)
    )


def _terms(circuit: Circuit, place: int, known: dict[int, Terms]) -> Terms:
    """The minimal sets of gates that set this one."""
    if place not in known:
        gate = circuit.gates[place]
        found: set[frozenset[int]]
        if gate.op == "const":
            found = {frozenset()} if gate.value else set()
        elif gate.op == "or":
            found = {term for arg in gate.args for term in _terms(circuit, arg, known)}
        elif gate.op == "and":
            found = {frozenset()}
            for arg in gate.args:
                found = set(_shortest({a | b for a in found for b in _terms(circuit, arg, known)}))
        else:
            found = {frozenset((place,))}
        known[place] = _shortest(found)
    return known[place]


def _shortest(terms: set[frozenset[int]] | Terms) -> Terms:
    if len(terms) > MOST:
        raise HepaboardError("The implies rules of the vocabulary are too tangled for cohorts.")
    kept: list[frozenset[int]] = []
    for term in sorted(terms, key=len):
        if not any(other <= term for other in kept):
            kept.append(term)
    return frozenset(kept)
