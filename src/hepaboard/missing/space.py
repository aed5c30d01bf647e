"""All complete cases of a guideline as diagrams: what every case shares, made once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hepaboard.guideline import Guideline, Option, Verdict
from hepaboard.missing.conditions import Conditions
from hepaboard.missing.cut import extremes
from hepaboard.missing.diagram import Diagram, Diagrams, Engine
from hepaboard.missing.excluded import Excluded
from hepaboard.missing.lesions import Tally
from hepaboard.missing.plausible import rules_of
from hepaboard.missing.terms import terms_of
from hepaboard.missing.variables import Item, Variables
from hepaboard.recent import Recent

#: So many answers are kept from case to case: those of a few cases, or of one that is filled in.
RECENT = 1500


@dataclass(frozen=True, slots=True)
class Tied:
    """A tally that a patient's number follows: whether the largest or smallest lies beyond a cut.

    ``same`` is the patient's comparison that holds exactly where some lesion fulfils the tally.
    """

    fact: str
    tally: Tally
    same: Diagram


class Space:
    """The conditions, variables and rules of a guideline as diagrams; shared by all its cases.

    Parameters
    ----------
    engine
        Which library; see ``Diagrams``.
    """

    def __init__(self, guideline: Guideline, engine: Engine | None = None) -> None:
        self.guideline = guideline
        self.diagrams = Diagrams(engine)
        self.variables = Variables(guideline, self.diagrams)
        self.conditions = Conditions(guideline.graph, self.variables, self.diagrams)
        for place, node in enumerate(guideline.graph):
            if node.op in ("compare", "all", "any", "count"):
                _ = self.conditions[place]
        self.rules = tuple(rules_of(guideline, self.variables, self.diagrams))
        self.terms = tuple(terms_of(self.conditions))
        self.tallies = {place: self._tally(place) for place in self.conditions.tallies}
        self.tied = tuple(self._tied())
        self.lesion_items = tuple(
            item for item in self.variables.values() if item.cells.fact.scope == "lesion"
        )
        self.patient_items = tuple(
            item for item in self.variables.values() if item.cells.fact.scope == "patient"
        )
        self.excluded = Excluded(self.diagrams, self.variables.values())
        self.lesion_names = frozenset(name for item in self.lesion_items for name in item.names) | {
            f"atom:{place}"
            for place in self.conditions.atoms
            if guideline.graph.nodes[place].scope == "lesion"
        }
        self.unlisted: dict[object, list[Diagram]] = {}
        self.splits: Recent[dict[Verdict, Diagram]] = Recent(RECENT)
        self._bits: dict[str, int] = {}
        self._masks: dict[int, int] = {}
        self._reviewed: dict[str, Diagram] = {}
        self.masks = {item.key: self._bit(item.names) for item in self.variables.values()}

    def _bit(self, names: Iterable[str]) -> int:
        """One bit for variables that belong together."""
        bit = 1 << len(set(self._bits.values()))
        self._bits.update(dict.fromkeys(names, bit))
        return bit

    def mask(self, diagram: Diagram) -> int:
        """The facts and tallies that a diagram depends on, one bit each."""
        found = 0
        for name in self.diagrams.support(diagram):
            if name not in self._bits:
                self._bit((name,))
            found |= self._bits[name]
        return found

    def mask_of(self, place: int) -> int:
        """The facts and tallies that a node depends on."""
        if place not in self._masks:
            self._masks[place] = self.mask(self.conditions[place])
        return self._masks[place]

    def facts_of(self, name: str) -> frozenset[str]:
        """The facts behind a variable: its own, or those of the comparison or lesions it is for."""
        kind, _, rest = name.partition(":")
        if kind in ("atom", "some"):
            return self.guideline.graph.support(int(rest.partition(":")[0]))
        return frozenset({kind})

    def reviewed(self, option: Option) -> Diagram:
        """Where a source that has been reviewed speaks in favour of a treatment."""
        key = f"{option.treatment}:{option.roots}"
        if key not in self._reviewed:
            sources = self.guideline.sources
            self._reviewed[key] = self.diagrams.disjunction(
                self.conditions[item.node]
                for item in option.statements
                if item.entry.direction in ("for", "consider")
                and sources[item.source].review == "reviewed"
            )
        return self._reviewed[key]

    def _tally(self, place: int) -> Tally:
        node = self.guideline.graph.nodes[place]
        wanted = self.conditions[node.args[0]]
        one = self.diagrams.variable(f"one:{place}")
        return Tally(~wanted if node.op == "all" else wanted, self.conditions.tallies[place], one)

    def _tied(self) -> Iterable[Tied]:
        """The largest lies beyond a cut where some lesion does, the smallest where all do."""
        for name, (inner, largest) in extremes(self.guideline).items():
            if name not in self.variables.of_fact or inner not in self.variables.of_fact:
                continue
            (patient,), (lesion,) = self.variables.of_fact[name], self.variables.of_fact[inner]
            cells = patient.cells
            inside = [cells.cells[k] for k in cells.possible(None)]
            for cell in inside[1:]:
                assert cell.low is not None
                over = self._beyond(patient, cells.beyond(cell.low))
                one_over = self._beyond(lesion, lesion.cells.beyond(cell.low))
                key = f"{cell.low.at}:{cell.low.after}:{name}"
                tally = Tally(
                    one_over if largest else ~one_over,
                    (self.diagrams.variable(f"tied:{key}"),),
                    self.diagrams.variable(f"one:{key}"),
                )
                yield Tied(name, tally, over if largest else ~over)

    def _beyond(self, item: Item, places: Sequence[int]) -> Diagram:
        return self.diagrams.disjunction(item.cubes[k] for k in places)


class _Same:
    """A guideline as a key: the same object, whatever it holds."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline

    def __hash__(self) -> int:
        return id(self.guideline)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.guideline is self.guideline


def space_of(guideline: Guideline) -> Space:
    """The space of a guideline; kept for the guidelines used last."""
    return _space(_Same(guideline))


@lru_cache(maxsize=4)
def _space(key: _Same) -> Space:
    return Space(key.guideline)
