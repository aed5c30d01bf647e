"""Each peer against the reference, in its own environment.

An environment that the benchmark has already made is used; else one is made for the tests, which
needs the network. Without it the peer is skipped, and the reason says so.
"""

from dataclasses import replace

import pytest

from hepaboard.bench.environment import PeerEnvironments
from hepaboard.bench.peer import load_peers
from hepaboard.bench.run_peer import run_peer
from hepaboard.bench.step import StepFailed

PEERS = load_peers()
SILENT = "chemotherapy + bevacizumab"
OPEN = "immunotherapy UNKNOWN, chemotherapy + bevacizumab TRUE"
UNKNOWN_GIVES = {
    "plain-python": f"null: {SILENT}; absent: error (KeyError)",
    "sqlite": f"null: {SILENT}; absent: error (ProgrammingError)",
    "rule-engine": f"null: {SILENT}; absent: error (SymbolResolutionError)",
    "common-expression-language": f"null: {SILENT}; absent: error (RuntimeError)",
    "cql-execution-definitions": OPEN,
}
WITHOUT_INSTALLATION = [name for name, peer in PEERS.items() if peer.environment is None]
WITH_INSTALLATION = [name for name, peer in PEERS.items() if peer.environment is not None]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return PeerEnvironments(tmp_path_factory.mktemp("peers"))


def _check(row, name):
    assert row.figure is not None, row.note
    assert row.figure > 100
    assert "agrees with the reference on all 300 complete cases" in row.note
    assert row.unknown_gives == UNKNOWN_GIVES.get(name, SILENT)


@pytest.mark.parametrize("name", WITHOUT_INSTALLATION)
def test_peer_that_needs_no_installation(name, work, empty_places):
    _check(run_peer(PEERS[name], work, empty_places), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_INSTALLATION)
def test_peer_in_its_environment(name, work, scratch):
    peer = PEERS[name]
    present = PeerEnvironments(PeerEnvironments.default_folder(), offline=True)
    places = present if present.installed(peer.environment) else scratch
    try:
        places.prepare(peer.environment)
    except StepFailed as error:
        pytest.skip(f"{peer.environment.name} {error}")
    row = run_peer(peer, work, places)
    _check(row, name)
    assert row.version == peer.environment.packages[0].lstrip("@").replace("==", "@").split("@")[1]


def test_environment_with_other_pins_is_not_taken(tmp_path):
    place = PEERS["rule-engine"].environment
    places = PeerEnvironments(tmp_path, offline=True)
    (tmp_path / place.name).mkdir()
    mark = tmp_path / place.name / "installed.json"
    mark.write_text(places._pins(place), encoding="utf-8")
    assert places.installed(place)
    assert not places.installed(replace(place, packages=("rule-engine==4.0.0",)))


def test_installation_that_takes_too_long_is_said(tmp_path, work):
    places = PeerEnvironments(tmp_path, seconds=0.1)
    row = run_peer(PEERS["rule-engine"], work, places)
    assert (row.figure, row.version) == (None, "5.1.0")
    assert row.note == "cannot be installed within 0.1 s"
    assert not places.installed(PEERS["rule-engine"].environment)


def test_driver_that_fails_is_said(work, empty_places):
    broken = replace(PEERS["plain-python"], form="numpy")
    row = run_peer(broken, work, empty_places)
    assert row.figure is None
    assert row.note.startswith("cannot be run: TypeError: ")
