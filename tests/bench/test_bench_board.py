import pytest

pytest.importorskip("django", reason="the workbench is not installed")

from hepaboard.bench.board import board_bench, member
from hepaboard.bench.errors import BenchError


def test_members_at_work_at_the_same_time_fail_in_nothing(monkeypatch):
    monkeypatch.setattr(member, "PAUSE", 0.0)
    *actions, failed = board_bench(members=3, rounds=2).rows
    counted = {row.workload.removeprefix("board, "): row for row in actions}
    assert failed.figure == 0, failed.note
    assert list(counted)[-4:] == ["list", "case opened", "fact changed", "why opened"]
    for what in ("list", "case opened", "fact changed", "why opened"):
        assert "3 members, 6 times" in counted[what].note
        assert counted[what].figure > 0


def test_an_action_that_fails_is_counted_and_named(monkeypatch):
    monkeypatch.setattr(member, "PAUSE", 0.0)
    monkeypatch.setattr(member, "VERSION", member.re.compile("no such (thing)"))
    failed = board_bench(members=2, rounds=1).rows[-1]
    assert failed.figure == 2
    assert failed.note == "case pasted: no case"


def test_a_workbench_that_does_not_start_is_told(monkeypatch, tmp_path):
    from hepaboard.bench.board import server

    blocked = tmp_path / "file"
    blocked.write_text("")

    class Folder:
        def __enter__(self):
            return str(blocked / "below")

        def __exit__(self, *_):
            return False

    monkeypatch.setattr(server, "TemporaryDirectory", Folder)
    with pytest.raises(BenchError, match="did not start") as error:
        board_bench(members=1, rounds=1)
    assert "cannot be made" in error.value.value
