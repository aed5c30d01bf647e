"""One peer, run in its own environment."""

from __future__ import annotations

import json
from pathlib import Path

from hepaboard.bench.environment import PeerEnvironments
from hepaboard.bench.peer import Peer
from hepaboard.bench.result import BenchRow
from hepaboard.bench.step import StepFailed, run_step
from hepaboard.bench.ten_rules import TEN_RULES, TenRules

RUN_SECONDS = 60.0
_DRIVERS = Path(__file__).parent / "drivers"


def run_peer(
    peer: Peer, work: TenRules, places: PeerEnvironments, seconds: float = RUN_SECONDS
) -> BenchRow:
    """Return the row of one peer; if it cannot be installed or run, the note says why.

    Parameters
    ----------
    peer
        The engine.
    work
        Table, cases and timing.
    places
        Where environments are, and whether a missing one may be installed.
    seconds
        Time limit of the run; installing has its own.
    """
    try:
        folder = places.prepare(peer.environment) if peer.environment else None
    except StepFailed as error:
        return _absent(peer, str(error))
    try:
        command = [*places.interpreter(peer.environment), *_driver(peer)]
        task = json.dumps(work.task(peer))
        report = json.loads(run_step(command, seconds=seconds, folder=folder, stdin=task))
        return work.row(
            peer.engine,
            report["version"],
            report["rates"],
            report["answers"],
            report["unknown"],
            peer.note,
        )
    except StepFailed as error:
        return _absent(peer, f"cannot be run: {error}")
    except (ValueError, KeyError, TypeError) as error:
        return _absent(peer, f"its driver gave no usable report ({type(error).__name__})")


def _driver(peer: Peer) -> list[str]:
    if peer.driver.endswith(".mjs"):
        return [str(_DRIVERS / peer.driver)]
    return ["-B", "-E", "-s", str(_DRIVERS / "harness.py"), peer.driver]


def _absent(peer: Peer, why: str) -> BenchRow:
    return BenchRow(
        workload=TEN_RULES,
        engine=peer.engine,
        version=_pinned(peer),
        figure=None,
        unit="evaluations/s",
        note=why,
    )


def _pinned(peer: Peer) -> str | None:
    if peer.environment is None:
        return None
    first = peer.environment.packages[0]
    return first.rpartition("==" if peer.environment.kind == "pip" else "@")[2]
