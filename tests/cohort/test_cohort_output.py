"""What a cohort's file holds, and that it appears whole or not at all."""

import json
import shutil
import signal
import subprocess
import sys

import polars as pl
import pytest

from hepaboard.cohort import Run, evaluate, evaluate_file
from hepaboard.cohort.make_plan import VERDICT_WORDS
from hepaboard.cohort.synth import Synth
from hepaboard.cohort.synth_files import write_synth
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def files(guideline, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cohort")
    patients, lesions = folder / "p.parquet", folder / "l.parquet"
    write_synth(guideline, 3000, patients, seed=4, lesions=lesions)
    return patients, lesions


def test_the_columns_stand_in_their_order(guideline, files, tmp_path):
    out = tmp_path / "out.parquet"
    report = evaluate_file(Run(files[0], guideline, lesions=files[1], masks=True), out)
    table = pl.read_parquet(out)
    assert report.kept == len(table) == 3000
    assert table.columns[:2] == ["patient_id", "ended_by"]
    kinds = [name.split("_")[0] for name in table.columns]
    order = ["patient", "ended", "scenario", "verdict", "live", "incompatible", "fired"]
    places = [kinds.index(kind) for kind in order]
    assert places == sorted(places)
    assert [n for n in table.columns if n.startswith("verdict_")] == [
        f"verdict_{name}" for name in guideline.options
    ]
    assert table.schema["verdict_systemic_therapy"] == pl.Enum(VERDICT_WORDS)
    ended = table.filter(pl.col("ended_by").is_not_null())
    assert len(ended)
    assert ended["verdict_systemic_therapy"].null_count() == len(ended)


def test_masks_tell_the_statements_that_fired_and_those_unknown(guideline, files, tmp_path):
    out = tmp_path / "out.parquet"
    evaluate_file(Run(files[0], guideline, masks=True), out)
    meta = pl.read_parquet_metadata(out)
    ids = json.loads(meta["hepaboard.statements"])
    assert ids == [item.id for item in guideline.statements]
    assert meta["hepaboard.guideline_hash"] == guideline.hash
    assert "before the analysis of missing facts" in meta["hepaboard.verdicts"]
    table = pl.read_parquet(out).filter(pl.col("ended_by").is_null())
    for place, item in enumerate(guideline.statements):
        group, bit = divmod(place, 63)
        fired = (table[f"fired_{group}"].to_numpy() >> bit) & 1
        unknown = (table[f"unknown_{group}"].to_numpy() >> bit) & 1
        assert not (fired & unknown).any(), item.id
    favour = [
        i
        for i, s in enumerate(guideline.statements)
        if s.entry.option == "systemic_therapy" and s.entry.direction in ("for", "consider")
    ]
    some = sum((table[f"fired_{i // 63}"].to_numpy() >> (i % 63)) & 1 for i in favour) > 0
    said = table["verdict_systemic_therapy"].is_in(["recommended", "acceptable", "contested"])
    assert said.any() and not (said.to_numpy() & ~some).any()


def test_engines_write_the_same_tables(guideline, files):
    expected = evaluate(files[0], lesions=files[1], guideline=guideline)
    for engine in ("kernel", "duckdb"):
        found = evaluate(files[0], engine, lesions=files[1], guideline=guideline)
        assert found.table.equals(expected.table), engine


def test_rows_set_aside_go_to_a_file_of_their_own(guideline, tmp_path):
    table = pl.DataFrame(
        {"id": ["A", "B"], "ras": ["mutant", "?"], "cluster_segments": [["4"], []]}
    )
    out, aside = tmp_path / "o.parquet", tmp_path / "aside.parquet"
    evaluate_file(Run(table, guideline), out)
    told = pl.read_csv(tmp_path / "o.rejected.csv", infer_schema=False)
    assert told["row"].to_list() == ["2"] and told["ras"].to_list() == ["?"]
    evaluate_file(Run(table, guideline), out, aside)
    assert pl.read_parquet(aside)["id"].to_list() == ["B"]
    # a run in which nothing is wrong leaves no old file beside its output
    evaluate_file(Run(table.head(1), guideline), out)
    assert not (tmp_path / "o.rejected.csv").exists()


@pytest.mark.parametrize("name", ["o.csv", "nowhere/o.parquet"])
def test_an_output_that_cannot_be_written_is_refused_first(guideline, tmp_path, name):
    table = pl.DataFrame({"id": ["A"], "ras": ["mutant"]})
    with pytest.raises(HepaboardError):
        evaluate_file(Run(table, guideline), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_run_that_fails_leaves_nothing(guideline, files, tmp_path, monkeypatch):
    from hepaboard.cohort.polars_engine import PolarsEngine

    def fail(self, coded):
        raise RuntimeError("half-way")

    out = tmp_path / "out.parquet"
    out.write_bytes(b"the last good one")
    monkeypatch.setattr(PolarsEngine, "__call__", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        evaluate_file(Run(files[0], guideline), out)
    assert out.read_bytes() == b"the last good one"
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


KILLED = """
import sys, time
from pathlib import Path
import hepaboard.cohort.reader as reader
from hepaboard.cohort import Run, evaluate_file
from hepaboard.guideline import load_guideline
reader.BATCH_ROWS = 500
table, lesions, out, engine = sys.argv[1:]
def slow(*_):
    print("here", flush=True)
    time.sleep(60)
options = {"master": "local[1]"} if engine == "spark" else {}
run = Run(Path(table), load_guideline(), engine, Path(lesions), options=options)
run.progress = slow
evaluate_file(run, Path(out))
"""


@pytest.mark.parametrize(
    "engine",
    [
        "polars",
        "duckdb",
        pytest.param(
            "spark",
            marks=[
                pytest.mark.slow,
                pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
            ],
        ),
    ],
)
def test_a_killed_run_leaves_no_output_and_the_next_one_cleans_up(
    guideline, files, tmp_path, engine
):
    out = tmp_path / "out.parquet"
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(files[0]), str(files[1]), str(out), engine],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == "here\n", process.stderr.read()
        process.send_signal(signal.SIGKILL)
    left = sorted(path.suffix for path in tmp_path.iterdir())
    assert left == [".part", ".work"]  # both hidden, neither under the final name
    evaluate_file(Run(files[0], guideline, lesions=files[1]), out)
    assert len(pl.read_parquet(out)) == 3000
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


def test_the_same_seed_invents_the_same_patients(guideline):
    one = next(Synth(guideline, seed=8).parts(200))
    few = next(Synth(guideline, seed=8).parts(50))
    other = next(Synth(guideline, seed=9).parts(200))
    assert one.patients.head(50).equals(few.patients)
    assert one.lesions.filter(pl.col("patient_id").is_in(few.patients["patient_id"])).equals(
        few.lesions
    )
    assert not one.patients.equals(other.patients)


def test_missing_values_are_as_many_as_asked(guideline):
    full = next(Synth(guideline, seed=8, missing=0.0).parts(2000)).patients
    holes = next(Synth(guideline, seed=8, missing=0.4).parts(2000)).patients
    for name in ("ecog", "kras", "n_liver_mets", "resectability"):
        share = holes[name].null_count() / len(holes)
        assert share - full[name].null_count() / len(full) == pytest.approx(0.4, abs=0.06), name
    assert full["decision_point"].null_count() == 0


def test_invented_shares_are_those_described(guideline):
    found = next(Synth(guideline, seed=1, missing=0.0).parts(20_000)).patients
    assert float(found["synchronous"].mean()) == pytest.approx(0.27, abs=0.02)
    braf = found.filter(pl.col("kras") == "wild_type")["braf"]
    assert float((braf == "V600E").mean()) == pytest.approx(0.07, abs=0.01)
    assert not found.filter(pl.col("kras") == "mutant")["ras"].is_in(["wild_type"]).any()
