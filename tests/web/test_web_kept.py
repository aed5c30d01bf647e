"""Every answer shown is kept, and can be made again."""

import json
from hashlib import sha256

import pytest

from hepaboard.assess import assess
from hepaboard.examples import case_source


def kept():
    from hepaboard.web.assessments.models import Shown

    return Shown.objects.order_by("pk").last()


def test_an_answer_is_kept_once_with_its_hashes(team):
    from hepaboard.web.assessments.models import Shown

    case = team.case()
    browser = team.client("reader")
    for _ in range(2):
        browser.get(f"/cases/{case.key}/")
    item = Shown.objects.get()
    answer = assess(case_source("example:s0-index"))
    assert item.guideline_hash == answer.guideline.hash
    assert item.case_hash == answer.case.hash == case.version().hash
    assert item.json == answer.model_dump_json()
    assert item.answer_hash == sha256(item.json.encode()).hexdigest()


def test_making_it_again_gives_the_same(team):
    case = team.case()
    answer = team.client("reader").post(f"/cases/{case.key}/shown/{kept().pk}/reproduce")
    assert "The same, to the letter" in answer.content.decode()


def test_another_answer_is_told_with_what_differs(team):
    from hepaboard.web.assessments.keeping import compare

    team.case()
    item = kept()
    answer = json.loads(item.json)
    answer["options"][0]["verdict"] = "contraindicated"
    answer["guideline"]["hash"] = item.guideline_hash = "0" * 64
    import zlib

    item.answer = zlib.compress(json.dumps(answer).encode())
    result = compare(item)
    assert not result.intact and not result.same_guideline and not result.same
    assert set(result.parts) == {"options", "guideline"}


def test_a_new_guideline_is_answered_from_anew_and_the_old_answer_stays(team, monkeypatch):
    from hepaboard.guideline import load_guideline
    from hepaboard.web.assessments.models import Shown

    case = team.case()
    fewer = load_guideline(["S0", "S2"])
    for module in ("answering", "keeping"):
        monkeypatch.setattr(f"hepaboard.web.assessments.{module}.guideline", lambda: fewer)
    monkeypatch.setattr("hepaboard.web.cases.showing.guideline", lambda: fewer)
    page = team.client("reader").get(f"/cases/{case.key}/").content.decode()
    assert 'id="place-S2"' in page and 'id="place-S4"' not in page
    assert Shown.objects.count() == 2
    first = Shown.objects.order_by("pk").first()
    answer = team.client("reader").post(f"/cases/{case.key}/shown/{first.pk}/reproduce")
    said = answer.content.decode()
    assert "The guideline has changed since" in said and "options" in said


def test_the_page_shows_what_the_assessment_says(team):
    """Stop first, every verdict as a card with who says so, dangers before all else."""
    case = team.case(
        "id: tb-1\nassessed_on: 2026-06-01\n"
        "primary: {primary_location: sigmoid, primary_histology: adenocarcinoma,"
        " primary_confirmed: true}\n"
        "molecular: {ras: mutant}\nliver: {n_liver_mets: 3, bilobar: true,"
        " extrahepatic_disease: none}\n"
        "treatments: {complete: true, records: [{treatment: anti_egfr, on: 2026-06-20,"
        " planned: true}]}\n"
    )
    page = team.client("reader").get(f"/cases/{case.key}/").content.decode()
    answer = kept().assessment()
    titles = ["Where the patient stands", "Stop", "Watch", "Options", "Work-up", "Sources"]
    places = [page.index(f"<h2>{title}</h2>") for title in titles]
    assert places == sorted(places)
    assert "■ 1 stop" in page
    stop = next(alert for alert in answer.alerts if alert.level == "stop")
    assert stop.text in page and stop.do in page
    order = [page.index(f"v-{v}") for v in ("contraindicated", "needs_data")]
    assert order == sorted(order)
    for option in answer.options:
        if option.verdict in ("contraindicated", "recommended", "acceptable", "contested"):
            assert f">{option.name}<" in page
    for citation in answer.citations:
        assert citation.review_note.replace("'", "&#x27;") in page


@pytest.mark.parametrize("example", ["s0-index", "four-scans"])
def test_each_statement_of_each_option_has_its_reasons(team, example):
    from hepaboard.web.cases.data import long_form
    from hepaboard.web.cases.writing import yaml_text

    case = team.case(yaml_text(long_form(case_source(f"example:{example}"))))
    browser = team.client("reader")
    answer = kept().assessment()
    option = max(answer.options, key=lambda option: len(option.statements))
    page = browser.get(f"/cases/{case.key}/versions/1/option/{option.treatment}").content.decode()
    for statement in option.statements:
        assert statement.id in page
        why = browser.get(f"/cases/{case.key}/versions/1/why/{statement.id}").content.decode()
        assert "Condition" in why and all(row in why for row in statement.rows)
        truth = {"holds": "✓ true", "unknown": "? unknown"}[statement.status]
        assert truth in why.split("<h3>Condition</h3>")[1].split("</span>")[0]


def test_the_flow_of_each_source_is_a_picture_that_runs_nothing(team):
    case = team.case()
    browser = team.client("reader")
    page = browser.get(f"/cases/{case.key}/").content.decode()
    sources = [flow.source for flow in kept().assessment().flows]
    assert sources
    for source in sources:
        path = f"/cases/{case.key}/versions/1/flow/{source}.svg"
        assert page.count(path) == 2
        picture = browser.get(path)
        assert picture["Content-Type"] == "image/svg+xml"
        assert "sandbox" in picture["Content-Security-Policy"]
        assert b"<svg" in picture.content and b"<script" not in picture.content
    assert browser.get(f"/cases/{case.key}/versions/1/flow/S9.svg").status_code == 404


def test_what_follows_a_change_is_kept_once_it_is_shown(team, htmx):
    """The answer to a change is the one at once; the whole one follows and is what is kept."""
    from hepaboard.web.assessments.models import Shown
    from hepaboard.web.cases.data import case_text

    case = team.case()
    browser = team.client("member")
    browser.post(f"/cases/{case.key}/fact/ecog", {"value": "1", "base": "1"}, headers=htmx)
    assert Shown.objects.count() == 1
    page = browser.get(f"/cases/{case.key}/versions/2/ranked?since=1", headers=htmx)
    case.refresh_from_db()
    item = Shown.objects.get(version=case.version())
    assert item.json == assess(case_text(case.version().text).file).model_dump_json()
    asked = item.assessment().missing[0].fact
    section = page.content.decode().split('id="asked"')[1]
    assert f'id="asked-fact-{asked}"' in section.split("</section>")[0]
