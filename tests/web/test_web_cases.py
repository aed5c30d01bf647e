"""Cases: the list, making them by form, text, file and example, plan, versions, undo."""

import pytest

TEXT = """# a comment that is kept
id: tb-0412
about: woman of 58, metastases in both lobes
assessed_on: 2026-06-01
primary: {primary_location: sigmoid, primary_histology: adenocarcinoma, primary_confirmed: true}
laboratory:
  bilirubin_mg_dl: [{value: 14, unit: umol/L, on: 2026-05-28}]
liver: {n_liver_mets: {at_least: 6}, bilobar: true}
treatments: {complete: true, records: []}
"""


@pytest.fixture
def browser(team):
    return team.client("coordinator")


def only_case():
    from hepaboard.web.cases.models import Case

    return Case.objects.get()


def test_empty_list_says_what_to_do(browser):
    page = browser.get("/cases/").content.decode()
    assert "No cases yet" in page and "/cases/new" in page and "s0-index" in page


def test_a_reader_is_not_offered_what_they_may_not(team):
    case = team.case()
    page = team.client("reader").get("/cases/").content.decode()
    assert "/cases/new" not in page
    page = team.client("reader").get(f"/cases/{case.key}/").content.decode()
    assert "Add a lesion" not in page and "Undo" not in page and "<fieldset disabled>" in page


def test_list_searches_words_and_state(team, browser):
    team.case(TEXT)
    team.case()
    both = browser.get("/cases/").content.decode()
    assert "tb-0412" in both and ">s0-index</a>" in both
    for query in ("?q=TB-04", "?q=woman+lobes"):
        page = browser.get(f"/cases/{query}").content.decode()
        assert "tb-0412" in page and ">s0-index</a>" not in page
    assert "No case fits" in browser.get("/cases/?q=nothing").content.decode()
    assert "No case fits" in browser.get("/cases/?state=closed").content.decode()
    rows = browser.get("/cases/?q=tb", headers={"HX-Request": "true"}).content.decode()
    assert rows.startswith("<div") and "<html" not in rows


def test_plan_sets_state_and_day_and_refuses_nonsense(team, browser):
    case = team.case()
    path = f"/cases/{case.key}/plan"
    assert browser.post(path, {"state": "ready", "meeting_on": "2026-06-09"}).status_code == 302
    found = only_case()
    assert (found.state, str(found.meeting_on)) == ("ready", "2026-06-09")
    assert "9 Jun 2026" in browser.get("/cases/?state=ready").content.decode()
    for form in ({"state": "lost"}, {"state": "ready", "meeting_on": "9.6.2026"}):
        assert browser.post(path, form).status_code == 422
    assert only_case().state == "ready"


def test_new_case_by_form(browser):
    form = {"pseudonym": "tb-0500", "about": "man of 70: two lesions", "day": "2026-06-01"}
    answer = browser.post("/cases/new", form)
    case = only_case()
    assert answer["Location"] == f"/cases/{case.key}/"
    assert case.version().text == (
        'id: tb-0500\nabout: "man of 70: two lesions"\nassessed_on: 2026-06-01\n'
    )
    again = browser.post("/cases/new", form)
    assert again.status_code == 422 and "another case tb-0500" in again.content.decode()


def test_pasted_text_is_kept_to_the_letter(browser):
    assert browser.post("/cases/paste", {"text": TEXT.replace("\n", "\r\n")}).status_code == 302
    assert only_case().version().text == TEXT
    answer = browser.get(f"/cases/{only_case().key}/case.yaml")
    assert answer.content.decode() == TEXT and "attachment" in answer["Content-Disposition"]
    assert answer["Content-Type"].startswith("text/plain")


def test_json_is_taken_too_with_any_character(browser):
    text = '{"id": "tb-1", "about": "caf\\u00e9 \\ud83d\\ude00", "liver": {"bilobar": true}}'
    assert browser.post("/cases/paste", {"text": text}).status_code == 302
    case = only_case()
    assert case.about == "café \U0001f600"
    assert browser.get(f"/cases/{case.key}/").status_code == 200
    form = {"value": "mutant", "base": "1"}
    assert browser.post(f"/cases/{case.key}/fact/ras", form).status_code == 302
    assert "café \U0001f600" in case.version(2).text


def test_uploaded_file(browser):
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser.post("/cases/paste", {"file": SimpleUploadedFile("x.yaml", TEXT.encode())})
    assert only_case().version().text == TEXT


