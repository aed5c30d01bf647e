"""What if, and comparing versions and days: both answers side by side, nothing saved."""

import re

import pytest

from hepaboard.examples import case_source

SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def case(team):
    return team.case(
        "id: tb-1\nassessed_on: 2026-06-01\n"
        "primary: {primary_location: sigmoid, primary_histology: adenocarcinoma}\n"
        "lesions: {complete: true, listed: [{id: L1, lesion_diameter_cm: 2}]}\n"
    )


def ask(team, case, role="reader", **form):
    return team.client(role).post(f"/cases/{case.key}/versions/1/what-if", form)


def scratch(page):
    found = re.search(r'name="scratch" value="([^"]*)"', page)
    return found[1].replace("&quot;", '"').replace("&#x27;", "'")


def short(page):
    return re.sub(r"<[^>]+>", "", page.split("<h2>In short</h2>")[1].split("</section>")[0])


def test_a_fact_changed_on_a_scratch_copy_changes_the_answer_beside_it_alone(team, case):
    page = ask(team, case, do="set", fact="ras", value="mutant").content.decode()
    assert "contraindicated" in short(page) and "anti-EGFR antibody" in short(page)
    assert 'class="differs"' in page and "RAS" in page
    assert case.versions.count() == 1 and case.version().shown.count() == 1


def test_changes_add_up_and_can_be_taken_back(team, case):
    one = ask(team, case, do="set", fact="ras", value="mutant").content.decode()
    two = ask(
        team,
        case,
        do="set",
        fact="L1/lesion_diameter_cm",
        value="45",
        unit="mm",
        scratch=scratch(one),
    ).content.decode()
    assert "L1: largest diameter of the lesion" in two and "4.5 cm" in two and "RAS" in two
    three = ask(team, case, do="drop", fact="ras", scratch=scratch(two)).content.decode()
    assert "ras" not in scratch(three) and "contraindicated" not in short(three)
    assert "4.5 cm" in three


def test_what_is_known_can_be_made_unknown(team, case):
    page = ask(team, case, do="set", fact="primary_location", value="").content.decode()
    assert "not recorded" in page and "sigmoid colon → not known" in " ".join(short(page).split())


def test_the_control_shows_what_is_recorded(team, case):
    page = ask(team, case, do="take", fact="primary_location").content.decode()
    row = page.split('id="what-if-value"')[1]
    assert '<option value="sigmoid" selected>' in row


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"fact": "ras", "value": "purple"}, "is not a value of ras"),
        ({"fact": "nothing", "value": "1"}, "no such fact"),
        ({"fact": "L9/segment", "value": "4a"}, None),
        ({"fact": "L1/ras", "value": "mutant"}, "no such fact"),
        ({"fact": "ras", "value": "mutant", "scratch": "a: &x [*x]"}, "Anchors"),
        ({"fact": "ras", "value": "mutant", "scratch": "[1, 2]"}, None),
        ({"fact": SCRIPT, "value": SCRIPT, "scratch": f'ras: "{SCRIPT}"'}, None),
        ({"fact": "ras", "value": SCRIPT}, "is not a value of ras"),
    ],
)
def test_what_does_not_fit_is_refused_and_harmless(team, case, form, words):
    answer = ask(team, case, do="set", **form)
    page = answer.content.decode()
    assert answer.status_code in (200, 422) and "<script>alert" not in page
    if words:
        assert answer.status_code == 422 and words in page
    assert case.versions.count() == 1


def test_two_versions_side_by_side(team, case):
    browser = team.client("member")
    browser.post(f"/cases/{case.key}/fact/ras", {"value": "mutant", "base": "1"})
    page = browser.get(f"/cases/{case.key}/compare").content.decode()
    assert "<th>version 1</th><th>version 2</th>" in page
    assert "anti-EGFR antibody" in short(page)
    same = browser.get(f"/cases/{case.key}/compare?a=2&b=2").content.decode()
    assert "Nothing changes." in same and 'class="differs"' not in same


def test_two_days_side_by_side(team):
    from hepaboard.web.cases.data import long_form
    from hepaboard.web.cases.writing import yaml_text

    case = team.case(yaml_text(long_form(case_source("example:four-scans"))))
    browser = team.client("reader")
    asked = browser.get(f"/cases/{case.key}/versions/1?on=2026-02-20")
    assert asked.status_code == 302
    page = browser.get(asked["Location"]).content.decode()
    assert "<th>version 1</th><th>version 1 on 2026-02-20</th>" in page
    assert 'class="differs"' in page and case.version().shown.count() == 1
    for odd in ("?on_b=yesterday", "?on_a=2026-99-01"):
        assert browser.get(f"/cases/{case.key}/compare{odd}").status_code == 422
    for odd in ("?a=99", "?b=0"):
        assert browser.get(f"/cases/{case.key}/compare{odd}").status_code == 404


def test_each_answer_of_a_question_tells_what_it_would_change(team, case):
    from hepaboard.assess import ask as ask_of
    from hepaboard.web.cases.data import case_text

    browser = team.client("reader")
    asked = ask_of(case_text(case.version().text).file).questions[0]
    page = browser.get(f"/cases/{case.key}/versions/1/ask/{asked.fact}").content.decode()
    for answer in asked.answers:
        assert f"<dt>{answer.words}</dt>" in page.replace("&lt;", "<").replace("&gt;", ">")
    assert browser.get(f"/cases/{case.key}/versions/1/ask/nothing").status_code == 404
    known = browser.get(f"/cases/{case.key}/versions/1/ask/primary_location").content.decode()
    assert "No single answer" in known
