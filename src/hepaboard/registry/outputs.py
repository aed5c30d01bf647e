"""What a report needs of every patient: the plan of a cohort with further outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hepaboard.cohort.make_plan import make_plan
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.cohort.plan import MASK_BITS, Plan
from hepaboard.guideline import Flow, Guideline
from hepaboard.registry.concordance_planes import concordance_gates
from hepaboard.registry.need_planes import awaited_facts, needed_facts, unknown_gate

Gates = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The plan, and what the bits of its masks mean.

    Beside the outputs of a cohort it has codes ``scope_<source>``, ``flow_<source>_<step>`` (bit 0
    certain, bit 1 possible), ``concord_<treatment>`` (one bit a standing), ``differs_<a>_<b>``, and
    masks ``unknown_<k>``, ``needs_<treatment>_<k>``, ``objects_<treatment>_<k>``,
    ``kinds_<treatment>_<k>``, ``awaits_<treatment>_<k>``.

    Attributes
    ----------
    facts
        The patient facts behind ``unknown``.
    needed
        Treatment to the facts behind its ``needs``.
    objections
        Treatment that was given to the statements and stops behind its ``objects``.
    kinds
        Treatment that was given to those of its kinds on which sources speak, behind ``kinds``.
    awaited
        Treatment that was given to the facts that an undetermined standing waits for.
    """

    plan: Plan
    facts: tuple[str, ...]
    needed: dict[str, tuple[str, ...]]
    objections: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    awaited: dict[str, tuple[str, ...]]


def outputs_of(guideline: Guideline, given: Sequence[str]) -> Outputs:
    """The outputs for a report on a cohort in which these treatments were given."""
    facts = tuple(
        name
        for name, fact in guideline.graph.facts.items()
        if fact.scope == "patient" and name not in guideline.settings
    )
    needed: dict[str, tuple[str, ...]] = {}
    objections: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    awaited: dict[str, tuple[str, ...]] = {}

    def more(planes: NodePlanes) -> tuple[dict[str, Gates], dict[str, Gates]]:
        codes = dict(_places(guideline, planes))
        codes |= dict(_differences(guideline, planes))
        masks = _masks("unknown", [unknown_gate(planes, name) for name in facts])
        for name, option in guideline.options.items():
            found = needed_facts(planes, option)
            needed[name] = tuple(found)
            masks |= _masks(f"needs_{name}", list(found.values()))
        for name in given:
            standings = concordance_gates(guideline, planes, name)
            codes[f"concord_{name}"] = standings
            open_ = planes.circuit.negation(planes.circuit.disjunction(standings))
            if name in guideline.options:
                waits = awaited_facts(planes, guideline.options[name], open_)
                awaited[name] = tuple(waits)
                masks |= _masks(f"awaits_{name}", list(waits.values()))
            against = _objections(guideline, name)
            objections[name] = tuple(against)
            masks |= _masks(f"objects_{name}", [planes(node).true for node in against.values()])
            kinds[name] = tuple(
                kind for kind in guideline.treatments.ancestors(name) if kind in guideline.options
            )
            masks |= _masks(f"kinds_{name}", [_favoured(guideline, planes, k) for k in kinds[name]])
        return codes, masks

    return Outputs(make_plan(guideline, more=more), facts, needed, objections, kinds, awaited)


def mask_names(name: str, bits: int) -> list[str]:
    """The columns of a mask of that many bits."""
    return [f"{name}_{k}" for k in range(-(-bits // MASK_BITS))]


def _masks(name: str, gates: list[int]) -> dict[str, Gates]:
    return {
        column: tuple(gates[k * MASK_BITS : (k + 1) * MASK_BITS])
        for k, column in enumerate(mask_names(name, len(gates)))
    }


def _favoured(guideline: Guideline, planes: NodePlanes, treatment: str) -> int:
    """Whether something certainly speaks in favour of a treatment, and no stop can hold."""
    roots = guideline.options[treatment].roots
    favour = planes.circuit.disjunction((planes(roots.for_).true, planes(roots.consider).true))
    return planes.circuit.conjunction((favour, planes(roots.stop).false))


def _objections(guideline: Guideline, treatment: str) -> dict[str, int]:
    """Stops and objections of sources on one treatment, by id, with their nodes."""
    option = guideline.options.get(treatment)
    if option is None:
        return {}
    stops = {stop.entry.id: stop.node for stop in option.stops}
    return stops | {
        item.id: item.node for item in option.statements if item.entry.direction == "against"
    }


def _places(guideline: Guideline, planes: NodePlanes) -> Iterator[tuple[str, Gates]]:
    """Scopes and steps of flows: certain, possible."""
    for source, node in guideline.scopes.items():
        yield f"scope_{source}", _code(planes, *planes(node))
    for source, flow in guideline.flows.items():
        for name, true, false in _steps(flow, planes):
            yield f"flow_{source}_{name}", _code(planes, true, false)


def _steps(flow: Flow, planes: NodePlanes) -> Iterator[tuple[str, int, int]]:
    """A step is reached as surely as its condition holds, and the surest way that leads to it."""
    circuit = planes.circuit
    reached: dict[str, tuple[int, int]] = {}
    for step in flow.steps:
        true, false = planes(step.node)
        if step.parents:
            ways = [reached[name] for name in step.parents]
            true = circuit.conjunction((true, circuit.disjunction(way[0] for way in ways)))
            none = circuit.conjunction(way[1] for way in ways)
            false = circuit.disjunction((false, none))
        reached[step.id] = true, false
        yield step.id, true, false


def _code(planes: NodePlanes, true: int, false: int) -> Gates:
    return true, planes.circuit.negation(planes.circuit.disjunction((true, false)))


def _differences(guideline: Guideline, planes: NodePlanes) -> Iterator[tuple[str, Gates]]:
    """Whether the first source favours some treatment that the second objects to."""
    circuit = planes.circuit
    for one in guideline.sources:
        for other in guideline.sources:
            if one != other:
                pairs = _pairs(guideline, planes, one, other)
                yield f"differs_{one}_{other}", (circuit.disjunction(pairs),)


def _pairs(guideline: Guideline, planes: NodePlanes, one: str, other: str) -> Iterable[int]:
    circuit = planes.circuit
    for option in guideline.options.values():
        if one in option.by_source and other in option.by_source:
            said = option.by_source[one]
            favour = circuit.disjunction((planes(said.for_).true, planes(said.consider).true))
            yield circuit.conjunction((favour, planes(option.by_source[other].against).true))
