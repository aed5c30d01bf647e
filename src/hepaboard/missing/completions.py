"""What can still become of one case: every completion of its missing facts, as diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from hepaboard.guideline import VERDICTS, Option, Roots, Verdict
from hepaboard.missing.diagram import Diagram, Diagrams
from hepaboard.missing.space import Space
from hepaboard.missing.variables import Item, Key

WORDS: tuple[Verdict, ...] = get_args(Verdict)
FALSE, TRUE = 0, 3
#: The order in which roots are asked about: stop, for, against, consider.
ORDER = (0, 1, 3, 2)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what binds completions; parts share no fact. ``mask`` are its facts."""

    mask: int
    diagram: Diagram


class Completions:
    """All completions of one case, of the patient or of one listed lesion.

    A completion gives every missing fact one value of its range, so that the rules of
    plausibility hold; facts known in part (an interval, some members) keep to what is known.

    Parameters
    ----------
    values
        The value of every node as the three-valued evaluation has it, for this patient or
        lesion: what it decides needs no diagram.
    cells
        Per item, the cells that it can be in.
    known
        Literals of all that is certain, as one cube.
    parts
        What binds the rest, in parts that share no fact.
    exact
        False where a term was looked at on a grid: then a verdict may be called possible that is
        not, but none is left out.
    """

    def __init__(
        self,
        space: Space,
        values: Sequence[int],
        cells: Mapping[Key, tuple[int, ...]],
        known: Diagram,
        parts: Iterable[Part],
        exact: bool = True,
    ) -> None:
        self.space = space
        self.values = values
        self.cells = cells
        self.known = known
        self.free: list[Part] = []
        self.parts = apart(parts)
        self.exact = exact
        self._roots: dict[int, Diagram] = {}
        self._cares: dict[int, Diagram] = {}
        self._masks: dict[Diagram, int] = {}
        self._depends: dict[Diagram, frozenset[str]] = {}
        self._regions: dict[tuple[str, Roots], dict[Verdict, Diagram]] = {}
        self._splits: dict[tuple[Diagram, ...], dict[Verdict, Diagram]] = {}

    @property
    def contradictory(self) -> bool:
        """No completion exists: what is recorded cannot all be right together."""
        return any(part.diagram == self.space.diagrams.false for part in self.parts)

    @property
    def open(self) -> list[Item]:
        """The items that can still be in more than one cell."""
        return [self.space.variables[key] for key, cells in self.cells.items() if len(cells) > 1]

    def root(self, place: int) -> Diagram:
        """A node's condition over what is not known yet."""
        found = self._roots.get(place)
        if found is None:
            diagrams = self.space.diagrams
            value = self.values[place]
            if value == TRUE:
                found = diagrams.true
            elif value == FALSE:
                found = diagrams.false
            else:
                found = diagrams.given(self.space.conditions[place], self.known)
            self._roots[place] = found
        return found

    def care(self, mask: int) -> Diagram:
        """What binds these facts, and all facts tied to them."""
        chosen = 0
        for number, part in enumerate(self.parts):
            if part.mask & mask:
                chosen |= 1 << number
        found = self._cares.get(chosen)
        if found is None:
            found = self._cares[chosen] = self.space.diagrams.conjunction(
                part.diagram for number, part in enumerate(self.parts) if chosen >> number & 1
            )
        return found

    def truth(self, place: int) -> int:
        """0 or 3 where every completion agrees on a node, else 1."""
        root, false = self.root(place), self.space.diagrams.false
        if root == false or root == self.space.diagrams.true:
            return FALSE if root == false else TRUE
        care = self.care(self._mask(root))
        if (care & root) == false:
            return FALSE
        return TRUE if (care & ~root) == false else 1

    def regions(self, option: Option) -> dict[Verdict, Diagram]:
        """For each verdict that some completion gives a treatment, those completions.

        Treatments of which the same is said share one answer, the same object.
        """
        key = (option.treatment, option.roots)
        found = self._regions.get(key)
        if found is None:
            found = self._regions[key] = self._split(option)
        return found

    def possible(self, option: Option) -> list[Verdict]:
        """The verdicts that some completion gives a treatment, in the order of the words."""
        found = self.regions(option)
        return [word for word in WORDS if word in found]

    def depends(self, option: Option) -> set[str]:
        """The missing facts that the verdict on a treatment depends on."""
        nodes = option.roots
        found: set[str] = set()
        for place in (nodes.stop, nodes.for_, nodes.consider, nodes.against):
            root = self.root(place)
            facts = self._depends.get(root)
            if facts is None:
                names = self.space.diagrams.support(root)
                facts = frozenset().union(*map(self.space.facts_of, names))
                self._depends[root] = facts
            found |= facts
        return found

    def _split(self, option: Option) -> dict[Verdict, Diagram]:
        """The regions of the verdict table; cases that leave the same open share them."""
        space, nodes = self.space, option.roots
        roots = [
            self.root(place) for place in (nodes.stop, nodes.for_, nodes.consider, nodes.against)
        ]
        if space.guideline.policy.unreviewed_alone == "acceptable":
            roots.append(space.diagrams.given(space.reviewed(option), self.known))
        mask = 0
        for root in roots:
            mask |= self._mask(root)
        care = self.care(mask)
        key = (*roots, care)
        found = self._splits.get(key)
        if found is None:
            found = space.splits.get(key)
        if found is None:
            found = {}
            for word, says in verdict_regions(space.diagrams, roots).items():
                region = says & care
                if region != space.diagrams.false:
                    found[word] = region
        self._splits[key] = space.splits.put(key, found)
        return found

    def _mask(self, root: Diagram) -> int:
        """The facts and tallies that a root depends on."""
        found = self._masks.get(root)
        if found is None:
            found = self._masks[root] = self.space.mask(root)
        return found


