"""Figures of cohorts: what is measured is right, and is told right."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from hepaboard.bench.cohort.files import file_row
from hepaboard.bench.cohort.growth_figure import growth_figure
from hepaboard.bench.cohort.memory import Memory
from hepaboard.bench.cohort.run import cohort_bench, sizes
from hepaboard.bench.cohort.tables import Tables, write_tables
from hepaboard.bench.cohort.ten_rules import HoledTenRules
from hepaboard.bench.cohort.ten_rules_rows import table_rows
from hepaboard.bench.errors import BenchError
from hepaboard.bench.peer import load_peers
from hepaboard.bench.run_peer import run_peer
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def holed():
    return HoledTenRules(repetitions=1, seconds=0.001, count=400, rows=1_000)


def test_own_engines_leave_open_what_hand_written_case_guesses(holed):
    own, polars, duckdb, when = table_rows(holed)
    assert own.engine == "hepaboard kernel" and own.figure
    for row in (own, polars):
        assert row.unknown_gives == "0 of 400 answers are guesses, 0 answers are wrong"
    left_open = holed.expected.count(None)
    assert left_open > 50
    for row in (duckdb, when):
        guesses, wrong = re.findall(r"(\d+) (?:of 400 )?answers", row.unknown_gives)
        assert int(guesses) == left_open and 0 < int(wrong) <= left_open


def test_a_peer_is_given_the_same_rows_and_judged_alike(holed, empty_places):
    row = run_peer(load_peers()["sqlite"], holed, empty_places)
    assert row.figure is not None, row.note
    assert row.unknown_gives.startswith(f"{holed.expected.count(None)} of 400 answers are guesses")


def test_an_engine_is_measured_in_a_process_of_its_own(tmp_path):
    tables = write_tables(load_guideline(), 2_000, tmp_path)
    row = file_row("polars", tables, 2_000, fresh=False)
    assert row.figure is not None and row.figure > 100, row.note
    peak = re.search(r"peak memory ([\d,]+) MB", row.note)
    if sys.platform == "linux":
        assert peak and 100 < float(peak[1].replace(",", "")) < 4_000
    lost = file_row("polars", Tables(tmp_path / "none", tables.lesions), 2_000)
    assert lost.figure is None and "no file" in lost.note


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_memory_is_that_of_a_process_with_its_children():
    child = "x = b'1' * 200_000_000; input()"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE) as process:
        memory = Memory(process.pid)
        memory.start()
        memory._end.wait(1.5)
        memory.stop()
        process.communicate(b"\n")
    assert 200 < memory.peak_mb < 400


def test_growth_is_measured_from_ten_thousand_where_there_is_room_for_it():
    assert sizes(50_000) == [50_000]
    assert sizes(5_000_000) == [10_000, 100_000, 1_000_000, 5_000_000]
    assert sizes(1_000_000) == [10_000, 100_000, 1_000_000]


def test_the_picture_of_growth_tells_its_figures_in_words_too():
    series = {"polars": [(10_000, 0.5), (1_000_000, 6.0)], "a<b": [(1_000_000, 6.1)]}
    svg = growth_figure(series, "Time & size")
    root = ET.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "Time & size"
    told = root.find(f"{space}desc").text
    assert told == "polars: 10,000 in 0.5 s, 1,000,000 in 6 s; a<b: 1,000,000 in 6.1 s"
    heights = sorted(float(text.get("y")) for text in root.iter(f"{space}text") if text.get("fill"))
    assert all(b - a >= 12 for a, b in pairwise(heights))
    assert len({path.get("stroke-dasharray") for path in root.iter(f"{space}path")} - {None}) == 2


@pytest.mark.parametrize("wanted", [{"rows": 10}, {"engines": ("dask",)}])
def test_what_cannot_be_measured_is_refused(wanted):
    with pytest.raises(BenchError):
        cohort_bench(**wanted)


def test_too_few_rows_are_refused_in_one_error():
    done = subprocess.run(
        [sys.executable, "-m", "hepaboard.cli", "bench", "cohort", "--rows", "10"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2 and done.stderr.startswith("hepaboard: Too few rows.")
    assert "10,000 or more" in done.stderr
