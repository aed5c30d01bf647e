"""Logs carry no case content, not even when something breaks."""

import logging

import pytest

SECRET = "zebra-finding"


@pytest.fixture
def lines(monkeypatch):
    """What the workbench writes to its log, line by line."""
    from hepaboard.web.log import ContentFree

    class Kept(logging.Handler):
        def __init__(self):
            super().__init__()
            self.setFormatter(ContentFree())
            self.lines = []

        def emit(self, record):
            self.lines.append(self.format(record))

    handler = Kept()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


def test_reading_writing_searching_and_refusing_leave_no_content(team, lines):
    case = team.case(f"id: tb-1\nabout: {SECRET}\n")
    browser = team.client("member")
    browser.get(f"/cases/?q={SECRET}")
    browser.get(f"/cases/{case.key}/")
    browser.post("/cases/paste", {"text": f"id: {SECRET}\n{SECRET}: 1\n"})
    browser.post(f"/cases/{case.key}/fact/ras", {"value": SECRET, "base": "1"})
    browser.post(f"/cases/{case.key}/fact/{SECRET}", {"value": "1", "base": "1"})
    browser.get(f"/nothing/{SECRET}?x={SECRET}")
    browser.post("/sign-in", {"username": SECRET, "password": SECRET})
    text = "\n".join(lines)
    assert "case-paste 422" in text and "case-fact 422" in text and "POST sign-in 422" in text
    assert SECRET not in text and case.key not in text and "tb-1" not in text


def test_an_error_in_the_program_is_logged_by_place_alone(team, lines, monkeypatch):
    case = team.case(f"id: tb-1\nabout: {SECRET}\n")

    def broken(*args, **kwargs):
        raise RuntimeError(f"cannot handle {SECRET}")

    monkeypatch.setattr("hepaboard.web.cases.editing.case_page", broken)
    browser = team.client("member")
    browser.raise_request_exception = False
    answer = browser.get(f"/cases/{case.key}/?note={SECRET}")
    assert answer.status_code == 500 and SECRET not in answer.content.decode()
    text = "\n".join(lines)
    assert "RuntimeError" in text and "editing.py" in text
    assert SECRET not in text and case.key not in text


def test_one_time_links_are_not_logged(team, lines):
    from hepaboard.web.accounts.invitations import invite

    secret = invite(team.people["member"])
    team.client("anyone").get(f"/invitation/{secret}")
    assert any("GET invitation 200" in line for line in lines)
    assert secret not in "\n".join(lines)


def test_templates_of_other_libraries_are_logged_without_their_values():
    from hepaboard.web.log import ContentFree

    record = logging.LogRecord(
        "gunicorn.error", logging.ERROR, "x", 1, "Error handling request %s", (SECRET,), None
    )
    line = ContentFree().format(record)
    assert "Error handling request" in line and SECRET not in line
