"""Invented cohorts: consistent with the rules of plausibility, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from hepaboard.cohort.columns import (
    CEILING,
    FLOOR,
    LISTED,
    columns_of,
    high_column,
    low_column,
)
from hepaboard.cohort.draw import Array, Coded, draw
from hepaboard.cohort.known import known_facts
from hepaboard.cohort.outcomes import outcomes
from hepaboard.cohort.plan import Plan
from hepaboard.cohort.polars_engine import PolarsEngine
from hepaboard.cohort.record import Part, record
from hepaboard.cohort.synthetic import Draw, synthetic
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline

#: Patients are drawn in whole blocks of this size, so that a longer cohort begins like a shorter.
BLOCK = 65_536
ATTEMPTS = 60


class Synth:
    """Draws patients of one guideline's vocabulary, as ``knowledge/synthetic.yaml`` describes.

    Parameters
    ----------
    missing
        The share of values that is not recorded, of every fact alike.
    with_outcomes
        Adds ``treatment_given``, ``followup_months`` and ``died``.

    Raises
    ------
    HepaboardError
        ``missing`` is no share.
    """

    def __init__(
        self,
        guideline: Guideline,
        seed: int = 0,
        missing: float = 0.1,
        with_outcomes: bool = False,
    ) -> None:
        if not 0 <= missing <= 1:
            raise HepaboardError(f"{missing} is not a share.", field="missing", allowed="0 to 1")
        self.types = guideline.vocabulary.types
        self.how = synthetic()
        self.seed = seed
        self.missing = missing
        self.with_outcomes = with_outcomes
        known = known_facts(guideline)
        targets = {name for rule in guideline.implications for name in rule.then}
        self.settled = {name: known.settled(name) for name in sorted(targets)}
        circuit = known.facts.circuit
        self.wrong = circuit.disjunction(known.contradictions.values())
        self.plan = Plan(
            circuit, guideline.graph, {}, {}, {}, {}, known.summaries, {}, known.highest
        )
        self._engine = PolarsEngine(self.plan)
        self._draws = self._ordered(guideline)

    def parts(self, patients: int) -> Iterator[Part]:
        """That many patients with their lesions, block by block."""
        drawn = {*self._draws, self.how.lesions.largest, self.how.lesions.smallest}
        for block, start in enumerate(range(0, patients, BLOCK)):
            coded, lesions = self._block(block)
            rng = np.random.default_rng([self.seed, block, ATTEMPTS])
            part = record(self.types, drawn, self.how, coded, lesions, start, self.missing, rng)
            if self.with_outcomes:
                rng = np.random.default_rng([self.seed, block, ATTEMPTS + 1])
                more = outcomes(self.how.outcomes, coded, self.types, self.missing, rng)
                part = replace(part, patients=part.patients.hstack(more))
            yield part.first(min(BLOCK, patients - start))

    def _ordered(self, guideline: Guideline) -> dict[str, Draw]:
        """Every fact that conditions read, described ones first; no settings."""
        used = {**guideline.graph.facts, **guideline.implication_program.graph.facts}
        edges = (self.how.lesions.largest, self.how.lesions.smallest)
        plain = {
            name: self.how.rest
            for name in used
            if self.types[name].scope == "patient"
            and name not in edges
            and name not in guideline.settings
        }
        return {**self.how.draws, **{k: v for k, v in plain.items() if k not in self.how.draws}}

    def _block(self, block: int) -> tuple[Coded, Coded]:
        """One block of patients who do not contradict themselves, and their lesions."""
        rng = np.random.default_rng([self.seed, block, 0])
        coded, lesions = self._attempt(BLOCK, rng)
        for attempt in range(1, ATTEMPTS):
            bad = np.flatnonzero(self._flag(coded, self.wrong))
            if not len(bad):
                return coded, lesions
            rng = np.random.default_rng([self.seed, block, attempt])
            again, others = self._attempt(len(bad), rng)
            for name, column in again.items():
                coded[name][bad] = column
            for name, column in others.items():
                lesions[name][bad] = column
        raise HepaboardError("The invented patients contradict the vocabulary's rules too often.")

    def _attempt(self, rows: int, rng: np.random.Generator) -> tuple[Coded, Coded]:
        coded: Coded = {}
        for fact in self.types.values():
            for column in columns_of(fact):
                if column.codes:
                    coded[column.name] = np.zeros(rows, np.uint8)
                else:
                    high = fact.bounded and column.name == high_column(fact)
                    coded[column.name] = np.full(rows, CEILING if high else FLOOR)
        coded[LISTED] = np.zeros(rows)
        for item in self.plan.summaries:
            coded[item.column] = np.full(rows, item.none)
        for name, how in self._draws.items():
            fact = self.types[name]
            drawn = draw(fact, how, coded, self.types, rows, rng)
            for value, gate in self.settled.get(name, {}).items():
                here = self._flag(coded, gate)
                drawn = {key: np.where(here, value, values) for key, values in drawn.items()}
            for key, values in drawn.items():
                coded[key] = values.astype(coded[key].dtype)
        return coded, self._lesions(coded, rows, rng)

    def _lesions(self, coded: Coded, rows: int, rng: np.random.Generator) -> Coded:
        """Up to ``most`` lesions each, one row of an array a patient; fills the extremes."""
        how = self.how.lesions
        counter = next(fact for fact in self.types.values() if fact.counts_lesions)
        number = np.clip(coded[low_column(counter)], 0, how.most).astype(np.int64)
        there = np.arange(how.most) < number[:, None]
        found: Coded = {"there": there}
        for name, way in how.draws.items():
            values = draw(self.types[name], way, {}, self.types, rows * how.most, rng)
            found.update({c: v.reshape(rows, how.most) for c, v in values.items()})
        sizes = found[how.diameter]
        for name, extreme, none in ((how.largest, np.max, FLOOR), (how.smallest, np.min, CEILING)):
            fact = self.types[name]
            value = extreme(np.where(there, sizes, none), axis=1)
            some = number > 0
            coded[low_column(fact)] = np.where(some, value, FLOOR)
            coded[high_column(fact)] = np.where(some, value, CEILING)
        return found

    def _flag(self, coded: Coded, gate: int) -> Array:
        names = self.plan.read_by(self.plan.order([gate]))
        if not names:
            return np.zeros(len(coded[LISTED]), dtype=bool)
        frame = pl.DataFrame({name: coded[name] for name in names})
        return self._engine.flags(frame, [gate])[0].to_numpy()
