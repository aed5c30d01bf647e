"""Backup and restore: whole, at one moment, never over records unasked."""

import os
import sqlite3
import subprocess
import sys

import pytest

from hepaboard.errors import HepaboardError


def everything():
    """All rows of all tables that a backup holds."""
    from hepaboard.web.portable import tables

    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in tables()
    }


@pytest.fixture
def filled(team):
    case = team.case()
    browser = team.client("member")
    browser.get(f"/cases/{case.key}/")
    browser.post(f"/cases/{case.key}/fact/ras", {"value": "mutant", "base": "1"})
    team.client("chair").post(f"/cases/{case.key}/plan", {"state": "ready"})
    return case


def emptied(records):
    """A new installation."""
    from django.db import connection

    connection.close()
    records.unlink()
    from hepaboard.web.serve import migrate

    migrate()


def test_what_is_backed_up_comes_back_to_the_byte(records, filled, tmp_path):
    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    before = everything()
    counts = back_up(tmp_path / "b.sqlite3")
    assert (counts.cases, counts.versions) == (1, 2) and counts.records == len(
        before["audit_record"]
    )
    emptied(records)
    assert not any(everything().values())
    assert bring_back(tmp_path / "b.sqlite3", force=False) == counts
    assert everything() == before
    assert records.stat().st_mode & 0o777 == 0o600


def test_the_triggers_come_back_too(records, filled, tmp_path):
    from django.db import DatabaseError, connection

    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    back_up(tmp_path / "b.sqlite3")
    emptied(records)
    bring_back(tmp_path / "b.sqlite3", force=False)
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("DELETE FROM audit_record")


def test_a_backup_holds_no_sessions_and_no_links(filled, team, tmp_path):
    from django.contrib.sessions.models import Session

    from hepaboard.web.accounts.invitations import invite
    from hepaboard.web.backup import back_up

    invite(team.people["member"])
    assert Session.objects.exists()
    path = tmp_path / "b.sqlite3"
    back_up(path)
    assert path.stat().st_mode & 0o777 == 0o600 and list(tmp_path.glob(".*")) == []
    database = sqlite3.connect(path)
    for table in ("django_session", "accounts_invitation"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    database.close()
    assert Session.objects.exists()


def test_nothing_is_overwritten_unasked(records, filled, tmp_path):
    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    path = tmp_path / "b.sqlite3"
    back_up(path)
    with pytest.raises(HepaboardError, match="already"):
        back_up(path)
    before = everything()
    with pytest.raises(HepaboardError, match="records already"):
        bring_back(path, force=False)
    assert everything() == before


def test_with_force_the_old_records_are_kept_beside(records, filled, team, tmp_path):
    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    path = tmp_path / "b.sqlite3"
    back_up(path)
    before = everything()
    team.case("id: later\n")
    bring_back(path, force=True)
    assert everything() == before
    (kept,) = records.parent.glob("board.sqlite3.replaced-*")
    database = sqlite3.connect(kept)
    assert database.execute("SELECT count(*) FROM cases_case").fetchone() == (2,)
    database.close()
    assert list(records.parent.glob(".restore-*")) == []


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400, None])
def test_what_is_no_backup_is_refused(records, filled, tmp_path, content):
    from hepaboard.web.restore import bring_back

    path = tmp_path / "b"
    if content is not None:
        path.write_bytes(content)
    before = everything()
    with pytest.raises(HepaboardError, match=r"no backup|no file"):
        bring_back(path, force=True)
    assert everything() == before


def test_a_damaged_backup_is_refused(records, filled, tmp_path):
    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    path = tmp_path / "b.sqlite3"
    back_up(path)
    content = bytearray(path.read_bytes())
    content[8192 : 8192 + 6000] = b"\x00" * 6000
    path.write_bytes(content)
    before = everything()
    with pytest.raises(HepaboardError, match="damaged"):
        bring_back(path, force=True)
    assert everything() == before


def test_a_backup_of_a_broken_trail_is_brought_back_and_said_so(records, filled, tmp_path, capsys):
    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    path = tmp_path / "b.sqlite3"
    back_up(path)
    database = sqlite3.connect(path)
    database.execute("DROP TRIGGER audit_record_no_update")
    database.execute("UPDATE audit_record SET actor = 'eve' WHERE seq = 2")
    database.commit()
    database.close()
    bring_back(path, force=True)
    assert "broken at record 2" in capsys.readouterr().err


def test_a_running_server_is_not_pulled_the_floor_from(records, filled, tmp_path):
    from hepaboard.web.backup import back_up
    from hepaboard.web.lock import shared_lock
    from hepaboard.web.restore import bring_back

    path = tmp_path / "b.sqlite3"
    with shared_lock(), shared_lock():
        back_up(path)
        with pytest.raises(HepaboardError, match="running"):
            bring_back(path, force=True)
    bring_back(path, force=True)


def test_by_command(records, filled, tmp_path):
    from django.db import connection

    connection.close()

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "hepaboard.cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            env=dict(os.environ),
            check=False,
        )

    path = tmp_path / "b.sqlite3"
    said = run("backup", path)
    assert said.returncode == 0 and "1 cases, 2 versions" in said.stdout
    again = run("backup", path)
    assert again.returncode == 2 and "Traceback" not in again.stderr
    refused = run("restore", path)
    assert refused.returncode == 2 and "--force" in refused.stderr
    assert run("restore", path, "--force").returncode == 0
