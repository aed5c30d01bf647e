"""Random worlds, and what records tell of them.

A world knows everything of one patient. In a record facts may be missing, numbers may be bounded,
sets and the list of lesions may be incomplete.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from logic_vocabulary import FACTS

from hepaboard.logic import Bounds, FactType, Members, Valuation


@dataclass(frozen=True)
class World:
    """Everything about one patient; ``lesions`` are all there are."""

    patient: dict[str, Any]
    lesions: list[dict[str, Any]]


def values_of(fact: FactType) -> st.SearchStrategy[Any]:
    if fact.kind == "boolean":
        return st.booleans()
    if fact.kind == "enum":
        return st.sampled_from(fact.values)
    if fact.kind == "set":
        return st.frozensets(st.sampled_from(fact.values))
    digits = 2 if fact.computed else fact.digits
    scale = 10**digits
    assert fact.low is not None and fact.high is not None
    top = min(int(fact.high), 120) if not fact.bounded else min(int(fact.high), 12)
    return st.integers(int(fact.low) * scale, top * scale).map(lambda n: Decimal(n) / scale)


@st.composite
def worlds(draw: Any) -> World:
    patient = {
        name: draw(values_of(fact))
        for name, fact in FACTS.items()
        if fact.scope == "patient" and name != "n"
    }
    lesions = [
        {name: draw(values_of(fact)) for name, fact in FACTS.items() if fact.scope == "lesion"}
        for _ in range(draw(st.integers(0, 4)))
    ]
    patient["n"] = Decimal(len(lesions))
    return World(patient, lesions)


def shown(draw: Any, fact: FactType, value: Any, steps: int) -> list[Any]:
    """What ever fuller records tell of one value; None where they are silent."""
    levels = sorted(draw(st.lists(st.integers(0, 2), min_size=steps, max_size=steps)))
    found: list[Any] = []
    if fact.kind == "set":
        hidden = {m: draw(st.integers(0, steps)) for m in fact.values}
        for step, level in enumerate(levels):
            told = [m for m in fact.values if hidden[m] <= step]
            has = frozenset(m for m in told if m in value)
            lacks = frozenset(m for m in told if m not in value)
            partial = Members(has, lacks)
            found.append([None, partial, Members(value, None)][level])
        return found
    if not fact.bounded:
        exact = float(value) if fact.computed and draw(st.booleans()) else value
        return [exact if level == 2 else None for level in levels]
    slack = [
        sorted(draw(st.lists(st.integers(0, 4), min_size=steps, max_size=steps)), reverse=True)
        for _ in range(2)
    ]
    open_low, open_high = draw(st.integers(0, steps)), draw(st.integers(0, steps))
    for step, level in enumerate(levels):
        low = None if step < open_low else value - slack[0][step]
        high = None if step < open_high else value + slack[1][step]
        found.append([None, Bounds(low, high), value][level])
    return found


@st.composite
def records(draw: Any, world: World, steps: int = 2) -> list[Valuation]:
    """Ever fuller records of one world, the last one of them not necessarily complete."""
    told = {name: shown(draw, FACTS[name], value, steps) for name, value in world.patient.items()}
    each = [
        {name: shown(draw, FACTS[name], value, steps) for name, value in lesion.items()}
        for lesion in world.lesions
    ]
    listed = sorted(
        draw(st.lists(st.integers(0, len(each)), min_size=steps, max_size=steps)),
    )
    return [
        Valuation(
            {name: seen[i] for name, seen in told.items() if seen[i] is not None},
            [
                {name: seen[i] for name, seen in lesion.items() if seen[i] is not None}
                for lesion in each[: listed[i]]
            ],
        )
        for i in range(steps)
    ]


def whole(world: World) -> Valuation:
    """The record that tells everything."""

    def value(v: Any) -> Any:
        return Members(v, None) if isinstance(v, frozenset) else v

    return Valuation(
        {name: value(v) for name, v in world.patient.items()},
        [{name: value(v) for name, v in lesion.items()} for lesion in world.lesions],
    )
