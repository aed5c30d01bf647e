"""The smallest sets of choices that shut out every bad outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hepaboard.missing.diagram import Diagram, Diagrams
from hepaboard.missing.variables import Key


@dataclass(frozen=True, slots=True)
class Choice:
    """One fact that may be otherwise: its cells by place, and the place it is in now, if known.

    ``tied`` are the other facts that rules of plausibility bind it to.
    """

    key: Key
    names: tuple[str, ...]
    cubes: Mapping[int, Diagram]
    now: int | None
    tied: frozenset[Key]


#: What makes an outcome bad: per fact the places that do.
Reproach = dict[Key, frozenset[int]]
#: For each fact that is chosen, the place of its cell.
Chosen = frozenset[tuple[Key, int]]


class Search:
    """Sets of choices after which ``good`` can happen and ``bad`` cannot.

    A set that leaves a bad outcome must change something about it. Of each bad outcome met, the
    few facts that make it bad whatever the others are make up a reproach; every set must answer
    all reproaches, and reproaches that share no fact need a choice each. No set is overlooked.

    Parameters
    ----------
    good, bad
        The outcomes, over all facts that are not fixed; they exclude one another.
    choices
        What may be chosen. What is known now and not chosen stays as it is.
    """

    def __init__(
        self, diagrams: Diagrams, good: Diagram, bad: Diagram, choices: Sequence[Choice]
    ) -> None:
        support = diagrams.support(good) | diagrams.support(bad)
        self.diagrams = diagrams
        self.good = good
        self.bad = bad
        self.choices = {c.key: c for c in choices if support & {*c.names}}
        self._own = {name for choice in self.choices.values() for name in choice.names}
        self._reproaches = [r for c in self.choices.values() if (r := self._alone(c))]

    def smallest(self, most: int) -> list[Chosen]:
        """All sets with the fewest choices that do, at most so many; none if none is so small."""
        for size in range(most + 1):
            found = list(dict.fromkeys(self._sets(frozenset(), size, set())))
            if found:
                return found
        return []

    def _sets(self, chosen: Chosen, more: int, seen: set[Chosen]) -> Iterator[Chosen]:
        """The sets with exactly so many choices more."""
        if chosen in seen:
            return
        seen.add(chosen)
        open_ = self._unanswered(chosen)
        if _apart(open_) > more:
            return
        if not open_:
            picked = self._picked(chosen)
            if (self.good & picked) == self.diagrams.false:
                return
            kept = picked & self._now(chosen)
            if (self.bad & kept) != self.diagrams.false:
                if more == 0:
                    return
                self._reproaches.append(self._reproach(self.bad & kept))
                open_ = self._reproaches[-1:]
            elif (self.good & kept) != self.diagrams.false:
                if more == 0:
                    yield chosen
                return
            else:
                open_ = [self._clash(chosen, picked)]
        if more == 0:
            return
        reproach = min(open_, key=len)
        for key, places in reproach.items():
            if any(key == name for name, _ in chosen):
                continue
            choice = self.choices[key]
            for place in choice.cubes:
                if place not in places and place != choice.now:
                    yield from self._sets(chosen | {(key, place)}, more - 1, seen)

    def _alone(self, choice: Choice) -> Reproach:
        """The places of one fact that are bad whatever all others are; empty if there are none.

        A choice of a fact that is tied to it may make these places impossible, and so answers too.
        """
        false = self.diagrams.false
        tied = {key: self.choices[key].now for key in choice.tied if key in self.choices}
        now = self.diagrams.conjunction(
            self.choices[key].cubes[place] for key, place in tied.items() if place is not None
        )
        places = frozenset(
            place
            for place, cell in choice.cubes.items()
            if (self.good & cell) == false and (self.bad & now & cell) != false
        )
        if not places:
            return {}
        none: frozenset[int] = frozenset()
        others = {key: none if at is None else frozenset({at}) for key, at in tied.items()}
        return {choice.key: places, **others}

    def _picked(self, chosen: Chosen) -> Diagram:
        """What is chosen."""
        return self.diagrams.conjunction(self.choices[key].cubes[place] for key, place in chosen)

    def _now(self, chosen: Chosen) -> Diagram:
        """What is known now and not chosen otherwise."""
        names = {name for name, _ in chosen}
        return self.diagrams.conjunction(
            choice.cubes[choice.now]
            for choice in self.choices.values()
            if choice.now is not None and choice.key not in names
        )

    def _clash(self, chosen: Chosen, picked: Diagram) -> Reproach:
        """Known facts that cannot stay as they are beside what is chosen."""
        names = {name for name, _ in chosen}
        known = {
            key: choice.cubes[choice.now]
            for key, choice in self.choices.items()
            if choice.now is not None and key not in names
        }
        possible = (self.good | self.bad) & picked
        for key in list(known):
            fewer = self.diagrams.conjunction(known[k] for k in known if k != key)
            if (possible & fewer) == self.diagrams.false:
                del known[key]
        return {key: frozenset({self.choices[key].now or 0}) for key in known}

    def _unanswered(self, chosen: Chosen) -> list[Reproach]:
        """The reproaches that no choice answers, and nothing known that stays as it is."""
        at = {key: choice.now for key, choice in self.choices.items()} | dict(chosen)
        return [
            reproach
            for reproach in self._reproaches
            if all(at[key] is None or at[key] in places for key, places in reproach.items())
        ]

    def _reproach(self, left: Diagram) -> Reproach:
        """The facts that make one of these outcomes bad whatever the others are."""
        diagrams = self.diagrams
        outcome = diagrams.pick(left)
        rest = diagrams.cube({n: value for n, value in outcome.items() if n not in self._own})
        kept = {
            key: diagrams.cube({n: outcome[n] for n in choice.names if n in outcome})
            for key, choice in self.choices.items()
            if any(n in outcome for n in choice.names)
        }
        for key in list(kept):
            fewer = diagrams.conjunction([rest, *(kept[k] for k in kept if k != key)])
            if (fewer & ~self.bad) == diagrams.false:
                del kept[key]
        return {
            key: frozenset(
                place
                for place, cell in self.choices[key].cubes.items()
                if (cell & literals) != diagrams.false
            )
            for key, literals in kept.items()
        }


def _apart(reproaches: Sequence[Reproach]) -> int:
    """At least so many choices are needed: reproaches that share no fact need one each."""
    taken: set[Key] = set()
    count = 0
    for reproach in sorted(reproaches, key=len):
        if not taken & reproach.keys():
            taken |= reproach.keys()
            count += 1
    return count
