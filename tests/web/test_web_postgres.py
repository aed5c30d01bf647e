"""The same records on PostgreSQL: written, kept, checked, carried over to SQLite and back."""

import threading

import pytest

pytestmark = pytest.mark.slow


def everything():
    from hepaboard.web.portable import tables

    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in tables()
    }


def test_pages_versions_and_trail(postgres, team):
    from django.db import connection

    from hepaboard.web.audit.trail import verify

    assert connection.vendor == "postgresql"
    case = team.case()
    browser = team.client("member")
    assert browser.get(f"/cases/{case.key}/").status_code == 200
    answer = browser.post(f"/cases/{case.key}/fact/ras", {"value": "mutant", "base": "1"})
    assert answer.status_code == 302
    answer = browser.post(f"/cases/{case.key}/fact/ras", {"value": "wild_type", "base": "1"})
    assert answer.status_code == 409
    assert verify().broken is None and verify().records == 4


@pytest.mark.parametrize("table", ["audit_record", "cases_version", "assessments_shown"])
def test_the_database_itself_refuses_changes(postgres, team, table):
    from django.db import DatabaseError, connection, transaction

    team.case()
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with (
            pytest.raises(DatabaseError, match="what was written"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_removed_case_goes_and_others_stay(postgres, team):
    from django.db import DatabaseError, connection, transaction

    from hepaboard.web.audit.trail import verify
    from hepaboard.web.cases.models import Version
    from hepaboard.web.meetings.models import Decision

    case, other = team.case(), team.case("id: tb-2\n")
    for item in (case, other):
        form = {"text": "Wait.", "after": "0"}
        team.client("chair").post(f"/cases/{item.key}/decision/new", form)
    browser = team.client("coordinator")
    browser.post(f"/cases/{case.key}/remove/now", {"pseudonym": "s0-index"})
    assert [v.case_id for v in Version.objects.all()] == [other.pk]
    assert [d.case_id for d in Decision.objects.all()] == [other.pk]
    assert verify().broken is None
    for statement in ("DELETE FROM meetings_decision", "UPDATE meetings_decision SET text = 'x'"):
        with (
            pytest.raises(DatabaseError, match="what was written"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_many_at_once_lose_nothing_and_the_chain_holds(postgres, team):
    from django.db import connections

    from hepaboard.web.audit.trail import verify
    from hepaboard.web.cases.edits import put
    from hepaboard.web.cases.models import Case
    from hepaboard.web.cases.saving import save_change

    case = team.case()
    problems = []

    def write(name):
        def change(data):
            put(data, ("laboratory", name), 1)
            return data

        try:
            save_change(Case.objects.get(pk=case.pk), team.people["member"], 1, change)
        except Exception as error:
            problems.append(error)
        finally:
            connections["default"].close()

    names = ("bilirubin_mg_dl", "cea_ng_ml", "albumin_g_dl", "inr")
    threads = [threading.Thread(target=write, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case.refresh_from_db()
    assert not problems and case.head == 5
    assert all(name in case.version().text for name in names)
    assert verify().broken is None


def test_from_postgresql_into_a_file_and_back(postgres, team, tmp_path):
    from hepaboard.errors import HepaboardError
    from hepaboard.web.backup import back_up
    from hepaboard.web.restore import bring_back

    team.case()
    before = everything()
    path = tmp_path / "b.sqlite3"
    assert back_up(path).cases == 1
    team.case("id: later\n")
    with pytest.raises(HepaboardError, match="records already"):
        bring_back(path, force=False)
    bring_back(path, force=True)
    assert everything() == before
    # New rows get keys of their own after the ones that came back.
    assert team.case("id: later\n").version().number == 1


def test_a_file_of_postgresql_starts_on_sqlite(postgres, team, tmp_path, records):
    import sqlite3

    from hepaboard.web.backup import back_up

    case = team.case()
    path = tmp_path / "b.sqlite3"
    back_up(path)
    database = sqlite3.connect(path)
    assert database.execute("SELECT key FROM cases_case").fetchall() == [(case.key,)]
    assert database.execute("SELECT count(*) FROM django_session").fetchall() == [(0,)]
    database.close()
