"""Turns an engine's codes into the columns of a cohort's output."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from hepaboard.cohort.make_plan import VERDICT_WORDS, ending_stops
from hepaboard.cohort.topic_planes import LIVE
from hepaboard.guideline import Guideline

JOIN, POSSIBLE = "+", "?"
Codes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


class Labels:
    """The words of one guideline for codes."""

    def __init__(self, guideline: Guideline) -> None:
        self.options = list(guideline.options)
        self.verdicts = pl.Enum(list(VERDICT_WORDS))
        self.ending = ending_stops(guideline)
        self.scenarios: dict[str, list[str]] = {}
        for term in guideline.definitions:
            if term.entry.scenario is not None:
                self.scenarios.setdefault(term.source, []).append(term.entry.scenario)
        self.topics = list(guideline.topics)
        self._places: dict[str, dict[int, str | None]] = {name: {} for name in self.scenarios}

    def table(self, kept: pl.DataFrame, raw: pl.DataFrame) -> pl.DataFrame:
        """The output of some patients.

        Returns
        -------
        The columns of ``kept``, then ``ended_by`` (the stop that ends an assessment; all that
        follows is null then), ``scenario_<source>`` (names joined by ``+``, those only possible
        with ``?``; null for none), ``verdict_<treatment>``, ``live_disagreements`` (topics on
        which sources differ for the patient, or with ``?`` may), ``incompatible`` (those of them
        that cannot be reconciled), and the masks if there are any.
        """
        ended = raw.get_column("ended")
        open_ = ended == 0
        columns = [_words(ended, self.ending).alias("ended_by")]
        columns += [
            _where(open_, self._scenario(source, raw)).alias(f"scenario_{source}")
            for source in self.scenarios
        ]
        columns += [
            _where(open_, raw.get_column(f"verdict_{name}").cat.to(self.verdicts)).alias(
                f"verdict_{name}"
            )
            for name in self.options
        ]
        codes = np.stack([raw.get_column(f"topic_{name}").to_numpy() for name in self.topics])
        codes = np.ascontiguousarray(codes.T)
        live = self._lists(codes, codes != 0)
        hard = self._lists(codes, codes == LIVE.index("incompatible") + 1)
        columns.append(_where(open_, live).alias("live_disagreements"))
        columns.append(_where(open_, hard).alias("incompatible"))
        masks = [column for column in raw if column.dtype == pl.Int64]
        return kept.hstack(columns).hstack([_where(open_, mask) for mask in masks])

    def _scenario(self, source: str, raw: pl.DataFrame) -> pl.Series:
        names = self.scenarios[source]
        if not len(raw):
            return pl.Series([], dtype=pl.String)
        packed = pl.zeros(len(raw), dtype=pl.Int64, eager=True)
        for place, name in enumerate(names):
            code = raw.get_column(f"scenario_{source}_{name}").cast(pl.Int64)
            packed = packed + code * 4**place
        known = self._places[source]
        for value in packed.unique():
            if value not in known:
                known[value] = _joined(names, value)
        found = list(known)
        return packed.replace_strict(found, [known[v] for v in found], return_dtype=pl.String)

    def _lists(self, codes: Codes, wanted: Flags) -> pl.Series:
        """For each patient (row) the topics (columns) that are wanted."""
        words = [f"{name}{mark}" for mark in ("", POSSIBLE) for name in self.topics]
        places = np.flatnonzero(wanted)
        soft = codes.ravel()[places] == LIVE.index("open") + 1
        topics = (places % len(self.topics) + soft * len(self.topics)).astype(np.uint8)
        ends = np.cumsum(wanted.sum(axis=1, dtype=np.int64))
        offsets = pa.array(np.concatenate(([0], ends)))
        lists = pl.from_arrow(pa.LargeListArray.from_arrays(offsets, pa.array(topics)))
        assert isinstance(lists, pl.Series)
        return lists.list.eval(pl.element().cat.to(pl.Enum(words)))


def _joined(names: Sequence[str], packed: int) -> str | None:
    parts = []
    for place, name in enumerate(names):
        code = packed // 4**place % 4
        if code:
            parts.append(name if code == 1 else name + POSSIBLE)
    return JOIN.join(parts) or None


def _words(codes: pl.Series, words: Sequence[str]) -> pl.Series:
    """The word of each code counted from 1; null for 0."""
    return codes.replace_strict(
        range(len(words) + 1), [None, *words], return_dtype=pl.Enum(list(words))
    )


def _where(flags: pl.Series, values: pl.Series) -> pl.Series:
    """The values where flags are set, else null."""
    if flags.all():
        return values
    return pl.select(pl.when(flags).then(values)).to_series()
