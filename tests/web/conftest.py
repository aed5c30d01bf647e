"""A workbench for each test: its own database file, a board, one person a role."""

import os
import shutil
from dataclasses import dataclass

import pytest

from hepaboard.examples import case_source


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A database with the tables of this version and nothing in it."""
    folder = tmp_path_factory.mktemp("data")
    kept = {key: os.environ.get(key) for key in ("HEPABOARD_DATA", "HEPABOARD_DATABASE")}
    os.environ["HEPABOARD_DATA"] = str(folder)
    os.environ.pop("HEPABOARD_DATABASE", None)
    from hepaboard.web.serve import prepare

    prepare()
    from django.conf import settings
    from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm
    from django.db import connections
    from django.test.utils import setup_test_environment, teardown_test_environment

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()
    setup_test_environment(debug=False)
    connections.close_all()
    yield folder / "board.sqlite3"
    teardown_test_environment()
    for key, value in kept.items():
        if value is not None:
            os.environ[key] = value


@pytest.fixture(autouse=True)
def records(template, tmp_path, monkeypatch):
    """The test's own database, at ``HEPABOARD_DATA``."""
    from django.db import connections

    folder = tmp_path / "records"
    folder.mkdir(mode=0o700)
    shutil.copyfile(template, folder / template.name)
    monkeypatch.setenv("HEPABOARD_DATA", str(folder))
    connection = connections["default"]
    monkeypatch.setitem(connection.settings_dict, "NAME", str(folder / template.name))
    # Tests write a lot and lose nothing by a power cut; the servers that are killed sync as ever.
    quick = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"}
    options = {**connection.settings_dict["OPTIONS"], **quick}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    connection.close()
    yield folder / template.name
    connections.close_all()


@dataclass
class Board:
    """One board with a person for each role, and somebody of another board."""

    board: object
    other_board: object
    people: dict

    def client(self, role):
        """A browser in which the person of this role has signed in; ``anyone`` has not."""
        from django.test import Client

        client = Client(headers={"Host": "localhost"})
        if role != "anyone":
            client.force_login(
                self.people[role], backend="hepaboard.web.accounts.sign_in.LocalAccounts"
            )
        return client

    def case(self, text=None, board=None, role="coordinator"):
        """A case on the board; the worked example if no text is given."""
        from hepaboard.web.cases.data import long_form
        from hepaboard.web.cases.saving import save_new
        from hepaboard.web.cases.writing import yaml_text

        text = text or yaml_text(long_form(case_source("example:s0-index")))
        return save_new(board or self.board, self.people[role], text).version.case


@pytest.fixture
def team(records):
    from hepaboard.web.accounts.models import Board as BoardModel
    from hepaboard.web.accounts.models import Membership, User

    board = BoardModel.objects.create(name="Liver board")
    other = BoardModel.objects.create(name="Another board")
    people = {}
    for role in ("coordinator", "member", "chair", "reader"):
        people[role] = User.objects.make(role, name=f"The {role}")
        Membership.objects.create(user=people[role], board=board, role=role)
    people["administrator"] = User.objects.make("admin", name="Admin", is_administrator=True)
    people["stranger"] = User.objects.make("stranger", name="Coordinator of another board")
    Membership.objects.create(user=people["stranger"], board=other, role="coordinator")
    return Board(board, other, people)


@pytest.fixture(scope="session")
def filled_template(tmp_path_factory):
    """Where a database with a team and a case is put by the first test that needs one."""
    return tmp_path_factory.mktemp("filled") / "board.sqlite3"


@pytest.fixture
def filled(records, filled_template, request):
    """A team with a case that has a meeting day: made once, copied for every test."""
    from django.db import connection

    if not filled_template.exists():
        team = request.getfixturevalue("team")
        case = team.case()
        case.meeting_on = "2026-06-02"
        case.save()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(filled_template)])
    connection.close()
    for leftover in records.parent.glob(f"{records.name}*"):
        leftover.unlink()
    shutil.copyfile(filled_template, records)
    from hepaboard.web.accounts.models import Board as BoardModel
    from hepaboard.web.accounts.models import User

    board, other = BoardModel.objects.order_by("pk")
    people = {user.username: user for user in User.objects.all()}
    people["administrator"] = people.pop("admin")
    return Board(board, other, people)


@pytest.fixture
def htmx():
    """Headers of a request that htmx makes."""
    return {"HX-Request": "true"}


@pytest.fixture(scope="session")
def postgres_url():
    """A real PostgreSQL, made for this run."""
    from postgres_cluster import available, cluster

    if not available():
        pytest.skip("PostgreSQL is not installed")
    with cluster() as url:
        yield url


@pytest.fixture
def postgres(postgres_url, records):
    """The workbench on a PostgreSQL database of its own."""
    import psycopg
    from django.db import connections

    from hepaboard.web.database import database
    from hepaboard.web.serve import migrate

    name = f"t{abs(hash(str(records))) % 10**12}"
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    url = postgres_url.rsplit("/", 1)[0] + f"/{name}"
    old = connections.settings["default"]
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": database(url)})[
        "default"
    ]
    migrate()
    yield url
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = old