def test_errors_name_line_and_field_and_keep_what_was_typed(browser):
    bad = TEXT.replace("sigmoid", "sigmoidal").replace("14", "1400")
    answer = browser.post("/cases/paste", {"text": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "line 5, field <code>primary.primary_location</code>" in page
    assert "line 7, field <code>laboratory.bilirubin_mg_dl" in page
    assert "sigmoidal" in page and "2 problems" in page
    answer = browser.post("/cases/paste", {"text": "id: x\nliver: {bilobar: [true"})
    assert answer.status_code == 422 and "not valid YAML" in answer.content.decode()


def test_a_probable_name_is_asked_about_before_saving(browser):
    from hepaboard.web.cases.models import Case

    text = TEXT.replace("woman of 58", "Mrs Miller, born 3.4.1962")
    answer = browser.post("/cases/paste", {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Mrs Miller" in page and "birth date" in page
    assert not Case.objects.exists()
    assert browser.post("/cases/paste", {"text": text, "named_nobody": "1"}).status_code == 302


def test_an_example_is_opened_once_with_one_click(browser):
    one = browser.post("/cases/example/s0-index")["Location"]
    assert browser.post("/cases/example/s0-index")["Location"] == one
    page = browser.get(one).content.decode()
    assert "systemic therapy first" in page and "Where the patient stands" in page
    assert browser.post("/cases/example/none").status_code == 422


def test_examples_of_every_group_are_listed_and_open(browser):
    """One of each group is opened; all are read and written by test_web_writing."""
    from hepaboard.examples import shipped

    page = browser.get("/cases/").content.decode()
    groups = {example.group: example for example in shipped()}
    assert all(f'/cases/example/{example.name}"' in page for example in shipped())
    for example in groups.values():
        where = browser.post(f"/cases/example/{example.name}")
        assert where.status_code == 302, example.name
        assert browser.get(where["Location"]).status_code == 200


def test_every_change_is_a_version_that_can_be_looked_at_and_gone_back_to(team, browser):
    case = team.case(TEXT)
    for base, value in ((1, "mutant"), (2, "wild_type"), (3, "")):
        form = {"value": value, "base": str(base)}
        assert browser.post(f"/cases/{case.key}/fact/ras", form).status_code == 302
    page = browser.get(f"/cases/{case.key}/versions").content.decode()
    assert "not recorded → mutant" in page and "mutant → wild type" in page
    old = browser.get(f"/cases/{case.key}/versions/2").content.decode()
    assert "Version 2 as it was" in old and 'value="mutant" selected' in old
    assert "<fieldset disabled>" in old
    browser.post(f"/cases/{case.key}/versions/2/restore", {"base": "4"})
    assert case.version(5).hash == case.version(2).hash
    assert [v.number for v in case.versions.all()] == [1, 2, 3, 4, 5]
    browser.post(f"/cases/{case.key}/versions/1/restore", {"base": "5"})
    assert case.version(6).text == TEXT


def test_text_is_edited_with_errors_at_their_line(team, browser):
    case = team.case(TEXT)
    path = f"/cases/{case.key}/text/save"
    answer = browser.post(path, {"text": TEXT + "molecular: {ras: purple}\n", "base": "1"})
    assert answer.status_code == 422 and "line 10" in answer.content.decode()
    better = TEXT + "molecular: {ras: mutant}  # by the laboratory\n"
    assert browser.post(path, {"text": better, "base": "1"}).status_code == 302
    assert case.version(2).text == better
    assert browser.post(path, {"text": better}).status_code == 422  # no version named


def test_a_case_that_contradicts_itself_is_not_saved(team, browser):
    case = team.case(TEXT)
    answer = browser.post(f"/cases/{case.key}/fact/bilobar", {"value": "no", "base": "1"})
    assert answer.status_code == 302
    text = case.version(2).text + "facts: {primary_site: breast}\n"
    answer = browser.post(f"/cases/{case.key}/text/save", {"text": text, "base": "2"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "primary" in page and "line" in page
    assert case.versions.count() == 2


def test_a_version_that_a_new_guideline_refuses_is_shown_with_the_reason(team, browser):
    from hepaboard.web.cases.models import Version

    case = team.case(TEXT)
    text = TEXT.replace("bilobar: true", "a_fact_of_old: true")
    Version.objects.create(
        case=case, number=2, based_on=1, text=text, hash="x", how="text", by=team.people["member"]
    )
    case.head = 2
    case.save()
    page = browser.get(f"/cases/{case.key}/")
    assert page.status_code == 200
    said = page.content.decode()
    assert "a_fact_of_old" in said and "Open the case as text" in said
