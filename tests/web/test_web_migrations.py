"""The tables: what the models say, from nothing and from the first release on."""

import sqlite3

import pytest

from hepaboard.errors import HepaboardError

#: The last migrations of each release; rows written then must live on.
RELEASES = {
    "first": {"audit": "0002", "accounts": "0001", "cases": "0002", "assessments": "0002"},
}
APPS = ("audit", "accounts", "cases", "assessments", "meetings")


def test_no_model_has_changed_without_a_migration(records):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("release", RELEASES)
def test_rows_of_a_release_are_there_after_all_migrations(records, release):
    """Rows are written with the tables as they were then, and read with the models of today."""
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    records.unlink()
    for app, last in RELEASES[release].items():
        call_command("migrate", app, last, interactive=False, verbosity=0)
    call_command("migrate", "sessions", interactive=False, verbosity=0)
    connection.close()
    database = sqlite3.connect(records)
    database.executescript(
        """
        INSERT INTO accounts_user (id, password, username, name, is_administrator, is_active,
          created_at) VALUES (1, '!', 'ada', 'Ada', 1, 1, '2026-11-22 00:00:00');
        INSERT INTO accounts_board (id, name) VALUES (1, 'Liver board');
        INSERT INTO accounts_membership (user_id, board_id, role) VALUES (1, 1, 'coordinator');
        INSERT INTO cases_case (id, key, board_id, pseudonym, about, state, head, changed_at)
          VALUES (1, 'abcdefghijkm', 1, 'tb-1', '', 'ready', 1, '2026-11-22 00:00:00');
        INSERT INTO cases_version (case_id, number, based_on, text, hash, how, note, by_id, at)
          VALUES (1, 1, 0, 'id: tb-1', 'x', 'new', '', 1, '2026-11-22 00:00:00');
        """
    )
    database.commit()
    database.close()
    from hepaboard.web.cases.models import Case
    from hepaboard.web.serve import migrate

    migrate()
    case = Case.objects.get()
    assert case.version().text == "id: tb-1" and case.version().by.may("plan_cases", 1)


def test_every_app_has_its_release_listed(records):
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    assert set(APPS) <= loader.migrated_apps
    for release in RELEASES.values():
        for app, last in release.items():
            assert loader.get_migration_by_prefix(app, last)


def test_records_of_a_later_version_are_left_alone(records):
    from django.db import connection

    from hepaboard.web.serve import migrate

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('cases', '0999_later', '2030-01-01')"
        )
    with pytest.raises(HepaboardError, match=r"later version \(cases.0999_later\)"):
        migrate()


@pytest.mark.parametrize(
    "url", ["mysql://user:pass@host/x", "postgresql://", "sqlite://", "nonsense", "postgresql:///"]
)
def test_a_url_of_another_kind_is_refused_without_repeating_it(url):
    from hepaboard.web.database import database

    with pytest.raises(HepaboardError) as refused:
        database(url)
    assert "pass" not in str(refused.value).replace("user:password@host", "")


def test_urls():
    from hepaboard.web.database import database

    found = database("postgresql://u%40x:p%2Fw@db.example:5433/board?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("u@x", "p/w", "db.example")
    assert (found["PORT"], found["NAME"]) == ("5433", "board")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert database("sqlite:////tmp/x.sqlite3")["NAME"] == "/tmp/x.sqlite3"


def test_sqlite_acknowledges_only_what_lies_on_the_disk(records):
    """By the pragmas of the settings; the other tests turn syncing off for speed."""
    from hepaboard.web.database import PRAGMAS, database

    assert database(None)["OPTIONS"]["init_command"] == PRAGMAS
    assert database(None)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    connection = sqlite3.connect(records)
    connection.executescript(PRAGMAS)
    for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    connection.close()
