import io
import json
import shutil

import pytest
from rich.console import Console

from hepaboard.bench import BenchError, bench_table, case_bench
from hepaboard.bench.peer import load_peers
from hepaboard.bench.result import BenchRow, bench_result, timed_row

KEYS = ["workload", "engine", "version", "figure", "unit", "ratio", "unknown_gives", "note"]


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nothing")
    return case_bench(offline=True, folder=folder, repetitions=2, seconds=0.001)


def test_every_peer_has_a_row_installed_or_not(result):
    rows = [row for row in result.rows if row.workload == "ten_rules"]
    engines = [row.engine for row in rows if not row.engine.startswith("hepaboard")]
    assert engines == [peer.engine for peer in load_peers().values()]
    for row, peer in zip(rows[-len(engines) :], load_peers().values(), strict=True):
        assert (row.figure is None) == (peer.environment is not None)
        if peer.environment is not None:
            assert row.note == "not installed; run once with the network to install it"
            assert row.version


def test_both_workloads_have_an_own_row(result):
    own = {row.workload for row in result.rows if row.engine.startswith("hepaboard")}
    assert own == {"ten_rules", "guideline"}


def test_json_has_the_keys_that_others_rely_on(result):
    dumped = json.loads(result.model_dump_json())
    assert list(dumped) == ["bench", "date", "machine", "rows"]
    assert dumped["bench"] == "case"
    assert all(list(row) == KEYS for row in dumped["rows"])


def test_ceiling_agrees_and_answers_silently(result):
    (row,) = (row for row in result.rows if row.engine == "plain Python")
    assert row.figure > 10_000
    assert "agrees with the reference on all 300 complete cases" in row.note
    assert row.unknown_gives == "null: chemotherapy + bevacizumab; absent: error (KeyError)"


def test_median_range_and_ratio():
    def row(engine, figures):
        return timed_row(
            workload="w", engine=engine, version="1", figures=figures, unit="u", notes=["how"]
        )

    rows = [row("plain Python", [40.0, 30.0]), row("hepaboard x", [10.0, 1234.5678, 20.0])]
    rows += [row("hepaboard y", [5.0]), BenchRow(**{**rows[0].model_dump(), "figure": None})]
    done = bench_result("case", rows).rows
    assert [row.figure for row in done] == [35.0, 20.0, 5.0, None]
    assert [row.ratio for row in done] == [1.75, 1.0, 0.25, None]
    assert done[1].note == "how; median of 3, 10 to 1,235"


def test_table_puts_the_fastest_first_and_the_absent_last(result):
    out = io.StringIO()
    Console(file=out, width=250).print(bench_table(result))
    text = out.getvalue()
    assert text.index("plain Python") < text.index("SQLite CASE") < text.index("rule-engine")
    assert "not installed" in text


def test_no_progress_off_a_terminal(capfd, tmp_path):
    case_bench(peers=[], offline=True, folder=tmp_path, repetitions=1, seconds=0.001)
    assert capfd.readouterr() == ("", "")


def test_unknown_peer_is_refused():
    with pytest.raises(BenchError) as caught:
        case_bench(peers=["drools"])
    assert str(caught.value) == (
        "No peer of the benchmark is called 'drools'.\n"
        "  Where    peers\n"
        f"  Allowed  {', '.join(load_peers())}"
    )


def test_node_missing_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    result = case_bench(peers=["cql-execution"], folder=tmp_path, repetitions=1, seconds=0.001)
    (row,) = (row for row in result.rows if row.engine == "cql-execution")
    assert (row.figure, row.version) == (None, "3.3.2")
    assert row.note == "cannot be installed: node is not on this machine"
