"""The trail: what is in it, that it cannot be changed, that a change is found."""

import json
import os
import re
import sqlite3
import subprocess
import sys

import pytest


def actions():
    from hepaboard.web.audit.models import Record

    return list(Record.objects.values_list("actor", "action", "subject"))


def tampered(records, statement):
    """Somebody with the file in hand removes the triggers and changes a row."""
    from django.db import connection

    connection.close()
    database = sqlite3.connect(records)
    triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        database.execute(f"DROP TRIGGER {name}")
    database.execute(statement)
    database.commit()
    database.close()


@pytest.fixture
def trail(team):
    """A case that was read and changed."""
    case = team.case()
    browser = team.client("member")
    browser.get(f"/cases/{case.key}/")
    for base, value in ((1, "mutant"), (2, "wild_type")):
        form = {"value": value, "base": str(base)}
        browser.post(f"/cases/{case.key}/fact/ras", form)
    browser.get(f"/cases/{case.key}/")
    return case


def test_every_read_and_write_is_recorded_with_who(team, trail):
    key = trail.key
    browser = team.client("chair")
    for path in ("", "text", "case.yaml", "versions", "versions/1", "versions/1/why/H01"):
        before = len(actions())
        assert browser.get(f"/cases/{key}/{path}").status_code == 200
        assert ("chair", actions()[before][2]) == ("chair", key), path
    written = [a for a in actions() if a[1] == "case_written"]
    assert written == [("coordinator", "case_written", key)] + [("member", "case_written", key)] * 2
    assert ("member", "assessment_kept", key) in actions()


def test_nothing_of_a_case_stands_in_the_trail(team):
    from hepaboard.web.audit.models import Record

    case = team.case("id: tb-77\nabout: a telling phrase\nmolecular: {ras: mutant}\n")
    team.client("member").get("/cases/?q=telling")
    text = json.dumps(list(Record.objects.values()))
    for word in ("telling", "mutant", "tb-77"):
        assert word not in text
    assert case.key in text


def test_an_untouched_trail_holds(trail):
    from hepaboard.web.audit.trail import verify

    result = verify()
    assert result.broken is None and result.records == len(actions()) > 5
    assert re.fullmatch("[0-9a-f]{64}", result.head)


@pytest.mark.parametrize(
    ("statement", "seq", "words"),
    [
        ("UPDATE audit_record SET actor = 'eve' WHERE seq = 3", 3, "was changed"),
        ("UPDATE audit_record SET detail = '{}' WHERE seq = 4", 4, "was changed"),
        ("UPDATE audit_record SET at = '2020-01-01' WHERE seq = 1", 1, "was changed"),
        ("DELETE FROM audit_record WHERE seq = 3", 3, "is missing"),
        ("DELETE FROM audit_record WHERE seq = 1", 1, "is missing"),
        ("UPDATE audit_record SET hash = previous WHERE seq = 2", 2, "was changed"),
    ],
)
def test_a_change_is_found_at_its_first_record(records, trail, statement, seq, words):
    from hepaboard.web.audit.trail import verify

    tampered(records, statement)
    broken = verify().broken
    assert broken.seq == seq and words in broken.words


def test_a_record_made_up_and_rehashed_breaks_the_next_one(records, trail):
    from hepaboard.web.audit.models import Record
    from hepaboard.web.audit.trail import verify

    item = Record.objects.get(seq=2)
    item.actor = "eve"
    tampered(
        records,
        f"UPDATE audit_record SET actor = 'eve', hash = '{item.computed_hash()}' WHERE seq = 2",
    )
    broken = verify().broken
    assert broken.seq == 3 and "does not follow" in broken.words


def test_an_end_cut_off_is_found_by_the_versions_or_by_a_head_noted_before(records, trail):
    from hepaboard.web.audit.models import Record
    from hepaboard.web.audit.trail import verify

    head = verify().head
    last = Record.objects.latest("seq").seq
    tampered(records, f"DELETE FROM audit_record WHERE seq = {last}")
    assert verify().broken is None  # a read at the end leaves no other trace
    assert "no longer holds" in verify(head).broken.words
    tampered(records, f"DELETE FROM audit_record WHERE seq > {last - 3}")
    assert "without a record" in verify().broken.words


@pytest.mark.parametrize("table", ["audit_record", "cases_version", "assessments_shown"])
def test_the_database_itself_refuses_changes(trail, table):
    from django.db import DatabaseError, connection

    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET hash = 'x'"):
        if table == "assessments_shown":
            statement = statement.replace(" hash ", " answer_hash ")
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="what was written"):
            cursor.execute(statement)


def test_a_failed_save_leaves_no_record(team, trail, monkeypatch):
    from hepaboard.web.cases import saving

    before = actions()

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("hepaboard.web.cases.saving.record", fail)
    with pytest.raises(RuntimeError):
        saving.save_text(trail, team.people["member"], 3, "id: s0-index\n")
    assert actions() == before and trail.versions.count() == 3


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "hepaboard.cli", *arguments],
        capture_output=True,
        text=True,
        env=dict(os.environ),
        check=False,
    )


def test_the_command_says_unbroken_or_names_the_record(records, trail):
    from django.db import connection

    connection.close()
    good = run("audit", "verify")
    assert good.returncode == 0 and "unbroken; head" in good.stdout
    head = good.stdout.split()[-1]
    assert run("audit", "verify", "--expect", head).returncode == 0
    assert run("audit", "verify", "--expect", "f" * 64).returncode == 1
    tampered(records, "UPDATE audit_record SET actor = 'eve' WHERE seq = 3")
    bad = run("audit", "verify")
    assert bad.returncode == 1 and bad.stdout == "broken at record 3: record 3 was changed\n"


def test_the_page_shows_the_trail_and_checks_it(team, trail):
    page = team.client("administrator").get("/trail?check=1").content.decode()
    assert "unbroken" in page and "case written" in page and trail.key in page
