"""Random completions of a case, in values: a walk from one complete case to the next.

Nothing here uses cells or diagrams. A completion has every fact that conditions read, agrees with
what is known, keeps the rules of plausibility, and its largest and smallest lesion are those of
its lesions.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

from missing_oracle import agrees, by_being_recorded, values_of

from hepaboard.guideline import Guideline
from hepaboard.logic import Bounds, Valuation

MOST_LESIONS = 14


class Walk:
    """Completions of the cases of one guideline."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self.types = guideline.vocabulary.types
        self.values = {
            name: values_of(guideline, fact)
            for name, fact in self.types.items()
            if name in guideline.graph.facts and name != guideline.graph.counter
        }
        self.rules = self._rules()
        self.extremes = {
            name: next((kind, inner) for kind, inner in fact.entry.derive.items())
            for name, fact in guideline.vocabulary.items()
            if fact.entry.derive and {"largest", "smallest"} & fact.entry.derive.keys()
        }

    def _rules(self) -> dict[frozenset[str], list[Any]]:
        """The rules by the facts that are left out because recording alone fulfils them."""
        graph = self.guideline.implication_program.graph
        found: dict[frozenset[str], list[Any]] = {}
        for rule in self.guideline.implications:
            told = frozenset(
                name
                for name in graph.support(rule.node)
                if by_being_recorded(self.guideline, rule.node, name)
            )
            found.setdefault(told, []).append(rule)
        return found

    def plausible(self, patient: dict[str, Any]) -> bool:
        """Whether every rule is kept."""
        for told, rules in self.rules.items():
            telling = {name: value for name, value in patient.items() if name not in told}
            values = self.guideline.implication_program(Valuation(telling))
            for rule in rules:
                if values[rule.node] == 3 and not all(
                    agrees(patient[name], then)
                    for name, then in rule.then.items()
                    if name in patient
                ):
                    return False
        return True

    def fits(self, name: str, value: Any, known: Any) -> bool:
        """Whether a value agrees with what is known of a fact; a broad site may be any under it."""
        under = self.guideline.vocabulary[name].entry.covers.get(str(known), ())
        return known is None or value in under or agrees(value, known)

    def steps(
        self, known: Valuation, start: Valuation, count: int, draw: Random
    ) -> Iterator[Valuation]:
        """So many completions, each some changes away from the one before."""
        counter = self.guideline.graph.counter
        inner = {name for _, name in self.extremes.values()}
        told = {name: known.patient.get(name) for name in self.extremes}
        fixed = {n for n, value in told.items() if not (value is None or isinstance(value, Bounds))}
        free = {
            name: [v for v in self.values[name] if self.fits(name, v, known.patient.get(name))]
            for name in self.values
            if self.types[name].scope == "patient"
        }
        free = {name: values for name, values in free.items() if len(values) > 1}
        gaps = [
            (index, name)
            for index in range(len(start.lesions))
            for name in self.values
            if self.types[name].scope == "lesion"
            and (index >= len(known.lesions) or name not in known.lesions[index])
            and not (fixed and name in inner)
        ]
        patient, lesions = dict(start.patient), [dict(lesion) for lesion in start.lesions]
        assert self.plausible(patient)
        for _ in range(count):
            for _ in range(20):
                changed, listed = dict(patient), [dict(lesion) for lesion in lesions]
                for _ in range(draw.choice((1, 1, 2, 3, 5, 8))):
                    if gaps and draw.random() < 0.3:
                        index, name = draw.choice(gaps)
                        if index < len(listed):
                            listed[index][name] = draw.choice(self.values[name])
                    elif free:
                        name = draw.choice(list(free))
                        changed[name] = draw.choice(free[name])
                if not fixed and draw.random() < 0.3:
                    self._recount(known, listed, draw)
                if counter in changed:
                    changed[counter] = Decimal(len(listed))
                    if not self.fits(counter, changed[counter], known.patient.get(counter)):
                        continue
                for name, (kind, of) in self.extremes.items():
                    if name not in fixed and listed and name in changed:
                        sizes = [lesion[of] for lesion in listed]
                        changed[name] = max(sizes) if kind == "largest" else min(sizes)
                sized = all(self.fits(n, changed[n], told[n]) for n in told if n in changed)
                if sized and self.plausible(changed):
                    patient, lesions = changed, listed
                    break
            yield Valuation(patient, lesions)

    def _recount(self, known: Valuation, listed: list[dict[str, Any]], draw: Random) -> None:
        """A lesion more, or one of those that the case does not list fewer."""
        if len(listed) > len(known.lesions) and draw.random() < 0.5:
            listed.pop()
        elif len(listed) < MOST_LESIONS:
            names = [name for name in self.values if self.types[name].scope == "lesion"]
            listed.append({name: draw.choice(self.values[name]) for name in names})
