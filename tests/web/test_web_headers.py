"""Strict headers on every page; nothing inline, nothing from elsewhere; forged forms refused."""

import re

import pytest
from pages import POSTS, ask

PAGES = (
    "sign-in",
    "cases",
    "case-new",
    "case-paste",
    "case",
    "case-text",
    "case-versions",
    "case-version",
    "option",
    "why",
    "shown",
    "guideline",
    "source",
    "statement",
    "guideline-search",
    "disagreements",
    "errata",
    "readings",
    "coverage",
    "safety",
    "accounts",
    "trail",
    "password",
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.I)
ELSEWHERE = re.compile(r"(?:src|href|action|hx-(?:get|post))=[\"'](?:https?:)?//", re.I)


@pytest.fixture
def browser(team):
    user = team.people["coordinator"]
    user.is_administrator = True
    user.save()
    return team.client("coordinator")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole_strict_and_local(team, browser, name):
    case = team.case()
    method = browser.get
    from django.urls import reverse
    from pages import arguments

    answer = method(reverse(name, kwargs=arguments(name, case.key, 1, user=1)))
    page = answer.content.decode()
    assert answer.status_code == 200 and page.rstrip().endswith("</html>")
    assert not INLINE.search(page), INLINE.search(page)
    assert not ELSEWHERE.search(page), ELSEWHERE.search(page)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)[:5]


def test_assets_come_from_the_package(team):
    page = team.client("anyone").get("/sign-in").content.decode()
    assets = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(assets) >= 6
    for path in assets:
        answer = team.client("anyone").get(path)
        assert answer.status_code == 200 and b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", sorted([*POSTS, "sign-in"]))
def test_a_form_from_elsewhere_is_refused(team, name):
    from django.test import Client

    from hepaboard.web.cases.models import Version

    case = team.case()
    user = team.people["coordinator"]
    user.is_administrator = True
    user.save()
    client = Client(enforce_csrf_checks=True, headers={"Host": "localhost"})
    client.force_login(user, backend="hepaboard.web.accounts.sign_in.LocalAccounts")
    if name == "sign-in":
        answer = client.post("/sign-in", {"username": "x", "password": "y"})
    else:
        answer = ask(client, name, case.key, 1, team.people["reader"].pk)
    assert answer.status_code == 403 and b"too old" in answer.content
    assert Version.objects.count() == 1


def test_behind_a_proxy_that_speaks_tls_cookies_are_for_https_alone():
    import json
    import os
    import subprocess
    import sys

    program = (
        "import json, hepaboard.web.settings as s; print(json.dumps([s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS]))"
    )
    for flag, expected in (("1", [True, True, 31_536_000]), ("0", [False, False, 0])):
        said = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "HEPABOARD_BEHIND_TLS": flag},
            capture_output=True,
            check=True,
        )
        assert json.loads(said.stdout) == expected
