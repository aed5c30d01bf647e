"""Meetings, the projector page, letters, decisions of the board, and removing a case."""

import io
import json
import zipfile

import pytest

DAY = "2026-06-02"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


@pytest.fixture
def case(team):
    found = team.case()
    planned(found)
    return found


def planned(case, day=DAY):
    case.meeting_on = day
    case.save()


def decide(team, case, text="Systemic therapy first.", role="chair", **more):
    form = {"text": text, "after": "0", **more}
    return team.client(role).post(f"/cases/{case.key}/decision/new", form)


def address(team, rest=""):
    return f"/meetings/{team.board.pk}/{DAY}{rest}"


def test_the_agenda_has_the_cases_of_that_board_and_day(team, case):
    planned(team.case("id: tb-other-day\n"), "2026-06-03")
    planned(team.case("id: tb-foreign\n", team.other_board, "stranger"))
    browser = team.client("reader")
    page = browser.get(address(team)).content.decode()
    assert "s0-index" in page and "tb-other-day" not in page and "tb-foreign" not in page
    days = browser.get("/meetings/").content.decode()
    assert days.index("3 Jun 2026") < days.index("2 Jun 2026") and "Another board" not in days


def test_a_meeting_of_others_does_not_exist(team, case):
    foreign = f"/meetings/{team.other_board.pk}/{DAY}"
    for rest in ("", "/screen/1", "/letters.md"):
        assert team.client("chair").get(foreign + rest).status_code == 404
        assert team.client("stranger").get(address(team, rest)).status_code == 404


@pytest.mark.parametrize(
    "rest", ["x", "-13-01", "/screen/0", "/screen/3", "/letters.exe", "/letters.PDF"]
)
def test_odd_meetings_are_not_found(team, case, rest):
    assert team.client("chair").get(address(team, rest)).status_code == 404


def test_the_screen_shows_one_case_and_knows_its_neighbours(team, case):
    planned(team.case("id: tb-2\nmolecular: {ras: mutant}\n"))
    browser = team.client("reader")
    first = browser.get(address(team, "/screen/1")).content.decode()
    second = browser.get(address(team, "/screen/2")).content.decode()
    assert "s0-index" in first and f'data-next="{address(team, "/screen/2")}"' in first
    assert 'data-previous=""' in first and 'data-next=""' in second
    assert "tb-2" in second and "s0-index" not in second
    order = [second.index(f"<h2>{title}</h2>") for title in ("Stop", "Options", "Decision")]
    assert order == sorted(order) and 'class="screen"' in second
    assert second.index("v-contraindicated") < second.index("v-needs_data")


@pytest.mark.parametrize("form", ["pdf", "docx", "md"])
def test_letters_of_a_case_and_of_a_meeting(team, case, form):
    decide(team, case, "Repeat the scan, then resect.", options=["liver_resection"])
    browser = team.client("reader")
    for path in (f"/cases/{case.key}/versions/1/letter.{form}", address(team, f"/letters.{form}")):
        answer = browser.get(path)
        assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
        assert "s0-index" not in answer["Content-Disposition"]
        if form == "pdf":
            assert answer.content.startswith(b"%PDF")
        elif form == "docx":
            text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
            assert "Repeat the scan, then resect." in text
        else:
            said = answer.content.decode()
            assert "Repeat the scan, then resect" in said and "Chosen: liver resection" in said


def test_a_letter_says_when_the_case_was_changed_after_the_decision(team, case):
    decide(team, case, "Wait and see.")
    browser = team.client("member")
    browser.post(f"/cases/{case.key}/fact/ras", {"value": "mutant", "base": "1"})
    letters = [
        browser.get(f"/cases/{case.key}/versions/{n}/letter.md").content.decode() for n in (1, 2)
    ]
    assert "on version 1" in letters[0] and "changed since" not in letters[0]
    assert "on version 1; the case was changed since" in letters[1]


def test_a_decision_is_written_down_with_who_when_and_on_what(team, case):
    from hepaboard.web.audit.models import Record
    from hepaboard.web.meetings.models import Decision

    chosen = ["systemic_therapy_first", "systemic_therapy_first", "anti_egfr"]
    assert decide(team, case, "First words", options=chosen).status_code == 302
    assert decide(team, case, "Second words", after="1").status_code == 302
    first, second = Decision.objects.all()
    assert (first.number, second.number) == (1, 2)
    assert first.options == ["systemic_therapy_first", "anti_egfr"] and second.options == []
    assert first.by.username == "chair" and first.version.number == 1
    page = team.client("reader").get(f"/cases/{case.key}/decision").content.decode()
    assert (
        page.index("Second words") < page.index("First words")
        and "<form" not in page.split("<main")[1]
    )
    assert "Second words" in team.client("reader").get(f"/cases/{case.key}/").content.decode()
    last = Record.objects.filter(action="case_decided").last()
    assert last.actor == "chair" and "words" not in json.dumps(last.detail)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": " "}, "needs words"),
        ({"text": "x" * 6001}, "too long"),
        ({"options": ["nothing_like_it"]}, "no such option"),
        ({"after": "1"}, "meanwhile"),
        ({"text": "Mr Smith gets FOLFOX"}, "This may name a person"),
    ],
)
def test_what_cannot_be_a_decision_is_refused_and_what_was_typed_stays(team, case, form, words):
    answer = decide(team, case, **{"text": "Typed before", **form})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and not case.decisions.exists()
    if form.get("text", "").strip():
        assert form["text"] in page


