"""A real browser in front of a running workbench.

Debian's chromium is driven through playwright; where it is not installed these tests are skipped.
"""

import re
import shutil
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("django", reason="the workbench is not installed")

from playwright.sync_api import sync_playwright

from hepaboard.bench.board.browser import Browser
from hepaboard.bench.board.member import PASSWORD, first_administrator
from hepaboard.bench.board.server import workbench as started

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
CASE = re.compile("/cases/[a-z0-9]{12}/")
#: Chromium asks nothing of the network, and needs no sandbox of its own where root runs it.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="session")
def board():
    """The address of a workbench of its own for this process; its administrator is "bench"."""
    with started() as (url, link):
        first_administrator(Browser(url), link)
        yield url


@pytest.fixture(scope="module")
def chromium():
    """The browser; ended with the file, since its event loop is in the way of other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def session(chromium, board):
    """What the browser keeps of the coordinator who has signed in."""
    context = chromium.new_context(base_url=board)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill("bench")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/")
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def opened(chromium, board, session):
    """Opens a page of the workbench as the coordinator who has signed in.

    Called with a path and, by choice, a width: a desk's (1280), a projector's (1920), a phone's
    (390). Errors of the console, requests that fail and requests to elsewhere fail the test.
    """
    contexts = []
    problems = []

    def asked(request):
        if not request.url.startswith((board, "data:", "blob:")):
            problems.append(f"asked outside: {request.url}")

    def failed(request):
        if "ERR_ABORTED" not in (request.failure or ""):
            problems.append(f"{request.url}: {request.failure}")

    def told(said):
        # A refusal that the page shows (a wrong value, a conflict) is no error of the page.
        if said.type == "error" and not re.search("status of (409|422)", said.text):
            problems.append(said.text)

    def open_at(path, width=1280, scheme="light"):
        context = chromium.new_context(
            base_url=board,
            storage_state=session,
            viewport={"width": width, "height": 844 if width < 600 else 1080},
            color_scheme=scheme,
            has_touch=width < 600,
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", told)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", asked)
        page.on("requestfailed", failed)
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def example(opened):
    """Opens a shipped example by one click and returns its page."""

    def open_example(name="s0-index", **more):
        page = opened("/cases/", **more)
        button = page.locator(f"form[action$='/cases/example/{name}'] button")
        button.evaluate("button => { button.closest('details').open = true }")
        button.click()
        page.wait_for_url(CASE)
        return page

    return open_example
