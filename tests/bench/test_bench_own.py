import pytest

from hepaboard.bench import own, own_rows


def test_own_engine_on_the_ten_rules(table, cases, sql_truths):
    try:
        engines = own.ten_rules_evaluators(table)
    except own.NotWired as error:
        pytest.skip(str(error))
    for name, evaluate in engines.items():
        assert name.startswith("hepaboard")
        for case in [*cases, table.unknown_case, {}]:
            assert list(evaluate(case)) == sql_truths(case)


def test_own_row_is_made_from_truth_values(monkeypatch, work, sql_truths):
    monkeypatch.setattr(own, "ten_rules_evaluators", lambda table: {"hepaboard x": sql_truths})
    (row,) = own_rows.own_ten_rules(work)
    assert (row.workload, row.engine, row.unit) == ("ten_rules", "hepaboard x", "evaluations/s")
    assert row.figure > 0
    assert row.unknown_gives == "immunotherapy UNKNOWN, chemotherapy + bevacizumab TRUE"
    assert row.note.startswith("all ten rules, three-valued; agrees with the reference on all 300")


def test_disagreement_is_said_aloud(monkeypatch, work):
    def never(case):
        return [False] * 10

    monkeypatch.setattr(own, "ten_rules_evaluators", lambda table: {"hepaboard x": never})
    (row,) = own_rows.own_ten_rules(work)
    assert "DISAGREES with the reference on 297 of 300 complete cases" in row.note
    assert row.unknown_gives == "all FALSE"


def test_guideline_row_is_in_microseconds(monkeypatch, work):
    runs = {"hepaboard x": lambda: sum(range(20_000))}
    monkeypatch.setattr(own, "guideline_runs", lambda: runs)
    (row,) = own_rows.own_guideline(work)
    assert (row.workload, row.unit) == ("guideline", "us/case")
    assert 20 < row.figure < 100_000


def test_own_engine_that_is_not_there_keeps_its_row(monkeypatch, work):
    def missing(*_):
        raise own.NotWired("not there")

    monkeypatch.setattr(own, "ten_rules_evaluators", missing)
    monkeypatch.setattr(own, "guideline_runs", missing)
    rows = [*own_rows.own_ten_rules(work), *own_rows.own_guideline(work)]
    assert [(row.engine, row.figure, row.note) for row in rows] == [
        ("hepaboard", None, "not there")
    ] * 2
