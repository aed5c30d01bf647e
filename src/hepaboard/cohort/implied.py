"""Settings and the vocabulary's ``implies`` rules, as planes: what follows from what is known."""

from __future__ import annotations

from decimal import Decimal

from hepaboard.cohort.circuit import FALSE
from hepaboard.cohort.exists import Lesions
from hepaboard.cohort.fact_planes import FactPlanes
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline

ROUNDS = 12


def add_settings(facts: FactPlanes, guideline: Guideline) -> None:
    """Gives each setting the policy's value where the patient's is not known."""
    for name, value in guideline.settings.items():
        plain = isinstance(value, bool | str)
        unknown = facts.circuit.negation(facts.known(name))
        facts.add(unknown, name, value if plain else Decimal(value))


def add_implied(facts: FactPlanes, guideline: Guideline, lesions: Lesions) -> dict[str, int]:
    """Adds what rules imply until nothing changes; returns the contradictions.

    Returns
    -------
    What a rule says to the gate that is set where the patient's facts contradict it.

    Raises
    ------
    HepaboardError
        The rules do not come to rest.
    """
    circuit = facts.circuit
    ever = [FALSE] * len(guideline.implications)
    for _ in range(ROUNDS):
        before = facts.state
        fires = _fires(facts, guideline, lesions)
        # a rule that read a value which another one narrowed has fired all the same
        ever = [circuit.disjunction(pair) for pair in zip(ever, fires, strict=True)]
        for rule, gate in zip(guideline.implications, fires, strict=True):
            for name, value in rule.then.items():
                facts.add(gate, name, value)
        if facts.state == before:
            break
    else:
        raise HepaboardError("The implies rules of the vocabulary do not come to rest.")
    found: dict[str, list[int]] = {}
    for rule, gate in zip(guideline.implications, ever, strict=True):
        for name, value in rule.then.items():
            wrong = circuit.conjunction((gate, facts.contradicts(name, value)))
            found.setdefault(f"{name}: {rule.why}", []).append(wrong)
    return {why: circuit.disjunction(gates) for why, gates in found.items()}


def _fires(facts: FactPlanes, guideline: Guideline, lesions: Lesions) -> list[int]:
    planes = NodePlanes(guideline.implication_program.graph, facts, lesions)
    return [planes(rule.node).true for rule in guideline.implications]
