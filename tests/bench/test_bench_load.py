import pytest

from hepaboard.bench import BenchError, load, load_bench


@pytest.mark.slow
def test_files_and_cache_are_measured_apart():
    rows = {
        row.engine.removeprefix("hepaboard load "): row for row in load_bench(repetitions=1).rows
    }
    assert list(rows) == [
        "from the files",
        "from the files and import",
        "from the cache",
        "from the cache and import",
    ]
    assert all(row.unit == "ms" and row.figure > 0 for row in rows.values())


def test_a_process_that_fails_is_told(monkeypatch):
    monkeypatch.setattr(load, "PROGRAM", "raise SystemExit('no such guideline')")
    with pytest.raises(BenchError, match="could not load") as error:
        load_bench(repetitions=1)
    assert error.value.value == "no such guideline"
