"""The smallest sets of choices that shut out every bad outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hepaboard.missing.diagram import Diagram, Diagrams
from hepaboard.missing.reproaches import Chosen, Reproach, Reproaches
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
        self._reproaches = Reproaches({key: choice.now for key, choice in self.choices.items()})
        for choice in self.choices.values():
            if reproach := self._alone(choice):
                self._reproaches.add(reproach)

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
        open_ = self._reproaches.unanswered(chosen)
        if self._reproaches.apart(open_, more) > more:
            return
        if not open_:
            picked = self._picked(chosen)
            if (self.good & picked) == self.diagrams.false:
                return
            kept = picked & self._now(chosen)
            if (self.bad & kept) != self.diagrams.false:
                if more == 0:
                    return
                open_ = self._reproaches.add(self._reproach(self.bad & kept))
            elif (self.good & kept) != self.diagrams.false:
                if more == 0:
                    yield chosen
                return
            elif more > 0:
                yield from self._branches(chosen, self._clash(chosen, picked), more, seen)
                return
        if more > 0:
            yield from self._branches(chosen, self._reproaches.shortest(open_), more, seen)

    def _branches(
        self, chosen: Chosen, reproach: Reproach, more: int, seen: set[Chosen]
    ) -> Iterator[Chosen]:
        """The sets with one of the choices that answer a reproach."""
        false, taken = self.diagrams.false, {key for key, _ in chosen}
        # The last choice has to shut out all that is bad while everything else stays as it is.
        bad = self._bad_but_for(chosen) if more == 1 else {}
        for key, places in reproach.items():
            choice = self.choices[key]
            for place, cell in choice.cubes.items() if key not in taken and more > 0 else ():
                if place in places or place == choice.now:
                    continue
                if more > 1 or (bad[key] & cell) == false:
                    yield from self._sets(chosen | {(key, place)}, more - 1, seen)

    def _bad_but_for(self, chosen: Chosen) -> dict[Key, Diagram]:
        """For each fact the bad outcomes with what is chosen, and all others as they are now."""
        taken = {key for key, _ in chosen}
        known = [(c.key, c.cubes[c.now]) for c in self.choices.values() if c.now is not None]
        known = [(key, cell) for key, cell in known if key not in taken]
        found: dict[Key, Diagram] = {}

        def narrow(left: Diagram, some: Sequence[tuple[Key, Diagram]]) -> None:
            if len(some) == 1:
                found[some[0][0]] = left
                return
            middle = len(some) // 2
            for one, other in ((some[:middle], some[middle:]), (some[middle:], some[:middle])):
                narrow(left & self.diagrams.conjunction(cell for _, cell in other), one)

        left = self.bad & self._picked(chosen)
        if known:
            narrow(left, known)
        all_ = left & self._now(chosen)
        return {key: found.get(key, all_) for key in self.choices}

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
        needed = self._needed(known, (self.good | self.bad) & picked)
        return {key: frozenset({self.choices[key].now or 0}) for key in needed}

    def _needed(self, cubes: Mapping[Key, Diagram], other: Diagram) -> list[Key]:
        """The fewest of these cubes that still exclude another diagram, as all of them do."""
        diagrams = self.diagrams
        behind = [diagrams.true]
        for cube in reversed(list(cubes.values())):
            behind.append(behind[-1] & cube)
        found = []
        for key, rest in zip(cubes, reversed(behind[:-1]), strict=True):
            if (other & rest) != diagrams.false:
                found.append(key)
                other = other & cubes[key]
        return found

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
        needed = self._needed(kept, rest & ~self.bad)
        return {
            key: frozenset(
                place
                for place, cell in self.choices[key].cubes.items()
                if (cell & literals) != diagrams.false
            )
            for key, literals in ((key, kept[key]) for key in needed)
        }
