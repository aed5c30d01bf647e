"""What a run found: counts per file and class, and the survivors with a case that shows each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from .judge import Outcome
from .mutants import CLASSES, REQUIRED

REQUIRED_PCT = 95.0


@dataclass(frozen=True, slots=True)
class Count:
    """How many mutants there were, and what became of them.

    ``seen`` are survivors that change the answer of some fixture, which expects nothing of it.
    """

    mutants: int
    killed: int
    refused: int
    equivalent: int
    survived: int
    seen: int

    @staticmethod
    def of(outcomes: Iterable[Outcome]) -> Count:
        """The count of these outcomes."""
        found = list(outcomes)
        number = {
            status: sum(outcome.status == status for outcome in found)
            for status in ("killed", "refused", "equivalent", "survived")
        }
        seen = sum(outcome.status == "survived" and bool(outcome.seen) for outcome in found)
        return Count(len(found), **number, seen=seen)

    @property
    def rate_pct(self) -> float | None:
        """Killed or refused among those that are not equivalent, in percent; None if none is."""
        able = self.mutants - self.equivalent
        return None if not able else 100 * (self.killed + self.refused) / able


def source_of(outcome: Outcome) -> str:
    """The source, or the file outside the packs, that a mutant changes."""
    parts = outcome.mutant.file.split("/")
    return parts[1] if parts[0] == "sources" else parts[0].removesuffix(".yaml")


def required(outcomes: Sequence[Outcome]) -> Count:
    """The count of the classes that the required rate is about."""
    return Count.of(o for o in outcomes if o.mutant.kind in REQUIRED)


def tables(outcomes: Sequence[Outcome]) -> str:
    """Counts by class, by source and by file."""
    lines = []
    needed = [o for o in outcomes if o.mutant.kind in REQUIRED]
    further = [o for o in outcomes if o.mutant.kind not in REQUIRED]
    lines += _table("class", outcomes, lambda o: o.mutant.kind, CLASSES)
    for words, found in (("required classes", needed), ("further classes", further)):
        if found:
            lines += ["", *_table(f"source, {words}", found, source_of), ""]
            lines += _table(f"file, {words}", found, lambda o: o.mutant.file)
    return "\n".join(lines)


def _table(
    title: str,
    outcomes: Sequence[Outcome],
    key: Callable[[Outcome], str],
    order: Sequence[str] | None = None,
) -> Iterator[str]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    names = [name for name in order or sorted(groups) if name in groups]
    width = max(len(name) for name in (*names, title))
    head = ("mutants", "killed", "refused", "equiv.", "survived", "seen", "rate %")
    yield f"{title:{width}}" + "".join(f"{word:>10}" for word in head)
    for name, found in [*((name, groups[name]) for name in names), ("all", list(outcomes))]:
        count = Count.of(found)
        cells = (count.mutants, count.killed, count.refused, count.equivalent, count.survived,
                 count.seen)  # fmt: skip
        rate = "-" if count.rate_pct is None else f"{count.rate_pct:.1f}"
        yield f"{name:{width}}" + "".join(f"{cell:>10}" for cell in cells) + f"{rate:>10}"


def survivor(outcome: Outcome) -> dict[str, Any]:
    """A survivor as the list holds it.

    ``seen`` names up to three fixtures whose answer the mutant changes: an expectation there
    kills it. Where it is empty, a case is missing; ``witness`` gives one (``asked`` is what it
    must state, ``before`` the answer by the knowledge as written, ``after`` by the mutant,
    ``changed`` what is new against the fixture ``near``, ``given`` the whole set of facts).
    """
    mutant = outcome.mutant
    return {
        "id": mutant.id,
        "class": mutant.kind,
        "line": mutant.line,
        "written": mutant.before,
        "mutant": mutant.after,
        "seen": list(outcome.seen[:3]),
        "seen_by": len(outcome.seen),
        "witness": outcome.witness,
    }


def survivors_text(outcomes: Iterable[Outcome]) -> str:
    """All survivors as YAML."""
    found = [survivor(o) for o in outcomes if o.status == "survived"]
    return yaml.safe_dump(
        {"survivors": found},
        sort_keys=False,
        allow_unicode=True,
        width=120,
        default_flow_style=None,
    )


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Counts per file and class, every outcome, and the survivors."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.mutant.file, outcome.mutant.kind), []).append(outcome)
    counts = []
    for (file, kind), found in groups.items():
        count = Count.of(found)
        counts.append(
            {"file": file, "class": kind, "required": kind in REQUIRED}
            | {field: getattr(count, field) for field in Count.__slots__}
            | {"rate_pct": count.rate_pct}
        )
    return json.dumps(
        {
            "required_pct": REQUIRED_PCT,
            "rate_pct": required(outcomes).rate_pct,
            "counts": counts,
            "outcomes": [{"id": o.mutant.id, "status": o.status, "by": o.by} for o in outcomes],
            "survivors": [survivor(o) for o in outcomes if o.status == "survived"],
        },
        indent=1,
        ensure_ascii=False,
    )
