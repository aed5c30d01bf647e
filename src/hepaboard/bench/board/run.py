"""``hepaboard bench board``: many members at the same time, without errors."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from threading import Barrier

from hepaboard.bench.board.browser import Browser
from hepaboard.bench.board.member import at_work, first_administrator, invited
from hepaboard.bench.board.server import workbench
from hepaboard.bench.errors import BenchError
from hepaboard.bench.result import BenchResult, BenchRow, bench_result

WORKLOAD = "board"


def board_bench(*, members: int = 50, rounds: int = 10) -> BenchResult:
    """Let members of one board work at the same time on a workbench of its own.

    Parameters
    ----------
    members
        Persons, each with an account and a session of their own.
    rounds
        How often each looks at the list, opens their case, changes a fact and asks why, with a
        second of reading between.

    Returns
    -------
    BenchResult
        Milliseconds of each kind of action, seen from the browser: median, and the 95th
        percentile in the note. The last row counts failed actions.

    Raises
    ------
    BenchError
        The workbench did not start, or a member could not be invited.
    """
    with workbench() as (url, link):
        administrator = Browser(url)
        first_administrator(administrator, link)
        try:
            links = [invited(administrator, number) for number in range(members)]
        except LookupError as error:
            raise BenchError(str(error), value="; ".join(administrator.failures)) from None
        start = Barrier(members)
        with ThreadPoolExecutor(members) as pool:
            browsers = list(pool.map(lambda link: at_work(url, link, rounds, start), links))
    return bench_result("board", _rows(browsers, members))


def _rows(browsers: list[Browser], members: int) -> list[BenchRow]:
    taken: dict[str, list[float]] = {}
    for browser in browsers:
        for what, seconds in browser.taken:
            taken.setdefault(what, []).append(1000 * seconds)
    rows = [_row(what, sorted(figures), members) for what, figures in taken.items()]
    failures = [failure for browser in browsers for failure in browser.failures]
    rows.append(
        BenchRow(
            workload=f"{WORKLOAD}, failed actions",
            engine="hepaboard failed actions",
            version=metadata.version("hepaboard"),
            figure=float(len(failures)),
            unit="actions",
            note="; ".join(sorted(set(failures))) or f"{members} members",
        )
    )
    return rows


def _row(what: str, figures: list[float], members: int) -> BenchRow:
    def at(share: float) -> float:
        return figures[min(len(figures) - 1, int(share * len(figures)))]

    return BenchRow(
        workload=f"{WORKLOAD}, {what}",
        engine=f"hepaboard {what}",
        version=metadata.version("hepaboard"),
        figure=round(at(0.5), 1),
        unit="ms",
        note=f"{members} members, {len(figures)} times; 95 % within {at(0.95):.0f} ms, "
        f"slowest {figures[-1]:.0f} ms",
    )
