"""A flow ready to be drawn: its steps as a tree, each with its mark and the notes below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hepaboard.assess.flow_model import FlowNodeResult, FlowResult
from hepaboard.guideline import Flow, Guideline, Step
from hepaboard.report.flow.tree import drawn_under
from hepaboard.report.option_lines import few

#: here: where the patient stands; passed: reached on the way there; plain: without a patient.
Mark = Literal["here", "passed", "open", "closed", "plain"]
FACTS = 4
CLOSING_FACTS = 2


@dataclass(frozen=True, slots=True)
class Box:
    """One step. ``when`` is its condition in words, empty where the label says it already.

    ``why`` are the facts that decide an open step or closed one; ``stops`` what a hard stop forbids
    here; ``then`` and ``back`` the steps elsewhere in the picture that it leads to.
    """

    id: str
    label: str
    mark: Mark
    when: str
    why: str
    stops: tuple[str, ...]
    then: str
    back: str
    rows: tuple[str, ...]
    below: tuple[Box, ...]

    def __iter__(self) -> Iterator[Box]:
        """The box and all below it, from the top."""
        yield self
        for box in self.below:
            yield from box


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole flow of a source; ``about`` names the case, empty without one."""

    source: str
    pending: bool
    short: str
    title: str
    about: str
    top: Box

    @property
    def name(self) -> str:
        """Id and short name of the source, with the mark of a text pending human review."""
        return f"{self.source}{'*' if self.pending else ''} · {self.short}"


def chart_of(
    guideline: Guideline, source: str, result: FlowResult | None = None, about: str = ""
) -> Chart:
    """The flow of one source, with where the patient stands if there is a result.

    Parameters
    ----------
    guideline
        A guideline with this source, and a flow of it.
    result
        The flow's part of an assessment by the same guideline.
    about
        The case in a few words.
    """
    flow = guideline.flows[source]
    entry = guideline.sources[source]
    return Chart(
        source=source,
        pending=entry.review == "pending",
        short=entry.short,
        title=flow.title,
        about=about,
        top=_Builder(guideline, flow, result).box(flow.steps[0]),
    )


class _Builder:
    def __init__(self, guideline: Guideline, flow: Flow, result: FlowResult | None) -> None:
        self.guideline = guideline
        self.flow = flow
        self.result = result
        self.labels = {step.id: step.entry.label for step in flow.steps}
        self.above = drawn_under({step.id: step.parents for step in flow.steps})
        self.found = {node.id: node for node in result.nodes} if result else {}

    def box(self, step: Step) -> Box:
        """The box of a step, and those below it."""
        found = self.found.get(step.id)
        words = step.words.rstrip(".")
        apart = {name for name in step.entry.to if self.above[name] != step.id}
        return Box(
            id=step.id,
            label=step.entry.label,
            mark=self.mark(step, found),
            when="" if self.same(words, step) or not step.parents else words,
            why="" if found is None or found.status == "holds" else self.facts(found),
            stops=tuple(self.stops(found)) if found else (),
            then=self.leads({n: w for n, w in step.entry.to.items() if n in apart}),
            back=self.leads(step.entry.back),
            rows=step.entry.rows,
            below=tuple(
                self.box(other) for other in self.flow.steps if self.above[other.id] == step.id
            ),
        )

    def mark(self, step: Step, found: FlowNodeResult | None) -> Mark:
        if found is None or self.result is None:
            return "plain"
        if found.status == "holds":
            return "here" if step.id in self.result.place else "passed"
        return "open" if found.status == "possible" else "closed"

    def same(self, words: str, step: Step) -> bool:
        return words.casefold() == step.entry.label.casefold()

    def facts(self, found: FlowNodeResult) -> str:
        """The facts to ask for at an open step; those that close a closed one, with values."""
        vocabulary = self.guideline.vocabulary
        if found.status == "possible":
            needs = next((b.needs for b in self.result.open if b.to == found.id), [])  # type: ignore[union-attr]
            return few([vocabulary[name].entry.label for name in needs], FACTS)
        words = [f"{vocabulary[b.fact].entry.label}: {b.words}" for b in found.because]
        return few(words, CLOSING_FACTS)

    def stops(self, found: FlowNodeResult) -> Iterator[str]:
        forbidden: dict[str, list[str]] = {}
        for item in found.stopped:
            name = self.guideline.treatments[item.treatment].name
            forbidden.setdefault(", ".join(item.stops), []).append(name)
        for stops, names in forbidden.items():
            yield f"{stops} forbids {', '.join(names)}"

    def leads(self, edges: dict[str, str | None]) -> str:
        return " · ".join(
            self.labels[name] + (f" ({words})" if words else "") for name, words in edges.items()
        )
