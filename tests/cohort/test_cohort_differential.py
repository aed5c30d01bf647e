"""All engines against single cases, on 50,000 patients with a tenth of all values missing."""

import shutil

import polars as pl
import pytest

from hepaboard.bench.cohort.differential import differential
from hepaboard.cohort.polars_engine import PolarsEngine

ROWS = 50_000
JAVA = shutil.which("java") is not None


@pytest.mark.slow
@pytest.mark.skipif(not JAVA, reason="Spark needs a Java runtime")
@pytest.mark.filterwarnings("ignore")  # Spark leaves sockets to the garbage collector
def test_every_engine_gives_each_patient_what_the_single_case_gives():
    found = differential(ROWS, missing=0.1, seed=2, interpreted=400)
    assert found.differences == []
    assert found.engines == ("polars", "duckdb", "kernel", "spark")
    assert (found.rows, found.interpreted) == (ROWS, 400)
    # contradictions were met, and what is unknown was there to be got wrong
    assert found.refused > 300
    assert found.unknown > found.values / 20


def test_a_wrong_engine_is_found_out(monkeypatch):
    right = PolarsEngine.__call__

    def wrong(self, coded):
        found = right(self, coded)
        last = pl.int_range(pl.len()) == pl.len() - 1
        return found.with_columns(
            pl.when(last)
            .then(7)
            .otherwise("verdict_liver_resection")
            .alias("verdict_liver_resection")
        ).cast(found.schema)

    monkeypatch.setattr(PolarsEngine, "__call__", wrong)
    found = differential(400, ["polars", "kernel"], interpreted=0, processes=1)
    (only,) = found.differences
    assert (only.engine, only.output, only.rows) == ("polars", "verdict_liver_resection", 1)


def test_a_contradiction_that_cohorts_overlook_is_found_out(monkeypatch):
    monkeypatch.setattr(
        PolarsEngine,
        "flags",
        lambda self, coded, gates: [pl.repeat(False, len(coded), eager=True) for _ in gates],
    )
    found = differential(1_500, ["polars"], interpreted=0, processes=1, moved=0.02)
    assert "kept, but refused as a single case" in {item.output for item in found.differences}
