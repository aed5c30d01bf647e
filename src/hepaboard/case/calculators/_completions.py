"""Tries every completion of the missing inputs of a rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Completed(Generic[T]):
    """Answers that are still possible, and the inputs that could still change the answer."""

    possible: tuple[T, ...]
    missing: tuple[str, ...]

    @property
    def answer(self) -> T | None:
        """The one answer, None while several are possible."""
        return self.possible[0] if len(self.possible) == 1 else None


def complete(rule: Callable[..., T], **candidates: Sequence[Any]) -> Completed[T]:
    """The answers of a rule over all combinations of candidate values.

    The rule is called with keyword arguments. An input counts as missing only if two
    combinations that differ in nothing else give different answers.
    """
    names = list(candidates)
    answers = {
        values: rule(**dict(zip(names, values, strict=True)))
        for values in product(*candidates.values())
    }
    possible = tuple(dict.fromkeys(answers.values()))
    missing = []
    for place, name in enumerate(names):
        rest: dict[tuple[Any, ...], set[T]] = {}
        for values, answer in answers.items():
            rest.setdefault(values[:place] + values[place + 1 :], set()).add(answer)
        if any(len(found) > 1 for found in rest.values()):
            missing.append(name)
    return Completed(possible, tuple(missing))
