"""The shipped knowledge: every statement names its place, every row is accounted for."""

import csv
from pathlib import Path

import pytest

import hepaboard
from hepaboard import HepaboardError, load_guideline
from hepaboard.guideline import coverage
from hepaboard.logic import Valuation, interpret

KNOWLEDGE = Path(hepaboard.__file__).parent / "knowledge"
PACKS = sorted(path.parent.name for path in KNOWLEDGE.glob("sources/*/source.yaml"))


@pytest.fixture(scope="module", params=PACKS)
def pack(request):
    return load_guideline([request.param])


def test_invariant_9_every_statement_names_its_source_place(pack):
    rows = {row.id for rows in pack.rows.values() for row in rows}
    assert pack.statements
    for statement in pack.statements:
        assert statement.source in pack.sources
        assert statement.entry.where.strip(), statement.id
        assert statement.entry.rows, statement.id
        assert set(statement.entry.rows) <= rows, statement.id
        assert all(row.startswith(statement.source + "-") for row in statement.entry.rows)
        assert statement.entry.says.strip().endswith((".", "?")), statement.id


def test_stops_alerts_and_delays_name_rows_and_say_what_to_do(pack):
    known = {row.id for rows in pack.rows.values() for row in rows}
    for stop in pack.stops:
        assert stop.entry.rows and set(stop.entry.rows) <= known, stop.entry.id
        assert stop.entry.reason and stop.entry.do
    for alert in pack.alerts:
        assert set(alert.entry.rows) <= known, alert.entry.id
        assert alert.entry.text and alert.entry.do
    for statement in pack.statements:
        if statement.entry.kind == "alert":
            assert statement.entry.do, statement.id


def test_ids_are_used_once(pack):
    ids = [s.id for s in pack.statements]
    ids += [s.entry.id for s in pack.stops] + [a.entry.id for a in pack.alerts]
    assert len(ids) == len(set(ids))


def test_stops_stay_whatever_packs_are_chosen(pack):
    everything = {stop.entry.id for stop in load_guideline(["S0"]).stops}
    assert {stop.entry.id for stop in pack.stops} == everything
    assert "H01" in everything


def test_every_root_is_the_join_of_its_statements(pack):
    values = interpret(pack.graph, Valuation({}))
    assert pack.program(Valuation({})) == values
    for option in pack.options.values():
        for name, root in (("for", option.roots.for_), ("against", option.roots.against)):
            speaking = [s.node for s in option.statements if s.entry.direction == name]
            if name == "against":
                speaking += [held.node for held in option.caps]
            assert values[root] == max((values[node] for node in speaking), default=0)
        assert values[option.roots.stop] == max((values[s.node] for s in option.stops), default=0)


def test_with_nothing_known_nothing_holds(pack):
    values = pack.program(Valuation({}))
    for statement in pack.statements:
        found = values[statement.node]
        assert (found[-1] if isinstance(found, list) else found) != 3, statement.id


def test_coverage_of_s0_accounts_for_all_of_its_87_rows():
    rows = [row for row in coverage(load_guideline(["S0"])) if row.id.startswith("S0-")]
    assert [row.id for row in rows] == [f"S0-{i:03}" for i in range(1, 88)]
    assert {row.status for row in rows} <= {"encoded", "evidence", "metadata"}
    assert all(row.where for row in rows)
    by = {row.id: row for row in rows}
    assert by["S0-074"].status == "encoded"
    assert set(by["S0-074"].where) >= {"S0-no-anti-egfr", "H01"}
    assert by["S0-002"].status == "metadata"
    assert by["S0-020"].status == "evidence"
    assert "systemic_therapy" in by["S0-020"].where[0]


def test_coverage_lists_every_row_of_every_source_with_a_reason_for_what_is_not_encoded():
    listed = []
    for path in sorted(KNOWLEDGE.glob("sources/*/rows.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            listed += [row["id"] for row in csv.DictReader(file)]
    assert len(listed) == 679
    rows = coverage(load_guideline(["S0"]))
    assert [row.id for row in rows] == listed
    for row in rows:
        assert row.where or row.reason, row.id
        assert (row.status == "not_encoded") == (row.reason is not None)


def test_the_same_packs_give_the_same_object_and_hash():
    one = load_guideline(["S0"])
    assert load_guideline(("S0", "S0")) is one
    assert len(one.hash) == 64
    assert set(one.sources) == {"S0"}


@pytest.mark.parametrize("sources", [["S9"], ["S0", "S9"], ["s0"]])
def test_a_source_that_does_not_exist(sources):
    with pytest.raises(HepaboardError) as caught:
        load_guideline(sources)
    assert caught.value.what == f"There is no source {sources[-1]}."
    assert "S0" in caught.value.allowed


def test_no_source_at_all():
    with pytest.raises(HepaboardError):
        load_guideline([])


def test_another_policy_changes_the_hash_and_the_rank(tmp_path):
    path = tmp_path / "policy.yaml"
    text = (KNOWLEDGE / "policy.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("id: shipped", "id: own"), encoding="utf-8")
    own, shipped = load_guideline(["S0"], path), load_guideline(["S0"])
    assert own.policy.id == "own"
    assert own.hash != shipped.hash
    assert shipped.policy.id == "shipped"


def test_a_policy_that_changes_is_read_again(tmp_path):
    path = tmp_path / "policy.yaml"
    text = (KNOWLEDGE / "policy.yaml").read_text(encoding="utf-8")
    for name in ("one", "two"):
        path.write_text(text.replace("id: shipped", f"id: {name}"), encoding="utf-8")
        assert load_guideline(["S0"], path).policy.id == name


def test_a_policy_that_cannot_be_used(tmp_path):
    with pytest.raises(HepaboardError, match="There is no file"):
        load_guideline(["S0"], tmp_path / "none.yaml")
    path = tmp_path / "policy.yaml"
    path.write_text("id: own\nranks: []\n", encoding="utf-8")
    with pytest.raises(HepaboardError, match=r"policy\.yaml, line 2, ranks"):
        load_guideline(["S0"], path)
