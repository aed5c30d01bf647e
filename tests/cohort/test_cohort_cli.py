"""The commands about registries as a user meets them."""

import os
import subprocess
import sys

import polars as pl
import pytest

import hepaboard

HEPABOARD = [sys.executable, "-m", "hepaboard.cli"]


def run(*args):
    return subprocess.run(
        [*HEPABOARD, *map(str, args)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "80"},
        check=False,
    )


def refused(result):
    """One clear error: code 2, nothing on standard output, no traceback."""
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr and result.stderr.startswith("hepaboard: ")
    return result.stderr


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    made = run("synth", 300, folder / "p.parquet", "--lesions", folder / "l.parquet", "--seed", 7)
    assert made.returncode == 0, made.stderr
    assert made.stdout == "" and made.stderr == ""
    return folder


def test_from_invented_patients_to_verdicts(invented, tmp_path):
    out = tmp_path / "v.parquet"
    lesions = invented / "l.parquet"
    done = run("cohort", invented / "p.parquet", out, "--lesions", lesions, "--engine", "kernel")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"300 of 300 patients written to {out}\n"
    assert done.stderr == ""
    table = pl.read_parquet(out)
    expected = hepaboard.cohort.evaluate(invented / "p.parquet", lesions=lesions).table
    assert table.equals(expected)
    assert pl.read_parquet_metadata(out)["hepaboard.engine"] == "kernel"


def test_the_report_counts_what_was_set_aside(invented, tmp_path):
    table = pl.read_parquet(invented / "p.parquet").with_columns(
        pl.when(pl.int_range(pl.len()) < 7).then(99).otherwise("ecog").alias("ecog")
    )
    table.write_parquet(tmp_path / "bad.parquet")
    out, aside = tmp_path / "v.parquet", tmp_path / "aside.csv"
    done = run("cohort", tmp_path / "bad.parquet", out, "--rejected", aside, "--quiet")
    assert done.returncode == 0, done.stderr
    first, second, third = done.stdout.splitlines()
    assert first == f"293 of 300 patients written to {out}"
    assert second == f"7 rows set aside, with reasons, in {aside}:"
    assert third.startswith("  7 rows: ecog does not fit") and third.endswith("1, 2, 3, 4, 5 ...)")
    assert len(pl.read_csv(aside)) == 7


def test_a_mapping_is_proposed_and_checked(tmp_path):
    table = tmp_path / "r.csv"
    table.write_text("patient_id,RAS,clinic\n1,Mutant,a\n2,UNK,b\n", encoding="utf-8")
    proposed = run("map", "--suggest", table, "--out", tmp_path / "m.yaml")
    assert proposed.returncode == 0, proposed.stderr
    checked = run("map", table, "--mapping", tmp_path / "m.yaml")
    assert checked.stdout == f"{tmp_path / 'm.yaml'} accounts for all 3 columns.\n"
    done = run("cohort", table, tmp_path / "v.parquet", "--mapping", tmp_path / "m.yaml")
    assert done.stdout.startswith("2 of 2 patients")
    assert "Give either --suggest or --mapping" in refused(run("map", table))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("cohort", "none.parquet", "o.parquet"), "There is no file none.parquet"),
        (("synth", "5", "o.csv"), "Cohorts are written as Parquet"),
        (("synth", "5", "nowhere/o.parquet"), "There is no folder"),
        (("cohort", "x.csv", "o.parquet", "--master", "local"), "for --engine spark"),
        (("map", "--suggest", "none.csv"), "There is no file none.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_error(args, said):
    assert said in refused(run(*args))
