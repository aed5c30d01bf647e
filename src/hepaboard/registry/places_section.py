"""Where patients stand in each document."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.cohort.labels import JOIN, POSSIBLE
from hepaboard.guideline import Guideline
from hepaboard.registry.counts import Counts
from hepaboard.registry.drawing.flow import Stream, flow
from hepaboard.registry.privacy import Privacy
from hepaboard.registry.section import Figure, Paragraph, Part, Section, Table, number, share
from hepaboard.registry.small_cells import RIM, Arc

SCOPES = {
    "certain": ("the document speaks of them", "sure"),
    "possible": ("it may, depending on what is unknown", "open"),
    "outside": ("it does not speak of them", "out"),
}
NONE, OPEN, OTHER = "no scenario", "scenario open", "other combinations"
MOST = 7


def places_section(
    counts: Counts, guideline: Guideline, privacy: Privacy, assessed: int
) -> Section:
    """The flow of patients through the scenarios and steps of each document."""
    parts: list[Part] = [
        Paragraph(
            "Each document sorts patients by its own terms. A scenario counts where it certainly "
            "holds; a patient may stand in several at once (joined by +). Where none certainly "
            "holds and one may, the scenario is open. The width of a stream is its number of "
            "patients. Blue: certain. Orange, dashed: depends on what is unknown. Grey: outside. "
            "* marks a document whose text awaits human review."
        )
    ]
    for source in guideline.sources:
        parts += _source(source, counts, guideline, privacy, assessed)
    return Section("places", "Where patients stand", parts)


def _source(
    source: str, counts: Counts, guideline: Guideline, privacy: Privacy, assessed: int
) -> Iterator[Part]:
    labels = _labels(source, guideline)
    found: dict[tuple[str, str], int] = {}
    for (scope, scenario), count in counts.places.items(source).items():
        key = str(scope), _place(scenario, labels)
        found[key] = found.get(key, 0) + count
    found = _few(found)
    scopes = {scope: sum(n for (s, _), n in found.items() if s == scope) for scope in SCOPES}
    arcs = {(scope, ""): Arc("all", _node(scope), n) for scope, n in scopes.items()}
    arcs |= {key: Arc(key[0], RIM, n) for key, n in found.items() if key[0] != "outside"}
    shown = privacy.arcs(arcs)
    entry = guideline.sources[source]
    pending = "*" if entry.review == "pending" else ""
    title = f"{source}{pending} {entry.short}: where {assessed:,} patients stand"
    streams = []
    for scope, (words, tint) in SCOPES.items():
        below = tuple(
            Stream(label, shown[key], "open" if label == OPEN or scope == "possible" else tint)
            for key in sorted(found, key=lambda key: -found[key])
            if key[0] == scope and scope != "outside"
            for label in [key[1]]
        )
        streams.append(Stream(words, shown[scope, ""], tint, below))
    alt = "; ".join(_told(stream) for stream in streams if stream.count != 0) + "."
    yield Figure(
        title, flow(title, alt, Stream("assessed", assessed, "plain", tuple(streams))), alt
    )
    rows = []
    for scope, (words, _) in SCOPES.items():
        rows.append((words, "", share(shown[scope, ""], assessed)))
        rows += [
            ("", label, share(shown[s, label], assessed))
            for s, label in sorted(found, key=lambda key: -found[key])
            if s == scope and scope != "outside"
        ]
    yield Table(f"{source}: scenarios", ("scope", "scenario", "patients"), tuple(rows), 2)
    if privacy.least < 2 and source in guideline.flows:
        yield _steps(source, counts, guideline, assessed)


def _node(scope: str) -> str:
    return RIM if scope == "outside" else scope


def _told(stream: Stream) -> str:
    below = ", ".join(f"{part.label} {number(part.count)}" for part in stream.parts)
    return f"{stream.label} {number(stream.count)}" + (f" (of these {below})" if below else "")


def place_words(scenario: str | None, source: str, guideline: Guideline) -> str:
    """The scenarios of a patient that certainly hold, from the output of a cohort, in words."""
    return _place(scenario, _labels(source, guideline))


def _labels(source: str, guideline: Guideline) -> dict[str, str]:
    return {
        term.entry.scenario: term.entry.label
        for term in guideline.definitions
        if term.source == source and term.entry.scenario is not None
    }


def _place(scenario: str | None, labels: dict[str, str]) -> str:
    """The scenarios that certainly hold, in words."""
    if scenario is None:
        return NONE
    names = scenario.split(JOIN)
    sure = [labels[name] for name in names if not name.endswith(POSSIBLE)]
    return " + ".join(sure) or OPEN


def _few(found: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The largest groups of each scope; the others together."""
    few: dict[tuple[str, str], int] = {}
    for scope in SCOPES:
        here = {k: n for k, n in found.items() if k[0] == scope}
        order = sorted(here, key=lambda key: (-here[key], key))
        named = [key for key in order if key[1] not in (NONE, OPEN)]
        rest = set(named[MOST:]) if len(named) > MOST + 1 else set()
        for key in order:
            place = (scope, OTHER) if key in rest else key
            few[place] = few.get(place, 0) + here[key]
    return few


def _steps(source: str, counts: Counts, guideline: Guideline, assessed: int) -> Table:
    """How many patients reach each step of the document's flow."""
    rows = []
    for step in guideline.flows[source].steps:
        sure = counts.steps[source, step.id, "certain"]
        maybe = counts.steps[source, step.id, "possible"]
        rows.append((step.entry.label, share(sure, assessed), share(maybe, assessed)))
    title = f"{source}: steps of its flow, each as often as it is reached"
    return Table(title, ("step", "certainly reached", "open"), tuple(rows))
