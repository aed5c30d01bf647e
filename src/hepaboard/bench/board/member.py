"""What one member of a board does while the board prepares a meeting."""

from __future__ import annotations

import json
import re
from threading import Barrier
from time import sleep

from hepaboard.bench.board.browser import Browser
from hepaboard.examples import case_source

EXAMPLE = "example:s0-index"
PASSWORD = "a long enough password"
VERSION = re.compile(r'id="base" name="base" value="(\d+)"')
#: Seconds of reading between two actions.
PAUSE = 1.0


def first_administrator(browser: Browser, link: str) -> None:
    """Accepts the first link; this person also coordinates the first board."""
    browser.get(link, "invitation")
    browser.post(
        link,
        "invitation",
        {"name": "Bench", "username": "bench", "password": PASSWORD, "again": PASSWORD},
    )


def invited(administrator: Browser, number: int) -> str:
    """The path of the link of a new member.

    Raises
    ------
    LookupError
        The page of accounts shows no board, or no link.
    """
    page = administrator.get("/accounts/", "accounts") or ""
    board = re.search(r'name="(board-\d+)"', page)
    if board is None:
        raise LookupError("The page of accounts shows no board.")
    name = f"member-{number:03d}"
    made = administrator.post(
        "/accounts/new", "account made", {"username": name, "name": name, board[1]: "member"}
    )
    link = re.search(r"(/invitation/[\w-]+)", made or "")
    if link is None:
        raise LookupError("The page of accounts shows no link.")
    return link[1]


def at_work(url: str, link: str, rounds: int, start: Barrier) -> Browser:
    """One member from the first link to the last change; all members begin together.

    Pastes a case of their own, then again and again looks at the list, opens the case, changes a
    fact, and asks why.
    """
    browser = Browser(url)
    text = _own_case(f"bench-{link[-8:].lower()}")
    browser.get(link, "invitation")
    browser.post(link, "invitation", {"password": PASSWORD, "again": PASSWORD})
    start.wait()
    browser.get("/cases/paste", "form opened")
    browser.post("/cases/paste", "case pasted", {"text": text, "named_nobody": "on"})
    case = browser.address
    found = VERSION.search(browser.page)
    if found is None:
        browser.failures.append("case pasted: no case")
        return browser
    version = int(found[1])
    for i in range(rounds):
        sleep(PAUSE)
        browser.get("/cases/", "list")
        sleep(PAUSE)
        browser.get(case, "case opened")
        sleep(PAUSE)
        value = ("mutant", "wild_type")[i % 2]
        answer = browser.post(
            f"{case}fact/ras", "fact changed", {"value": value, "base": str(version)}, part=True
        )
        changed = VERSION.search(answer or "")
        if changed is None or int(changed[1]) != version + 1:
            browser.failures.append("fact changed: no new version")
            return browser
        version += 1
        sleep(PAUSE)
        browser.get(f"{case}versions/{version}/option/anti_egfr", "why opened")
    return browser


def _own_case(pseudonym: str) -> str:
    """The example as a text, under another pseudonym."""
    source = case_source(EXAMPLE)
    assert isinstance(source, dict)
    return json.dumps({**source, "id": pseudonym})
