"""``hepaboard bench case``: one case at a time, side by side with other engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from hepaboard.bench.environment import PeerEnvironments
from hepaboard.bench.errors import BenchError
from hepaboard.bench.own_rows import own_guideline, own_ten_rules
from hepaboard.bench.peer import Peer, load_peers
from hepaboard.bench.result import BenchResult, BenchRow, bench_result
from hepaboard.bench.run_peer import run_peer
from hepaboard.bench.ten_rules import TenRules


def case_bench(
    *,
    peers: Sequence[str] | None = None,
    offline: bool = False,
    folder: Path | None = None,
    repetitions: int = 5,
    seconds: float = 0.2,
    quiet: bool = False,
) -> BenchResult:
    """Measure single-case evaluation of ten rules, own engines and peers in one run.

    Peers run one after another, each in an environment of its own with pinned versions. A peer
    that is not installed yet is installed now, which needs the network; nothing else in
    hepaboard does this. Peers answer with the first rule that is true, own engines with the
    value of every rule.

    Parameters
    ----------
    peers
        Ids of ``peers.yaml``; all of them if None.
    offline
        Install nothing; a peer that is not there is reported so.
    folder
        Where environments are kept; by default ``bench`` in the user's cache folder.
    repetitions, seconds
        Each engine is timed so often, for at least so long; the median counts.
    quiet
        No progress. Progress goes to standard error, and only if that is a terminal.

    Returns
    -------
    BenchResult
        A row for every engine asked for; one that could not be run has no figure and a note.

    Raises
    ------
    BenchError
        No peer has that id.
    """
    chosen = _chosen(peers)
    work = TenRules(repetitions=repetitions, seconds=seconds)
    places = PeerEnvironments(folder or PeerEnvironments.default_folder(), offline=offline)
    steps: list[tuple[str, Callable[[], list[BenchRow]]]] = [
        ("hepaboard, ten rules", lambda: own_ten_rules(work)),
        *((peer.engine, _step(peer, work, places)) for peer in chosen),
        ("hepaboard, guideline", lambda: own_guideline(work)),
    ]
    # The display is redrawn between steps only: a timer would take time from what is measured.
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"))
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal
    rows: list[BenchRow] = []
    with Progress(*columns, console=console, auto_refresh=False, disable=hidden) as progress:
        bar = progress.add_task("", total=len(steps))
        for name, step in steps:
            progress.update(bar, description=name, refresh=True)
            rows += step()
            progress.update(bar, advance=1, refresh=True)
    return bench_result("case", rows)


def _step(peer: Peer, work: TenRules, places: PeerEnvironments) -> Callable[[], list[BenchRow]]:
    return lambda: [run_peer(peer, work, places)]


def _chosen(names: Sequence[str] | None) -> list[Peer]:
    known = load_peers()
    if names is None:
        return list(known.values())
    for name in names:
        if name not in known:
            raise BenchError(
                f"No peer of the benchmark is called {name!r}.",
                field="peers",
                value=name,
                allowed=", ".join(known),
            )
    return [known[name] for name in names]
