from hepaboard.bench import own, own_rows
from hepaboard.logic import Truth


def test_own_engine_on_the_ten_rules(table, cases, sql_truths):
    for name, evaluate in own.ten_rules_evaluators(table).items():
        assert name.startswith("hepaboard")
        for case in [*cases, table.unknown_case, {}]:
            assert [Truth(value).as_bool for value in evaluate(case)] == sql_truths(case)


def test_own_row_is_made_from_truth_values(monkeypatch, work, sql_truths):
    def sql(case):
        return [Truth.of(value) for value in sql_truths(case)]

    monkeypatch.setattr(own, "ten_rules_evaluators", lambda table: {"hepaboard x": sql})
    (row,) = own_rows.own_ten_rules(work)
    assert (row.workload, row.engine, row.unit) == ("ten_rules", "hepaboard x", "evaluations/s")
    assert row.figure > 0
    assert row.unknown_gives == "immunotherapy UNKNOWN, chemotherapy + bevacizumab TRUE"
    assert row.note.startswith("all ten rules, three-valued; agrees with the reference on all 300")


def test_disagreement_is_said_aloud(monkeypatch, work):
    def never(case):
        return [Truth.FALSE] * 10

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
