"""Finds what does not fit in the flows of the packs."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.document import Place
from hepaboard.errors import HepaboardError
from hepaboard.guideline.knowledge import Knowledge, Pack, Read
from hepaboard.guideline.schema import FlowFile, FlowNode


def flow_problems(knowledge: Knowledge) -> Iterator[HepaboardError]:
    """One error per step without a usable condition, edge that leads nowhere, unreached step."""
    treatments = knowledge.treatments.model.treatments
    for pack in knowledge.packs.values():
        if pack.flow is None:
            continue
        yield from _conditions(pack, pack.flow)
        yield from _edges(pack.flow)
        for name, step in pack.flow.model.nodes.items():
            for option in step.options:
                if option not in treatments:
                    yield pack.flow.problem(
                        f"There is no treatment {option}.",
                        ("nodes", name, "options"),
                        "an id of treatments.yaml",
                    )


def _conditions(pack: Pack, file: Read[FlowFile]) -> Iterator[HepaboardError]:
    """The first step is the scope; every other has a definition of the patient's facts."""
    terms = pack.definitions.model.definitions if pack.definitions else {}
    for place, (name, step) in enumerate(file.model.nodes.items()):
        here: Place = ("nodes", name)
        if place == 0 and step.when is not None:
            what = f"The first step, {name}, has a condition; it stands for the source's scope."
            yield file.problem(what, (*here, "when"), todo="Leave out when.")
        elif place and step.when is None:
            what = f"The step {name} has no condition; only the first step is without one."
            yield file.problem(what, here, "when: the name of a definition of this source")
        elif step.when is not None and step.when not in terms:
            yield file.problem(
                f"There is no definition {step.when}.",
                (*here, "when"),
                "the name of a definition of this source",
            )
        elif step.when is not None and terms[step.when].scope != "patient":
            what = f"{step.when} speaks of single lesions; a step is about the patient."
            yield file.problem(what, (*here, "when"), todo="Use all(..), any(..) or count(..).")


def _edges(file: Read[FlowFile]) -> Iterator[HepaboardError]:
    """Edges exist, lead down or (back) up, and leave no step out."""
    steps = file.model.nodes
    places = {name: place for place, name in enumerate(steps)}
    for name, step in steps.items():
        for key, target in _targets(step):
            here: Place = ("nodes", name, key, target)
            if target not in steps:
                yield file.problem(f"There is no step {target}.", here, "an id under nodes")
            elif key == "to" and places[target] <= places[name]:
                yield file.problem(
                    f"The edge from {name} to {target} leads up.",
                    here,
                    "a step further down",
                    "Write it under back if care begins another round there.",
                )
            elif key == "back" and places[target] >= places[name]:
                what = f"The edge from {name} back to {target} leads down."
                yield file.problem(what, here, "a step further up", "Write it under to.")
    named = {target for step in steps.values() for target in step.to}
    for name in list(steps)[1:]:
        if name not in named:
            yield file.problem(
                f"Nothing leads to the step {name}.",
                ("nodes", name),
                todo="Name it under to of a step above it, or remove it.",
            )


def _targets(step: FlowNode) -> Iterator[tuple[str, str]]:
    for target in step.to:
        yield "to", target
    for target in step.back:
        yield "back", target
