"""Every condition of the knowledge, with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from hepaboard.guideline.knowledge import Knowledge, Read
from hepaboard.logic.fact_type import Scope
from hepaboard.logic.parse import parse
from hepaboard.logic.syntax import Expr

Kind = Literal[
    "scope",
    "definition",
    "statement",
    "foresee",
    "term",
    "stop",
    "delay",
    "alert",
    "cap",
    "topic",
    "rule",
]


class Key(NamedTuple):
    """What a condition belongs to: ``source`` is "" outside the packs."""

    kind: Kind
    source: str
    owner: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as written.

    ``kind`` of its key: a pack's ``scope``, ``definition``, ``statement``, or what a window is
    foreseen by; in safety.yaml a ``term``, ``stop``, ``delay`` or ``alert``; a ``topic``'s
    patients; a ``rule`` of plausibility.
    """

    key: Key
    file: str
    line: int
    text: str
    tree: Expr
    scope: Scope = "patient"

    @property
    def id(self) -> str:
        """File and owner, and the field where an owner has two conditions."""
        field = ":foresee" if self.key.kind == "foresee" else ""
        return f"{self.file}:{self.key.owner}{field}"


def conditions(knowledge: Knowledge, root: Path) -> list[Condition]:
    """All conditions, in the order of the files."""
    found: list[Condition] = []

    def add(
        kind: Kind, source: str, owner: str, file: Read[Any], place: tuple[str | int, ...],
        text: str, scope: Scope = "patient",
    ) -> None:  # fmt: skip
        path = Path(str(file.document.file)).relative_to(root).as_posix()
        line = file.document.line(place) or 0
        found.append(Condition(Key(kind, source, owner), path, line, text, parse(text), scope))

    for source, pack in knowledge.packs.items():
        about = pack.source.model.scope
        add("scope", source, "scope", pack.source, ("scope", "when"), about.when)
        if pack.definitions is not None:
            for name, term in pack.definitions.model.definitions.items():
                add("definition", source, name, pack.definitions, ("definitions", name, "when"),
                    term.when, term.scope)  # fmt: skip
        for file in pack.statements:
            for i, entry in enumerate(file.model.statements):
                if entry.when is not None:
                    add("statement", source, entry.id, file, ("statements", i, "when"),
                        entry.when, entry.scope)  # fmt: skip
                if entry.timing and entry.timing.foresee:
                    add("foresee", source, entry.id, file, ("statements", i, "timing", "foresee"),
                        entry.timing.foresee, entry.scope)  # fmt: skip
    safety = knowledge.safety
    for name, text in safety.model.definitions.items():
        add("term", "", name, safety, ("definitions", name), text)
    for i, stop in enumerate(safety.model.stops):
        add("stop", "", stop.id, safety, ("stops", i, "when"), stop.when, stop.scope)
    for i, delay in enumerate(safety.model.delays):
        add("delay", "", delay.id, safety, ("delays", i, "when"), delay.when)
    for i, alert in enumerate(safety.model.alerts):
        add("alert", "", alert.id, safety, ("alerts", i, "when"), alert.when)
    for i, cap in enumerate(safety.model.caps):
        add("cap", "", cap.id, safety, ("caps", i, "when"), cap.when)
    for name, topic in knowledge.topics.model.topics.items():
        if topic.when is not None:
            add("topic", "", name, knowledge.topics, ("topics", name, "when"), topic.when)
    for file, place, owner, text in _rules(knowledge):
        add("rule", "", owner, file, place, text)
    return found


def _rules(knowledge: Knowledge) -> Iterator[tuple[Read[Any], tuple[str | int, ...], str, str]]:
    """Rules of plausibility. They have no id: what they fill in and from what stands for it."""
    for file in knowledge.vocabulary.values():
        for i, rule in enumerate(file.model.implies):
            owner = f"{'+'.join(rule.then)} if {rule.when}"
            yield file, ("implies", i, "when"), owner, rule.when
