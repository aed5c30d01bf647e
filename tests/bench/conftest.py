"""The table read a second time, by means that share nothing with the package."""

import sqlite3

import pytest

from hepaboard.bench.cases import random_cases
from hepaboard.bench.environment import PeerEnvironments
from hepaboard.bench.table import load_table
from hepaboard.bench.ten_rules import TenRules


@pytest.fixture(scope="session")
def table():
    return load_table()


@pytest.fixture(scope="session")
def cases(table):
    return random_cases(table, count=600, seed=11)


@pytest.fixture(scope="session")
def work():
    return TenRules(repetitions=1, seconds=0.001)


@pytest.fixture(scope="session")
def sql_truths(table):
    """Every rule's condition, as it is written, evaluated by SQLite; None is UNKNOWN."""
    facts = ", ".join(f":{name} AS {name}" for name in table.facts)
    query = f"SELECT {', '.join(rule.when for rule in table.rules)} FROM (SELECT {facts})"
    connection = sqlite3.connect(":memory:")

    def truths(case):
        values = connection.execute(query, {name: case.get(name) for name in table.facts})
        return [None if value is None else bool(value) for value in values.fetchone()]

    yield truths
    connection.close()


@pytest.fixture(scope="session")
def empty_places(tmp_path_factory):
    """Where nothing is installed and nothing may be."""
    return PeerEnvironments(tmp_path_factory.mktemp("nothing"), offline=True)
