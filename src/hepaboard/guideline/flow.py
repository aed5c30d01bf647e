"""The way a source takes its patients: steps with their conditions as nodes."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.guideline.schema import FlowNode


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``node`` is its condition, ``words`` say it, ``parents`` lead to it from above."""

    id: str
    entry: FlowNode
    node: int
    words: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A source's whole way; every step stands below those that lead to it, the scope first."""

    source: str
    title: str
    steps: tuple[Step, ...]
