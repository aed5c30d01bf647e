"""How a treatment that was given stands to what the sources say, as gates."""

from __future__ import annotations

from collections.abc import Iterable

from hepaboard.cohort.circuit import Circuit
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.cohort.planes import Planes
from hepaboard.guideline import Guideline, Option

#: The standings in the order of their bits; where none is certain, the standing is undetermined.
STANDINGS = ("agreed", "one_source", "divided", "against", "stopped", "not_addressed")
UNDETERMINED = "undetermined"


def concordance_gates(guideline: Guideline, planes: NodePlanes, treatment: str) -> tuple[int, ...]:
    """One gate a standing, in the order of ``STANDINGS``; at most one is set.

    Each is set only where every answer to what is unknown would leave the patient in it. Sources
    of one publisher count as one voice; rules of the project are no voice.
    """
    circuit = planes.circuit
    option = guideline.options.get(treatment)
    voices = list(_voices(guideline, planes, option).values()) if option else []
    stop = planes(option.roots.stop) if option else Planes(0, 1)
    favour = _any(circuit, [voice[0] for voice in voices])
    against = _any(circuit, [voice[1] for voice in voices])
    two = circuit.at_least(2, [voice[0].true for voice in voices])
    both = circuit.conjunction
    concordant = both((stop.false, favour.true, against.false))
    return (
        both((concordant, two)),
        both((concordant, circuit.negation(two))),
        both((stop.false, favour.true, against.true)),
        both((circuit.negation(stop.true), favour.false, against.true)),
        stop.true,
        both((stop.false, favour.false, against.false)),
    )


def _voices(
    guideline: Guideline, planes: NodePlanes, option: Option
) -> dict[str, tuple[Planes, Planes]]:
    """Voice to whether it favours and whether it objects."""
    circuit = planes.circuit
    said: dict[str, tuple[list[Planes], list[Planes]]] = {}
    for source, roots in option.by_source.items():
        favour, against = said.setdefault(guideline.voice(source), ([], []))
        favour += [planes(roots.for_), planes(roots.consider)]
        against.append(planes(roots.against))
    return {
        voice: (_any(circuit, favour), _any(circuit, against))
        for voice, (favour, against) in said.items()
    }


def _any(circuit: Circuit, parts: Iterable[Planes]) -> Planes:
    some = list(parts)
    return Planes(
        circuit.disjunction(part.true for part in some),
        circuit.conjunction(part.false for part in some),
    )