def verdict_regions(diagrams: Diagrams, roots: Sequence[Diagram]) -> dict[Verdict, Diagram]:
    """The verdict table over complete cases: for each verdict the condition under which it holds.

    Parameters
    ----------
    roots
        Stop, for, consider and against; a fifth says where a reviewed source speaks in favour, if
        a recommendation without one counts as acceptable only.
    """
    found: dict[Verdict, Diagram] = {}

    def add(word: Verdict, region: Diagram) -> None:
        if region != diagrams.false:
            found[word] = found[word] | region if word in found else region

    def walk(region: Diagram, row: tuple[int | None, ...]) -> None:
        if region == diagrams.false:
            return
        words = LEAVES[row]
        if len(words) == 1:
            (word,) = words
            if word == "recommended" and len(roots) > len(row):
                add(word, region & roots[-1])
                add("acceptable", region & ~roots[-1])
            else:
                add(word, region)
            return
        place = next(k for k in ORDER if row[k] is None)
        walk(region & roots[place], (*row[:place], TRUE, *row[place + 1 :]))
        walk(region & ~roots[place], (*row[:place], FALSE, *row[place + 1 :]))

    walk(diagrams.true, (None, None, None, None))
    return found


def _leaves() -> dict[tuple[int | None, ...], frozenset[Verdict]]:
    """For each partly known row of the verdict table, the verdicts that complete cases can have."""
    rows: dict[tuple[int | None, ...], set[Verdict]] = {}
    for row, word in VERDICTS.items():
        if 1 in row:
            continue
        for hidden in range(16):
            shown = tuple(None if hidden >> k & 1 else value for k, value in enumerate(row))
            rows.setdefault(shown, set()).add(word)
    return {row: frozenset(words) for row, words in rows.items()}


LEAVES = _leaves()


def apart(parts: Iterable[Part]) -> list[Part]:
    """The parts with those that share a fact joined."""
    found: list[Part] = []
    for part in parts:
        mask, diagram = part.mask, part.diagram
        apart = []
        for other in found:
            if other.mask & mask:
                mask, diagram = mask | other.mask, diagram & other.diagram
            else:
                apart.append(other)
        found = [*apart, Part(mask, diagram)]
    return found
