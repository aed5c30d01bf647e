"""Everything that a report counts."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from hepaboard.registry.tallies import Tally


@dataclass(slots=True)
class Counts:
    """Counts by key; patients whose assessment was ended are in ``patients`` and ``ended`` alone.

    Attributes
    ----------
    patients, ended, assessed
        By subgroup; by stop; by subgroup.
    places
        By source, scope (``certain``, ``possible``, ``outside``) and scenario.
    steps
        By source, step and ``certain`` or ``possible``.
    verdicts
        By treatment, subgroup and verdict.
    topics
        By topic and type.
    differs
        By the source that favours and the source that objects.
    unknown
        By fact: patients of whom nothing is known of it.
    needs, alone
        By fact and treatment: patients whose verdict is open and needs it; needs nothing else.
    waiting
        By fact: patients with at least one such treatment.
    recorded
        Patients by subgroup and whether treatments given are ``given``, ``none``, ``not recorded``.
    standings
        Treatments given, by treatment, subgroup and standing.
    reasons
        By treatment, standing, and the objection that holds, the fact that is needed,
        or the kind of treatment that is favoured.
    followed
        One row a patient with follow-up: months, died, and what compares them.
    """

    patients: Tally = field(default_factory=Tally)
    ended: Tally = field(default_factory=Tally)
    assessed: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    steps: Tally = field(default_factory=Tally)
    verdicts: Tally = field(default_factory=Tally)
    topics: Tally = field(default_factory=Tally)
    differs: Tally = field(default_factory=Tally)
    unknown: Tally = field(default_factory=Tally)
    needs: Tally = field(default_factory=Tally)
    alone: Tally = field(default_factory=Tally)
    waiting: Tally = field(default_factory=Tally)
    recorded: Tally = field(default_factory=Tally)
    standings: Tally = field(default_factory=Tally)
    reasons: Tally = field(default_factory=Tally)
    followed: pl.DataFrame = field(default_factory=pl.DataFrame)
