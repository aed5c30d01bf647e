"""The patients of a cohort as a report sees them, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from hepaboard.cohort.columns import ROW
from hepaboard.cohort.labels import Labels
from hepaboard.cohort.lesion_counts import with_counts
from hepaboard.cohort.polars_engine import PolarsEngine
from hepaboard.cohort.reader import Reader
from hepaboard.cohort.set_aside import SetAside
from hepaboard.cohort.source import Table
from hepaboard.guideline import Guideline
from hepaboard.registry.inputs import Inputs
from hepaboard.registry.outputs import Outputs


@dataclass(frozen=True, slots=True)
class Seen:
    """Some patients: ``words`` as in a cohort's output with the report's columns, ``raw`` codes."""

    words: pl.DataFrame
    raw: pl.DataFrame


class Patients:
    """All patients of a cohort; ``report`` counts, once they were read, what was set aside."""

    def __init__(
        self, inputs: Inputs, guideline: Guideline, outputs: Outputs, lesions: Table | None = None
    ) -> None:
        self._plan = outputs.plan
        self._labels = Labels(guideline)
        self._reader = Reader(inputs.table, guideline, outputs.plan, lesions, inputs.mapping)

    @property
    def report(self) -> SetAside:
        """What was read and set aside so far."""
        return self._reader.report

    def __iter__(self) -> Iterator[Seen]:
        engine = PolarsEngine(self._plan)
        counts = engine.counts(self._reader.lesions.coded)
        for batch in self._reader.batches():
            raw = engine(with_counts(batch.coded, counts))
            masks = [name for name, kind in raw.schema.items() if kind == pl.Int64]
            yield Seen(self._labels.table(batch.kept.drop(ROW), raw.drop(masks)), raw)
