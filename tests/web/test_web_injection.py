"""Scripts and other tricks in every field that takes text."""

import pytest

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'{{ 7|add:7 }}{% now 'Y' %}"
SQL = "'; DROP TABLE cases_case; --"


def pages_of(client, case):
    for path in ("", "versions", "text", "versions/1", "shown", "versions/1/why/H01"):
        yield client.get(f"/cases/{case.key}/{path}").content.decode()
    yield client.get("/cases/").content.decode()
    yield client.get("/trail").content.decode()


def harmless(page):
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "onerror=alert(1)&gt;" in page or "onerror" not in page


@pytest.mark.parametrize("words", [SCRIPT, SQL], ids=["script", "sql"])
def test_stored_text_stays_text(team, words):
    from hepaboard.web.cases.models import Case
    from hepaboard.web.cases.writing import yaml_text

    data = {
        "id": "tb-1",
        "about": words[:200],
        "judgements": {"fitness": {"value": "fit", "by": words}},
        "treatments": {
            "complete": True,
            "records": [{"treatment": "hemicolectomy", "note": words}],
        },
        "imaging": {
            "complete": False,
            "records": [{"modality": "ct_multiphase", "on": "2026-06-01", "note": words}],
        },
    }
    case = team.case(yaml_text(data))
    user = team.people["coordinator"]
    user.is_administrator = True
    user.name = words[:80]
    user.save()
    found = 0
    for page in pages_of(team.client("coordinator"), case):
        harmless(page)
        found += "alert(&#x27;x&#x27;)" in page or "DROP TABLE" in page
    assert found >= 4
    assert Case.objects.get().about == words[:200]


@pytest.mark.parametrize("words", [SCRIPT, SQL], ids=["script", "sql"])
def test_searches_give_back_text(team, words):
    client = team.client("coordinator")
    team.case()
    for path in ("/cases/", "/guideline/search", "/sign-in"):
        page = client.get(path, {"q": words, "state": words, "next": words, "page": words})
        assert page.status_code == 200
        harmless(page.content.decode())
    assert "s0-index" in client.get("/cases/").content.decode()


def test_refused_text_is_given_back_as_text(team):
    client = team.client("coordinator")
    answer = client.post("/cases/paste", {"text": f"id: x\n{SCRIPT}: [1"})
    assert answer.status_code == 422
    harmless(answer.content.decode())
    case = team.case()
    for name, value in (("value", SCRIPT), ("by", SCRIPT), ("on", SCRIPT), ("unit", SCRIPT)):
        form = {"value": "0.9", "base": str(case.head), "named_nobody": "1", name: value}
        answer = client.post(f"/cases/{case.key}/fact/bilirubin_mg_dl", form)
        harmless(answer.content.decode())
        case.refresh_from_db()
        assert answer.status_code == 422 or name == "by"


@pytest.mark.parametrize("name", ["<b>x", "../../etc/passwd", "a b", "x" * 65, "", "tb\n1"])
def test_a_pseudonym_is_a_plain_word(team, name):
    from hepaboard.web.cases.models import Case

    answer = team.client("coordinator").post("/cases/new", {"pseudonym": name, "named_nobody": "1"})
    assert answer.status_code == 422 and not Case.objects.exists()


def test_an_upload_that_is_no_case_is_refused(team):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = team.client("coordinator")
    for content, words in (
        (b"\xff\xfe\x00", "not text"),
        (b"a: &x [1]\nb: *x\n", "Anchors"),
        (b"x" * 5_000_000, "too large"),
    ):
        file = SimpleUploadedFile("case.yaml", content)
        answer = client.post("/cases/paste", {"file": file})
        assert answer.status_code == 422 and words in answer.content.decode()


def test_odd_addresses_are_not_found(team):
    client = team.client("coordinator")
    case = team.case()
    for path in (
        "/cases/../etc/passwd",
        f"/cases/{case.key}/fact/nothing",
        f"/cases/{case.key}/versions/99",
        f"/cases/{case.key}/versions/1/why/%3Cscript%3E",
        f"/cases/{case.key}/versions/1/option/none",
        "/cases/aaaaaaaaaaaa/",
        "/guideline/sources/S9",
        "/guideline/statements/none",
        "/static/../settings.py",
    ):
        answer = client.get(path)
        assert answer.status_code in (404, 405), path