def test_who_was_asked_about_a_name_can_confirm(team, case):
    form = {"text": "Mr Smith gets FOLFOX", "named_nobody": "1"}
    assert decide(team, case, **form).status_code == 302


def test_decisions_cannot_be_changed_even_in_the_database(team, case):
    from django.db import DatabaseError, connection

    decide(team, case)
    for statement in ("DELETE FROM meetings_decision", "UPDATE meetings_decision SET text = 'x'"):
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="what was written"):
            cursor.execute(statement)


def test_a_decision_is_text_and_leads_nowhere_else(team, case):
    """A script in it stays text on every page; the way back is a meeting or nothing."""
    for where, back in (
        ("https://evil.example/meetings/", f"/cases/{case.key}/decision"),
        ("//evil.example", f"/cases/{case.key}/decision"),
        (address(team, "/screen/1"), address(team, "/screen/1")),
    ):
        after = str(case.decisions.count())
        answer = decide(team, case, SCRIPT, after=after, next=where, named_nobody="1")
        assert answer["Location"] == back
    browser = team.client("reader")
    paths = (f"/cases/{case.key}/", f"/cases/{case.key}/decision", address(team))
    for path in (*paths, address(team, "/screen/1")):
        page = browser.get(path).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page
        assert "alert(&#x27;x&#x27;)" in page


def test_a_removed_case_is_gone_for_everybody_and_its_trail_stays(team, case):
    from hepaboard.web.assessments.models import Shown
    from hepaboard.web.audit.models import Record
    from hepaboard.web.audit.trail import verify
    from hepaboard.web.cases.models import Case, Version
    from hepaboard.web.meetings.models import Decision

    decide(team, case)
    other = team.case("id: tb-2\n")
    before = Record.objects.count()
    browser = team.client("coordinator")
    wrong = browser.post(f"/cases/{case.key}/remove/now", {"pseudonym": "tb-2"})
    assert wrong.status_code == 422 and case.versions.count() == 1
    browser.post(f"/cases/{case.key}/remove/now", {"pseudonym": "s0-index"})
    gone = Case.objects.get(pk=case.pk)
    assert gone.removed_at and (gone.pseudonym, gone.about) == (case.key, "")
    assert not Decision.objects.exists()
    assert {v.case_id for v in Version.objects.all()} == {other.pk}
    assert {s.version.case_id for s in Shown.objects.all()} == {other.pk}
    for path in ("", "versions/1", "decision", "text"):
        assert browser.get(f"/cases/{case.key}/{path}").status_code == 404
    assert "s0-index" not in browser.get(address(team)).content.decode()
    assert case.key not in browser.get("/cases/").content.decode()
    assert Record.objects.count() > before and verify().broken is None
    assert Record.objects.filter(subject=case.key, action="case_removed").get().actor == (
        "coordinator"
    )
    assert team.case().pseudonym == "s0-index"  # the name is free again


def test_only_rows_of_a_removed_case_can_be_deleted(team, case):
    from django.db import DatabaseError, connection

    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="what was written"):
        cursor.execute("DELETE FROM cases_version")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET removed_at = '2026-01-01'")
        with pytest.raises(DatabaseError, match="what was written"):
            cursor.execute("UPDATE cases_version SET text = 'x'")


def test_a_change_that_comes_after_the_removal_is_refused(team, case):
    from hepaboard.errors import HepaboardError
    from hepaboard.web.cases.saving import save_text

    person = team.people["member"]
    team.client("coordinator").post(f"/cases/{case.key}/remove/now", {"pseudonym": "s0-index"})
    with pytest.raises(HepaboardError, match="removed meanwhile"):
        save_text(case, person, 1, "id: s0-index\n")


def test_a_decision_without_a_record_is_found(team, case):
    from hepaboard.web.audit.trail import verify
    from hepaboard.web.meetings.models import Decision

    assert verify().broken is None
    Decision.objects.create(
        case=case, number=1, version=case.version(), guideline_hash="", text="x", by_id=1
    )
    assert "decision 1" in verify().broken.words
