"""The examples and rule fixtures, each ready to be asked again under a mutant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from hepaboard.assess.implied import ROUNDS, with_implied
from hepaboard.case import CaseFile, Facts, facts_of, flat_facts, read_case
from hepaboard.document import read_document
from hepaboard.guideline import Guideline
from hepaboard.guideline.place import ROOT
from hepaboard.logic import Valuation
from hepaboard.logic.valuation import inputs

from .tail import Inputs

TESTS = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "examples", TESTS / "fixtures" / "cases")
RULES = TESTS / "fixtures" / "rules"


@dataclass(frozen=True, slots=True)
class Fixture:
    """What one example or rule states: what is known, and what is expected.

    ``flat`` is a flat set of facts, ``case`` a whole case; one of them is given. ``values`` are
    the truth values that a rule expects of single conditions, ``expect`` what is expected of the
    whole answer.
    """

    name: str
    sources: tuple[str, ...] | None
    flat: Mapping[str, Any] | None
    case: Mapping[str, Any] | None
    values: Mapping[str, str] = field(default_factory=dict)
    expect: Mapping[str, Any] = field(default_factory=dict)

    def read(self, guideline: Guideline) -> tuple[CaseFile, Facts]:
        """The case and its facts, before the rules of plausibility."""
        if self.flat is not None:
            return flat_facts(dict(self.flat), guideline.vocabulary, guideline.treatments)
        file = read_case(dict(self.case or {}))
        return file, facts_of(file, guideline.vocabulary, guideline.treatments)


@dataclass(slots=True)
class Prepared:
    """A fixture read against one guideline; what no mutant of a condition changes."""

    fixture: Fixture
    file: CaseFile
    entered: Facts
    known: Facts
    raw: Inputs
    values: tuple[Any, ...]
    #: what was known in each round of the rules of plausibility
    rounds: list[Inputs]


def fixtures(folders: tuple[Path, ...] = FOLDERS, rules: Path = RULES) -> list[Fixture]:
    """All examples and rule fixtures, by name."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]
    found = [_example(path) for path in paths]
    for path in sorted(rules.rglob("*.yaml")):
        found.extend(_rules(path))
    return found


def prepare(fixture: Fixture, guideline: Guideline) -> Prepared:
    """A fixture with its facts and the values of all nodes."""
    file, entered = fixture.read(guideline)
    known = with_implied(entered, guideline)
    graph = guideline.graph
    valuation = known.valuation()
    rules = guideline.implication_program.graph
    rounds = [inputs(rules, step) for step in _rounds(entered, guideline)]
    values = guideline.program(valuation)
    return Prepared(fixture, file, entered, known, inputs(graph, valuation), values, rounds)


def _rounds(facts: Facts, guideline: Guideline) -> Iterator[Valuation]:
    """What is known at the beginning of each round of the rules of plausibility."""
    seen = _Seen(guideline)
    with_implied(facts, seen)  # type: ignore[arg-type]
    assert len(seen.valuations) <= ROUNDS
    yield from seen.valuations


class _Seen:
    """A guideline that writes down what its rules of plausibility were asked about."""

    def __init__(self, guideline: Guideline) -> None:
        self._guideline = guideline
        self.valuations: list[Valuation] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._guideline, name)

    def implication_program(self, valuation: Valuation) -> tuple[Any, ...]:
        self.valuations.append(valuation)
        return self._guideline.implication_program(valuation)


def _example(path: Path) -> Fixture:
    data = read_document(path).data
    sources = data.get("sources")
    return Fixture(
        f"{path.parent.name}/{path.stem}",
        None if sources is None else tuple(sorted(sources)),
        plain(data["facts"]) if "facts" in data else None,
        data.get("case"),
        expect=data.get("expect") or {},
    )


def _rules(path: Path) -> Iterator[Fixture]:
    for case in read_document(path).data["cases"]:
        given = plain(case["given"])
        expect = {key: case[key] for key in ("verdicts", "missing", "facts") if case.get(key)}
        if "lesion" in case:
            given["lesions"] = [plain(case["lesion"])]
            if "verdicts" in expect:
                expect["lesions"] = {"L1": expect.pop("verdicts")}
        name = f"{path.parent.name}/{path.stem}: {case['name']}"
        yield Fixture(name, None, given, None, case["expect"], expect)


def plain(value: Any) -> Any:
    """Decimals of the files as the numbers that a script would pass."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value
