"""Where a patient stands in the flow of each source, and what decides how it goes on."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from hepaboard.assess.flow_model import (
    FlowNodeResult,
    FlowResult,
    OpenBranch,
    StoppedOption,
)
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Flow, Step

STATUS: dict[int, Literal["holds", "possible", "not_reached"]] = {
    3: "holds",
    1: "possible",
    0: "not_reached",
}


def flows(reading: Reading) -> list[FlowResult]:
    """The flow of every source that speaks of this patient, or may speak of him or her."""
    guideline = reading.guideline
    return [
        _flow(reading, flow)
        for source, flow in guideline.flows.items()
        if reading.truth(guideline.scopes[source])
    ]


def _flow(reading: Reading, flow: Flow) -> FlowResult:
    """A step is reached as surely as its condition holds, and the surest way that leads to it."""
    reached: dict[str, int] = {}
    nodes: list[FlowNodeResult] = []
    left: set[str] = set()
    branches: list[OpenBranch] = []
    for step in flow.steps:
        own = reading.truth(step.node)
        way = 0 if step.parents else 3
        for parent in step.parents:
            way |= reached[parent]
        value = reached[step.id] = own & way
        if value == 3:
            left.update(step.parents)
        elif value == 1 and way == 3:
            needs = reading.needs([step.node])
            before: list[str | None] = [name for name in step.parents if reached[name] == 3]
            branches += [
                OpenBranch(from_=name, to=step.id, needs=needs) for name in before or [None]
            ]
        if way == 0:
            nodes.append(_out_of_reach(step.id, step.entry.label, step.entry.rows))
            continue
        nodes.append(
            FlowNodeResult(
                id=step.id,
                label=step.entry.label,
                status=STATUS[value],
                rows=list(step.entry.rows),
                because=reading.because(step.node) if own == value else [],
                stopped=_stopped(reading, step) if value else [],
            )
        )
    place = [name for name, value in reached.items() if value == 3 and name not in left]
    return FlowResult(source=flow.source, nodes=nodes, place=place, open=branches)


@lru_cache(maxsize=1024)
def _out_of_reach(name: str, label: str, rows: tuple[str, ...]) -> FlowNodeResult:
    """A step that no reached step leads to; alike for every case."""
    return FlowNodeResult(
        id=name, label=label, status="not_reached", rows=list(rows), because=[], stopped=[]
    )


def _stopped(reading: Reading, step: Step) -> list[StoppedOption]:
    found = []
    for treatment in step.entry.options:
        option = reading.guideline.options.get(treatment)
        if option is not None and reading.truth(option.roots.stop) == 3:
            stops = [stop.entry.id for stop in option.stops if reading.truth(stop.node) == 3]
            found.append(StoppedOption(treatment=treatment, stops=stops))
    return found
